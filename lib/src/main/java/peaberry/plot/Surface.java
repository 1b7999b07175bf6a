package peaberry.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import peaberry.data.Numbers;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Makes heat maps, contour plots and regions. */
final class Surface {
  /** Cells of more than this many have no numbers written in them. */
  private static final int MOST_TEXTS = 400;

  private static final int GRID = 120;

  private Surface() {}

  static Figure heatmap(List<String> columns, List<String> rows, double[][] values) {
    Grid grid =
        new Grid(
            Values.upTo(columns.size()),
            Values.upTo(rows.size()),
            Arrays.stream(values).map(row -> Values.of(row)).toList());
    boolean texts = grid.size() <= MOST_TEXTS;
    Heatmap map =
        new Heatmap("", grid, texts ? texts(values) : List.of(), ColorScale.VIRIDIS, grid.values());
    return Figure.of(
        Panel.of(Axis.of("", columns), Axis.of("", rows).withReversed(), List.of(map)));
  }

  private static List<List<String>> texts(double[][] values) {
    double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    boolean whole = Arrays.stream(all).filter(Double::isFinite).allMatch(v -> v == Math.rint(v));
    boolean fine = Arrays.stream(all).filter(Double::isFinite).allMatch(v -> Math.abs(v) < 10);
    List<List<String>> texts = new ArrayList<>();
    for (double[] row : values) {
      texts.add(
          Arrays.stream(row)
              .mapToObj(
                  value ->
                      !Double.isFinite(value)
                          ? ""
                          : whole || !fine
                              ? Numbers.format(whole ? value : Math.rint(value * 10) / 10)
                              : String.format(Locale.ROOT, "%.2f", value))
              .toList());
    }
    return texts;
  }

  static Figure confusion(int[][] counts, String[] names) {
    if (names.length != counts.length) {
      throw new IllegalArgumentException(
          "Expected a name for each of the %d classes, but got %d."
              .formatted(counts.length, names.length));
    }
    double[][] values =
        Arrays.stream(counts)
            .map(row -> Arrays.stream(row).asDoubleStream().toArray())
            .toArray(double[][]::new);
    double most = Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(1);
    return heatmap(List.of(names), List.of(names), values)
        .withAxes("predicted", "actual")
        .withColorScale("Blues")
        .withColorRange(0, Math.max(1, most));
  }

  static Figure correlation(Table table) {
    List<NumericColumn<?>> columns = new ArrayList<>();
    for (var column : table.columns()) {
      if (column instanceof NumericColumn<?> numbers) {
        columns.add(numbers);
      }
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected columns of numbers, but the table has none among %s."
              .formatted(table.columnNames()));
    }
    List<String> names = columns.stream().map(column -> column.name()).toList();
    double[][] values = new double[columns.size()][columns.size()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        values[i][j] = pearson(columns.get(i).asDoubleArray(), columns.get(j).asDoubleArray());
      }
    }
    return heatmap(names, names, values).withColorScale("RdBu").withColorRange(-1, 1);
  }

  /** Of the rows that have both; NaN if one does not vary. */
  private static double pearson(double[] x, double[] y) {
    int[] rows =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    double meanX = Arrays.stream(rows).mapToDouble(i -> x[i]).average().orElse(Double.NaN);
    double meanY = Arrays.stream(rows).mapToDouble(i -> y[i]).average().orElse(Double.NaN);
    double both = Arrays.stream(rows).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum();
    double squaresX = Arrays.stream(rows).mapToDouble(i -> Math.pow(x[i] - meanX, 2)).sum();
    double squaresY = Arrays.stream(rows).mapToDouble(i -> Math.pow(y[i] - meanY, 2)).sum();
    return both / Math.sqrt(squaresX * squaresY);
  }

  static Figure contour(double[] x, double[] y, double[][] z) {
    Contour contour = new Contour("", Grid.of(x, y, z), ColorScale.VIRIDIS);
    return Figure.of(Panel.of(Axis.titled("x"), Axis.titled("y"), List.of(contour)));
  }

  static Figure contour(DoubleBinaryOperator height, double[] x, double[] y) {
    double[] xs = around(x);
    double[] ys = around(y);
    return contour(xs, ys, values(height, xs, ys));
  }

  static Figure regions(DoubleBinaryOperator classOf, double[] x, double[] y, String[] names) {
    double[] xs = around(x);
    double[] ys = around(y);
    double[][] classes = values(classOf, xs, ys);
    Set<Double> found = new TreeSet<>();
    Arrays.stream(classes).flatMapToDouble(Arrays::stream).forEach(found::add);
    List<Trace> regions = new ArrayList<>();
    for (double each :
        names.length == 0
            ? found
            : IntStream.range(0, names.length).mapToObj(i -> (double) i).toList()) {
      double[][] own =
          Arrays.stream(classes)
              .map(row -> Arrays.stream(row).map(c -> c == each ? 1 : 0).toArray())
              .toArray(double[][]::new);
      regions.add(new Region(name(each, names), Grid.of(xs, ys, own)));
    }
    for (double each : found) {
      name(each, names);
    }
    return Figure.of(Panel.of(Axis.titled("x"), Axis.titled("y"), regions));
  }

  private static String name(double number, String[] names) {
    if (number != Math.rint(number)) {
      throw new IllegalArgumentException(
          "Expected whole numbers for classes, but got %s; Plots.contour shows what varies smoothly."
              .formatted(number));
    }
    if (names.length == 0) {
      return Long.toString((long) number);
    }
    if (number < 0 || number >= names.length) {
      throw new IllegalArgumentException(
          "Expected classes from 0 to %d, one for each name, but got %.0f."
              .formatted(names.length - 1, number));
    }
    return names[(int) number];
  }

  /** Positions that cover data, and a little more. */
  private static double[] around(double[] data) {
    Extent extent = ColorScale.wide(Values.of(data).extent());
    double margin = 0.05 * (extent.high() - extent.low());
    double low = extent.low() - margin;
    double step = (extent.high() + margin - low) / (GRID - 1);
    return IntStream.range(0, GRID).mapToDouble(i -> low + i * step).toArray();
  }

  private static double[][] values(DoubleBinaryOperator of, double[] xs, double[] ys) {
    return Arrays.stream(ys)
        .mapToObj(y -> Arrays.stream(xs).map(x -> of.applyAsDouble(x, y)).toArray())
        .toArray(double[][]::new);
  }
}
