package peaberry.kernel.message;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import peaberry.kernel.wire.WireException;

/** JSON text to trees, trees to plain Java values, and plain Java values to text. */
public final class Json {
  private Json() {}

  /**
   * Reads one JSON object.
   *
   * @param utf8 the text
   * @param what its name for the error message, such as "the header"
   * @throws WireException if it is anything else
   */
  public static JsonObject parse(byte[] utf8, String what) {
    try {
      JsonReader reader =
          new JsonReader(new StringReader(new String(utf8, StandardCharsets.UTF_8)));
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = JsonParser.parseReader(reader);
      if (element instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      throw new WireException("expected a JSON object as " + what + ", got malformed text", e);
    }
    throw new WireException("expected a JSON object as " + what + ", got another value");
  }

  /**
   * A tree as plain Java: {@code Map<String, Object>} in the order of the text, {@code List},
   * {@code String}, {@code Long} or {@code Double}, {@code Boolean} and null.
   */
  public static Object value(JsonElement element) {
    if (element instanceof JsonObject object) {
      return map(object);
    }
    if (element instanceof JsonArray array) {
      List<Object> list = new ArrayList<>(array.size());
      for (JsonElement item : array) {
        list.add(value(item));
      }
      return list;
    }
    if (element instanceof JsonPrimitive primitive) {
      if (primitive.isBoolean()) {
        return primitive.getAsBoolean();
      }
      return primitive.isNumber() ? number(primitive.getAsString()) : primitive.getAsString();
    }
    return null;
  }

  /** {@link #value} of an object. */
  public static Map<String, Object> map(JsonObject object) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      map.put(field.getKey(), value(field.getValue()));
    }
    return map;
  }

  private static Number number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notWhole) {
      return Double.valueOf(text);
    }
  }

  /**
   * Writes a plain Java value: what {@link #value} returns, any other number or character sequence,
   * arrays of bytes as Base64, iterables as arrays; other objects as the text of {@code
   * toString()}. JSON has no NaN and no infinity: they become null.
   */
  public static void write(JsonWriter json, Object value) throws IOException {
    if (value == null) {
      json.nullValue();
    } else if (value instanceof String text) {
      json.value(text);
    } else if (value instanceof Boolean flag) {
      json.value(flag.booleanValue());
    } else if (value instanceof Number number) {
      double size = number.doubleValue();
      boolean floating = value instanceof Double || value instanceof Float;
      json.value(floating && !Double.isFinite(size) ? null : number);
    } else if (value instanceof byte[] bytes) {
      json.value(Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof Map<?, ?> map) {
      json.beginObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.name(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.endObject();
    } else if (value instanceof Iterable<?> items) {
      json.beginArray();
      for (Object item : items) {
        write(json, item);
      }
      json.endArray();
    } else {
      json.value(value.toString());
    }
  }
}
