package peaberry.teach;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import peaberry.data.Numbers;
import tech.tablesaw.api.Table;

/** Says what came instead of what was expected, in words that end a sentence. */
final class Found {
  private static final int FEW = 4;

  private Found() {}

  /** The value's type as a clause's end, such as {@code of type String}. */
  static String type(Object found) {
    return switch (found) {
      case List<?> list -> "a List";
      case Set<?> set -> "a Set";
      case Map<?, ?> map -> "a Map";
      default -> "of type " + found.getClass().getSimpleName();
    };
  }

  /** A type's name behind its article, such as {@code an int[]}. */
  static String withArticle(Class<?> type) {
    String name = type.getSimpleName();
    return ("aeiouAEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
  }

  /** A clause with the size and range of a value that has them; empty for others. */
  static String shape(Object found) {
    return switch (found) {
      case Number number -> "; it is " + Numbers.format(number.doubleValue());
      case double[] numbers -> "; it has " + numbers(numbers);
      case int[] numbers ->
          "; it has " + numbers(Arrays.stream(numbers).asDoubleStream().toArray());
      case double[][] rows when rows.length > 0 && rectangular(rows) ->
          "; it has %s of %s"
              .formatted(counted(rows.length, "row"), numbers(rows[0].length, all(rows)));
      case Table table ->
          "; it has %s and the columns %s"
              .formatted(counted(table.rowCount(), "row"), String.join(", ", table.columnNames()));
      default -> "";
    };
  }

  /**
   * A clause with what code of another cell threw when a check called it; empty if the check's own
   * look at the answer failed.
   *
   * @param check a class of the check's cell
   */
  static Optional<String> thrown(RuntimeException thrown, Class<?> check) {
    return Arrays.stream(thrown.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> name.startsWith(check.getPackageName() + "."))
        .findFirst()
        .filter(name -> !cell(name).equals(cell(check.getName())))
        .map(name -> "; it fails when it is called: " + thrown);
  }

  /** A class's name without the names of its nested classes and its lambdas. */
  private static String cell(String className) {
    return className.split("\\$", 2)[0];
  }

  private static String counted(int count, String what) {
    return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  private static boolean rectangular(double[][] rows) {
    return Arrays.stream(rows).allMatch(row -> row != null && row.length == rows[0].length);
  }

  private static double[] all(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(DoubleStream::of).toArray();
  }

  /** A few as they are: which of them stands first may be what is wrong. */
  private static String numbers(double[] numbers) {
    return numbers.length > 0 && numbers.length <= FEW
        ? "%s: %s"
            .formatted(
                counted(numbers.length, "number"),
                Arrays.stream(numbers).mapToObj(Numbers::format).collect(Collectors.joining(", ")))
        : numbers(numbers.length, numbers);
  }

  private static String numbers(int count, double[] numbers) {
    var range = Arrays.stream(numbers).summaryStatistics();
    String from = Numbers.format(range.getMin());
    String to = Numbers.format(range.getMax());
    return "%s%s"
        .formatted(
            counted(count, "number"),
            numbers.length == 0
                ? ""
                : Double.isNaN(range.getMin())
                    ? ", NaN among them"
                    : from.equals(to) ? ", all " + from : ", from %s to %s".formatted(from, to));
  }
}
