package peaberry.teach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, doubles, booleans and null: what a saved
 * notebook is written in. Deeper than 500 levels is refused.
 */
final class JsonReader {
  private static final int DEEPEST = 500;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * The one value that the text holds.
   *
   * @throws IllegalArgumentException if it holds something else; the message names the place
   */
  static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    if (reader.next() != 0) {
      throw reader.unexpected();
    }
    return value;
  }

  private Object value() {
    return switch (next()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    enter();
    Map<String, Object> members = new LinkedHashMap<>();
    if (next() != '}') {
      do {
        if (next() != '"') {
          throw unexpected();
        }
        String name = string();
        take(':');
        members.put(name, value());
      } while (more());
    }
    leave('}');
    return members;
  }

  private List<Object> array() {
    enter();
    List<Object> elements = new ArrayList<>();
    if (next() != ']') {
      do {
        elements.add(value());
      } while (more());
    }
    leave(']');
    return elements;
  }

  private String string() {
    take('"');
    StringBuilder found = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char character = text.charAt(at++);
      found.append(character == '\\' ? escaped() : character);
    }
    take('"');
    return found.toString();
  }

  private char escaped() {
    char kind = at < text.length() ? text.charAt(at++) : 0;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        try {
          yield (char) Integer.parseInt(text, at, at += 4, 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
          throw unexpected();
        }
      }
      default -> throw unexpected();
    };
  }

  private Double number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw unexpected();
    }
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw unexpected();
    }
    at += word.length();
    return value;
  }

  private void enter() {
    at++;
    if (++depth > DEEPEST) {
      throw unexpected();
    }
  }

  private void leave(char end) {
    take(end);
    depth--;
  }

  private boolean more() {
    boolean comma = next() == ',';
    at += comma ? 1 : 0;
    return comma;
  }

  private void take(char wanted) {
    if (next() != wanted) {
      throw unexpected();
    }
    at++;
  }

  /** The next character that is no space, which is not taken yet; 0 at the end. */
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("Expected JSON, found something else at %d.".formatted(at));
  }
}
