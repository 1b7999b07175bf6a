package peaberry.kernel.display;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.BaseStream;

/**
 * A value as text: like {@code toString()}, but arrays show their elements, those in records and
 * collections too, what is long is cut in the middle, streams are left alone, and a {@code
 * toString()} that throws is reported.
 */
final class PlainText {
  private static final int MAX_CHARS = 64 * 1024;
  private static final int MAX_ELEMENTS = 200;
  private static final int MAX_DEPTH = 8;

  /** Beyond this, what is nested is left out; the elements of a matrix that are shown have room. */
  private static final int MAX_NESTED_CHARS = 16 * MAX_CHARS;

  private static final GeneratedText GENERATED = new GeneratedText();

  private PlainText() {}

  /** The text of a value, null too. */
  static String of(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value, 0);
    return cut(out.toString(), MAX_CHARS);
  }

  /** A text of about {@code max} characters: the rest is left out in the middle, and counted. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int head = max / 2;
    int tail = text.length() - max / 2;
    head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
    tail += Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
    return text.substring(0, head)
        + "\n... "
        + (tail - head)
        + " of "
        + text.length()
        + " characters are not shown ...\n"
        + text.substring(tail);
  }

  private static void append(StringBuilder out, Object value, int depth) {
    if (depth > MAX_DEPTH || depth > 0 && out.length() > MAX_NESTED_CHARS) {
      out.append("...");
      return;
    }
    int start = out.length();
    try {
      switch (value) {
        case null -> out.append("null");
        case String text -> out.append(text);
        case Number number -> out.append(number);
        case Collection<?> items when isOfJdk(value) -> appendAll(out, items, depth);
        case Map<?, ?> map when isOfJdk(value) -> appendMap(out, map, depth);
        case Optional<?> box when box.isPresent() -> {
          append(out.append("Optional["), box.get(), depth + 1);
          out.append(']');
        }
        case BaseStream<?, ?> stream when !saysItself(stream) ->
            out.append("a stream (its elements are not consumed by showing it)");
        case Iterator<?> iterator when !saysItself(iterator) ->
            out.append("an iterator (its elements are not consumed by showing it)");
        case Throwable error -> appendError(out, error);
        case Record row when !isOfJdk(row) && GENERATED.get(row.getClass()) ->
            appendRecord(out, row, depth);
        default -> {
          if (value.getClass().isArray()) {
            appendArray(out, value, depth);
          } else {
            out.append(value);
          }
        }
      }
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
        throw e;
      }
      out.setLength(start);
      out.append(identity(value)).append(" (its text is missing: ");
      out.append(e.getClass().getName()).append(" was thrown by it)");
    }
  }

  private static void appendArray(StringBuilder out, Object array, int depth) {
    int length = Array.getLength(array);
    if (depth == 0) {
      String type = array.getClass().getSimpleName();
      int bracket = type.indexOf('[') + 1;
      out.append(type, 0, bracket).append(length).append(type, bracket, type.length()).append(' ');
    }
    out.append('{');
    for (int i = 0; i < length; i++) {
      out.append(i == 0 ? "" : ", ");
      if (i == MAX_ELEMENTS / 2 && length > MAX_ELEMENTS) {
        i = length - MAX_ELEMENTS / 2;
        appendGap(out, length - MAX_ELEMENTS).append(", ");
      }
      append(out, Array.get(array, i), depth + 1);
    }
    out.append('}');
  }

  private static void appendAll(StringBuilder out, Collection<?> items, int depth) {
    int size = items.size();
    out.append('[');
    int shown = 0;
    for (Object item : items) {
      if (shown == MAX_ELEMENTS / 2 && size > MAX_ELEMENTS) {
        break;
      }
      out.append(shown++ == 0 ? "" : ", ");
      append(out, item == items ? "(this collection)" : item, depth + 1);
    }
    if (shown < size && items instanceof List<?> list && items instanceof RandomAccess) {
      appendGap(out.append(", "), size - MAX_ELEMENTS);
      for (Object item : list.subList(size - MAX_ELEMENTS / 2, size)) {
        append(out.append(", "), item == items ? "(this collection)" : item, depth + 1);
      }
    } else if (shown < size) {
      appendGap(out.append(", "), size - shown);
    }
    out.append(']');
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map, int depth) {
    out.append('{');
    int shown = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(shown == 0 ? "" : ", ");
      if (shown++ == MAX_ELEMENTS) {
        appendGap(out, map.size() - MAX_ELEMENTS);
        break;
      }
      append(out, entry.getKey() == map ? "(this map)" : entry.getKey(), depth + 1);
      append(out.append('='), entry.getValue() == map ? "(this map)" : entry.getValue(), depth + 1);
    }
    out.append('}');
  }

  private static void appendRecord(StringBuilder out, Record row, int depth) {
    out.append(row.getClass().getSimpleName()).append('[');
    String separator = "";
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      out.append(separator).append(component.getName()).append('=');
      append(out, RecordTable.value(row, component), depth + 1);
      separator = ", ";
    }
    out.append(']');
  }

  private static void appendError(StringBuilder out, Throwable error) {
    out.append(error);
    Throwable cause = error.getCause();
    for (int i = 0; cause != null && i < MAX_DEPTH; i++) {
      out.append("\ncaused by: ").append(cause);
      cause = cause.getCause();
    }
  }

  private static StringBuilder appendGap(StringBuilder out, int missing) {
    return out.append("... ").append(missing).append(" more ...");
  }

  private static String identity(Object value) {
    return value.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(value));
  }

  /** Whether the JDK made the class: others may have a text of their own. */
  private static boolean isOfJdk(Object value) {
    return value.getClass().getClassLoader() == null;
  }

  private static boolean saysItself(Object value) throws NoSuchMethodException {
    return value.getClass().getMethod("toString").getDeclaringClass() != Object.class;
  }
}
