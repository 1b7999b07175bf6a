package peaberry.plot;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Figures in one line.
 *
 * <pre>{@code
 * Plots.scatter(test, "Predicted", "Residual").withTitle("Residuals").withZeroLine()
 * }</pre>
 */
public final class Plots {
  private Plots() {}

  /**
   * A scatter plot.
   *
   * @throws IllegalArgumentException if there are not as many values of x as of y
   */
  public static Figure scatter(double[] x, double[] y) {
    return new Figure("", "x", "y", List.of(new Series("", x, y)), false);
  }

  /**
   * A scatter plot of two numeric columns, whose names stand at the axes.
   *
   * @throws IllegalArgumentException if a column is absent or not numeric
   */
  public static Figure scatter(Table table, String x, String y) {
    Series points = new Series("", numbers(table, x), numbers(table, y));
    return new Figure("", x, y, List.of(points), false);
  }

  /**
   * A scatter plot with a colour for each value of a third column, in the order in which they come.
   *
   * @throws IllegalArgumentException if a column is absent, or x or y is not numeric
   */
  public static Figure scatter(Table table, String x, String y, String group) {
    double[] xs = numbers(table, x);
    double[] ys = numbers(table, y);
    Column<?> groups = ColumnsByName.find(table, group);
    Map<String, IntStream.Builder> rows = new LinkedHashMap<>();
    for (int row = 0; row < xs.length; row++) {
      rows.computeIfAbsent(groups.getString(row), name -> IntStream.builder()).add(row);
    }
    List<Series> series =
        rows.entrySet().stream()
            .map(
                entry -> {
                  int[] chosen = entry.getValue().build().toArray();
                  return new Series(entry.getKey(), take(xs, chosen), take(ys, chosen));
                })
            .toList();
    return new Figure("", x, y, series, false);
  }

  private static double[] take(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  private static double[] numbers(Table table, String name) {
    return ColumnsByName.numbers(table, name).asDoubleArray();
  }
}
