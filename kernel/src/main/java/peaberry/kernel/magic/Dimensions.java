package peaberry.kernel.magic;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How large a value is: {@code 3}, or {@code 3 x 4} for a matrix or a table. */
final class Dimensions {
  /** What classes call the number of their rows and columns, or that of their elements. */
  private static final List<List<String>> METHODS =
      List.of(
          List.of("nrow", "ncol"),
          List.of("rowCount", "columnCount"),
          List.of("rows", "columns"),
          List.of("getWidth", "getHeight"),
          List.of("size"));

  private Dimensions() {}

  /** The text; empty for what has no size. */
  static String of(Object value) {
    return switch (value) {
      case null -> "";
      case CharSequence text -> "" + text.length();
      case Collection<?> items -> "" + items.size();
      case Map<?, ?> entries -> "" + entries.size();
      default -> value.getClass().isArray() ? array(value) : asked(value);
    };
  }

  /** Goes inwards as long as all rows are equally long. */
  private static String array(Object array) {
    int rows = Array.getLength(array);
    if (!(array instanceof Object[] all) || rows == 0) {
      return "" + rows;
    }
    String inner = null;
    for (Object row : all) {
      String length = row != null && row.getClass().isArray() ? array(row) : "";
      if (length.isEmpty() || inner != null && !inner.equals(length)) {
        return "" + rows;
      }
      inner = length;
    }
    return rows + " x " + inner;
  }

  private static String asked(Object value) {
    for (List<String> methods : METHODS) {
      try {
        StringBuilder text = new StringBuilder();
        for (String name : methods) {
          Method method = value.getClass().getMethod(name);
          Class<?> type = method.getReturnType();
          if (type != int.class && type != long.class) {
            throw new NoSuchMethodException(name);
          }
          text.append(text.isEmpty() ? "" : " x ").append(method.invoke(value));
        }
        return text.toString();
      } catch (ReflectiveOperationException | RuntimeException none) {
        // Another class may call them otherwise; without an answer the value has no size.
      }
    }
    return "";
  }
}
