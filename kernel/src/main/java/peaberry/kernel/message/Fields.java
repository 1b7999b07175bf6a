package peaberry.kernel.message;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;
import peaberry.kernel.wire.WireException;

/**
 * Reads the fields of a message strictly: a missing or null one gets its default, one of another
 * type is an error that names it.
 *
 * @param message the message type, for error messages
 * @param content the fields
 */
record Fields(String message, JsonObject content) {

  String text(String name, String otherwise) {
    JsonElement field = present(name);
    if (field == null) {
      return otherwise;
    }
    if (field instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw wrong(name, "a string", field);
  }

  String text(String name) {
    String value = text(name, null);
    if (value == null) {
      throw new WireException(message + ": expected the field " + name + ", got none");
    }
    return value;
  }

  boolean flag(String name, boolean otherwise) {
    JsonElement field = present(name);
    if (field == null) {
      return otherwise;
    }
    if (field instanceof JsonPrimitive value && value.isBoolean()) {
      return value.getAsBoolean();
    }
    throw wrong(name, "true or false", field);
  }

  /** A whole number that fits an int, or {@code otherwise}, which may be null. */
  Integer whole(String name, Integer otherwise) {
    JsonElement field = present(name);
    if (field == null) {
      return otherwise;
    }
    if (field instanceof JsonPrimitive value && value.isNumber()) {
      double number = value.getAsDouble();
      if (number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE) {
        return (int) number;
      }
    }
    throw wrong(name, "a whole number", field);
  }

  Map<String, Object> map(String name) {
    JsonElement field = present(name);
    if (field == null) {
      return Map.of();
    }
    if (field instanceof JsonObject object) {
      return Json.map(object);
    }
    throw wrong(name, "an object", field);
  }

  /** An object whose values are strings. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : map(name).entrySet()) {
      if (!(entry.getValue() instanceof String text)) {
        throw new WireException(
            message + ": expected strings in the field " + name + ", got another value");
      }
      texts.put(entry.getKey(), text);
    }
    return texts;
  }

  private JsonElement present(String name) {
    JsonElement field = content.get(name);
    return field == null || field.isJsonNull() ? null : field;
  }

  private WireException wrong(String name, String expected, JsonElement got) {
    String kind = "an object";
    if (got instanceof JsonPrimitive value) {
      kind = value.isString() ? "a string" : value.isNumber() ? "a number" : "true or false";
      if (kind.equals(expected)) {
        kind = "another one";
      }
    } else if (got.isJsonArray()) {
      kind = "an array";
    }
    return new WireException(
        message + ": expected " + expected + " as the field " + name + ", got " + kind);
  }
}
