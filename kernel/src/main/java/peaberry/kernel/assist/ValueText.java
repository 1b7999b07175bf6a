package peaberry.kernel.assist;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;

/**
 * Tells of a value what can be told at once and without running any code of the user's, who may
 * have written its {@code toString()}.
 */
final class ValueText {
  private static final int MOST_CHARS = 200;
  private static final int MOST_BITS = 5_000;
  private static final int MOST_ELEMENTS = 10;
  private static final Set<Class<?>> SIMPLE =
      Set.of(
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          Short.class,
          Byte.class,
          Boolean.class,
          BigInteger.class,
          BigDecimal.class);

  private ValueText() {}

  /** The text; empty if nothing can be told. */
  static String of(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + cut(text) + '"';
      case Character c -> "'" + c + "'";
      case Enum<?> constant -> constant.name();
      case BigInteger number when number.bitLength() > MOST_BITS ->
          "a number of " + number.bitLength() + " bits";
      case BigDecimal number when number.unscaledValue().bitLength() > MOST_BITS ->
          "a number of " + number.unscaledValue().bitLength() + " bits";
      default -> {
        Class<?> type = value.getClass();
        yield SIMPLE.contains(type)
            ? cut(value.toString())
            : type.isArray() ? array(value) : size(value, type.getName());
      }
    };
  }

  private static String cut(String text) {
    int end = Math.min(text.length(), MOST_CHARS);
    end -= end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    String head = text.substring(0, end).replace("\n", "\\n").replace("\r", "\\r");
    return end < text.length() ? head + "…" : head;
  }

  private static String array(Object array) {
    int length = Array.getLength(array);
    StringBuilder shape = new StringBuilder("[" + length + "]");
    Object inner = array;
    Class<?> type = array.getClass().getComponentType();
    while (type.isArray()) {
      inner = inner != null && Array.getLength(inner) > 0 ? Array.get(inner, 0) : null;
      shape.append('[').append(inner == null ? "" : Array.getLength(inner)).append(']');
      type = type.getComponentType();
    }
    String text = type.getSimpleName() + shape;
    if (!array.getClass().getComponentType().isPrimitive()) {
      return text;
    }
    Object[] first = new Object[Math.min(length, MOST_ELEMENTS)];
    Arrays.setAll(first, i -> Array.get(array, i));
    String elements = Arrays.toString(first);
    return text + " " + (length > MOST_ELEMENTS ? elements.replaceAll("]$", ", …]") : elements);
  }

  /** The size of a collection or a table whose methods are known to take no lock. */
  private static String size(Object value, String type) {
    boolean plain =
        Set.of(
                "ArrayList",
                "LinkedList",
                "ArrayDeque",
                "HashMap",
                "LinkedHashMap",
                "TreeMap",
                "HashSet",
                "LinkedHashSet",
                "EnumMap",
                "Arrays$ArrayList",
                "PriorityQueue")
            .contains(type.replaceFirst("^java\\.util\\.", ""));
    if (plain || type.startsWith("java.util.ImmutableCollections$")) {
      return "size " + call(value, "size");
    }
    return switch (type) {
      case "tech.tablesaw.api.Table" ->
          call(value, "rowCount") + " rows, " + call(value, "columnCount") + " columns";
      case "smile.data.DataFrame" ->
          call(value, "nrow") + " rows, " + call(value, "ncol") + " columns";
      default -> "";
    };
  }

  private static Object call(Object value, String method) {
    return switch (value) {
      case java.util.Collection<?> items -> items.size();
      case java.util.Map<?, ?> entries -> entries.size();
      default -> {
        try {
          yield value.getClass().getMethod(method).invoke(value);
        } catch (ReflectiveOperationException unknown) {
          yield "?";
        }
      }
    };
  }
}
