package peaberry.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import peaberry.kernel.display.Displayable;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Figures in one line; names are those of Plotly Express. What is rare is said of the {@link
 * Figure} that comes back.
 *
 * <pre>{@code
 * Plots.scatter(test, "Predicted", "Residual").withTitle("Residuals").withZeroLine()
 * }</pre>
 *
 * <p>Each call says in one sentence what is wrong with its arguments: an {@link
 * IllegalArgumentException} if a column is absent or not numeric where numbers are needed, or if
 * arrays that belong together have different lengths. Values that are not finite are left out.
 * Columns of dates and times may stand along the axes of points and lines.
 */
public final class Plots {
  private Plots() {}

  /** Points: {@code Plots.scatter(x, y)}. */
  public static Figure scatter(double[] x, double[] y) {
    return flat("x", "y", List.of(new Points("", Values.of(x), Values.of(y), Values.NONE)));
  }

  /** Points with a colour for each group: {@code Plots.scatter(x, y, species)}. */
  public static Figure scatter(double[] x, double[] y, String[] group) {
    return flat("x", "y", points(Values.of(x), Values.of(y), Groups.of(group)));
  }

  /** Points with a colour for each group: {@code Plots.scatter(x, y, kmeans.labels())}. */
  public static Figure scatter(double[] x, double[] y, int[] group) {
    return flat("x", "y", points(Values.of(x), Values.of(y), Groups.of(group)));
  }

  /** Two columns as points: {@code Plots.scatter(test, "Predicted", "Residual")}. */
  public static Figure scatter(Table table, String x, String y) {
    return flat(table, x, y, (xs, ys) -> List.of(new Points("", xs, ys, Values.NONE)));
  }

  /**
   * Two columns as points, with a colour for each value of a third: {@code Plots.scatter(table,
   * "PC1", "PC2", "cluster")}. Words come in their order in the table, numbers in ascending order.
   */
  public static Figure scatter(Table table, String x, String y, String group) {
    return flat(table, x, y, (xs, ys) -> points(xs, ys, Groups.of(table, group)));
  }

  private static List<Trace> points(Values xs, Values ys, Groups groups) {
    Lengths.same("x", xs, "y", ys, "a point needs both");
    Lengths.same("x", xs.size(), "groups", groups.count(), "a point needs both");
    return groups.traces(
        (name, rows) -> new Points(name, xs.take(rows), ys.take(rows), Values.NONE));
  }

  /** Points in space: {@code Plots.scatter3d(x, y, z)}. */
  public static Figure scatter3d(double[] x, double[] y, double[] z) {
    return space(
        "x", "y", "z", List.of(new Points3D("", Values.of(x), Values.of(y), Values.of(z))));
  }

  /** Points in space with a colour for each group: {@code Plots.scatter3d(x, y, z, labels)}. */
  public static Figure scatter3d(double[] x, double[] y, double[] z, int[] group) {
    return space("x", "y", "z", points3d(x, y, z, Groups.of(group)));
  }

  /** Three columns as points: {@code Plots.scatter3d(table, "PC1", "PC2", "PC3")}. */
  public static Figure scatter3d(Table table, String x, String y, String z) {
    Points3D points =
        new Points3D(
            "",
            Values.of(numbers(table, x)),
            Values.of(numbers(table, y)),
            Values.of(numbers(table, z)));
    return space(x, y, z, List.of(points));
  }

  /**
   * Three columns as points, with a colour for each value of a fourth: {@code
   * Plots.scatter3d(table, "PC1", "PC2", "PC3", "cluster")}.
   */
  public static Figure scatter3d(Table table, String x, String y, String z, String group) {
    return space(
        x,
        y,
        z,
        points3d(numbers(table, x), numbers(table, y), numbers(table, z), Groups.of(table, group)));
  }

  private static List<Trace> points3d(double[] x, double[] y, double[] z, Groups groups) {
    Points3D all = new Points3D("", Values.of(x), Values.of(y), Values.of(z));
    Lengths.same("x", x.length, "groups", groups.count(), "a point needs both");
    return groups.traces(
        (name, rows) ->
            new Points3D(name, all.xs().take(rows), all.ys().take(rows), all.zs().take(rows)));
  }

  /** Values in their order, from x = 0: {@code Plots.line(losses)}. */
  public static Figure line(double[] y) {
    return flat("", "y", List.of(new Line(Values.upTo(y.length), Values.of(y))));
  }

  /** A line: {@code Plots.line(thresholds, cost)}. */
  public static Figure line(double[] x, double[] y) {
    return flat("x", "y", List.of(new Line(Values.of(x), Values.of(y))));
  }

  /** A line over whole numbers: {@code Plots.line(k, inertia).withDots()}. */
  public static Figure line(int[] x, double[] y) {
    return line(Arrays.stream(x).asDoubleStream().toArray(), y);
  }

  /** A line over categories: {@code Plots.line(months, sales)}. */
  public static Figure line(String[] x, double[] y) {
    Lengths.same("x", x.length, "y", y.length, "a point needs both");
    Trace line = new Line(Values.upTo(y.length), Values.of(y));
    return Figure.of(Panel.of(Axis.of("", List.of(x)), Axis.titled("y"), List.of(line)));
  }

  /** A line through two columns, in the table's order: {@code Plots.line(day, "hour", "price")}. */
  public static Figure line(Table table, String x, String y) {
    return flat(table, x, y, (xs, ys) -> List.of(new Line(xs, ys)));
  }

  /** A line for each value of a third column: {@code Plots.line(runs, "step", "loss", "run")}. */
  public static Figure line(Table table, String x, String y, String group) {
    return flat(table, x, y, (xs, ys) -> lines(xs, ys, Groups.of(table, group)));
  }

  private static List<Trace> lines(Values xs, Values ys, Groups groups) {
    return groups.traces((name, rows) -> new Line(xs.take(rows), ys.take(rows)).withName(name));
  }

  /** A line for each of several columns: {@code Plots.lines(history, "epoch", "train", "test")}. */
  public static Figure lines(Table table, String x, String... y) {
    Coordinates xs = Coordinates.of(table, x);
    List<Trace> lines = new ArrayList<>();
    for (String column : y) {
      lines.add(new Line(xs.values(), Values.of(numbers(table, column))).withName(column));
    }
    return Figure.of(Panel.of(xs.axis(), Axis.titled(y.length == 1 ? y[0] : ""), lines));
  }

  /**
   * The area between two lines, as of an interval: {@code Plots.line(x, mean).and(Plots.band(x,
   * low, high))}.
   */
  public static Figure band(double[] x, double[] low, double[] high) {
    return flat("x", "y", List.of(new Band("", Values.of(x), Values.of(low), Values.of(high))));
  }

  /** A bar for each category: {@code Plots.bar(models, scores)}. */
  public static Figure bar(String[] categories, double[] values) {
    return new BarChart(false).of(categories, values);
  }

  /** Bars at numbers: {@code Plots.bar(hours, action)}. */
  public static Figure bar(double[] x, double[] y) {
    return new BarChart(false).of(x, y);
  }

  /** A bar for each row: {@code Plots.bar(table, "model", "score")}. */
  public static Figure bar(Table table, String category, String value) {
    return new BarChart(false).of(table, category, value);
  }

  /**
   * A bar for each category and group, side by side: {@code Plots.bar(table, "model", "score",
   * "set")}, or upon each other with {@link Figure#withStacks}.
   */
  public static Figure bar(Table table, String category, String value, String group) {
    return new BarChart(false).of(table, category, value, group);
  }

  /** Bars from left to right, the first at the top: {@code Plots.barh(features, importances)}. */
  public static Figure barh(String[] categories, double[] values) {
    return new BarChart(true).of(categories, values);
  }

  /** Bars from left to right: {@code Plots.barh(importances, "feature", "importance")}. */
  public static Figure barh(Table table, String category, String value) {
    return new BarChart(true).of(table, category, value);
  }

  /** Bars from left to right for each group: {@code Plots.barh(table, "model", "score", "set")}. */
  public static Figure barh(Table table, String category, String value, String group) {
    return new BarChart(true).of(table, category, value, group);
  }

  /** How often values come, in bins of a round width: {@code Plots.histogram(residuals)}. */
  public static Figure histogram(double[] values) {
    return BarChart.histogram("value", List.of(""), List.of(Values.of(values)));
  }

  /** How often values come, in so many bins: {@code Plots.histogram(residuals, 40)}. */
  public static Figure histogram(double[] values, int bins) {
    return BarChart.histogram("value", List.of(""), List.of(Values.of(values)), bins);
  }

  /**
   * How often a column's values come: {@code Plots.histogram(servers, "Cost")}. A column of words
   * gets a bar for each.
   */
  public static Figure histogram(Table table, String column) {
    if (ColumnsByName.find(table, column) instanceof NumericColumn<?> numbers) {
      return BarChart.histogram(column, List.of(""), List.of(Values.of(numbers.asDoubleArray())));
    }
    return BarChart.counts(table, column);
  }

  /** Histograms of groups over each other: {@code Plots.histogram(table, "score", "class")}. */
  public static Figure histogram(Table table, String column, String group) {
    Values values = Values.of(numbers(table, column));
    Groups groups = Groups.of(table, group);
    return BarChart.histogram(
        column, groups.names(), groups.rows().stream().map(values::take).toList());
  }

  /** Quartiles and outliers of a sample: {@code Plots.box(residuals)}. */
  public static Figure box(double[] values) {
    return box(new String[] {""}, values).withAxes("", "value");
  }

  /** A box for each sample: {@code Plots.box(new String[] {"a", "b"}, a, b)}. */
  public static Figure box(String[] names, double[]... samples) {
    return Samples.of(names, samples, (at, sample) -> new Box("", at, sample));
  }

  /** A box of a column: {@code Plots.box(servers, "Cost")}. */
  public static Figure box(Table table, String column) {
    return box(new String[] {column}, numbers(table, column));
  }

  /** A box for each group: {@code Plots.box(servers, "Cost", "Region")}. */
  public static Figure box(Table table, String column, String group) {
    return Samples.of(table, column, group, (at, sample) -> new Box("", at, sample));
  }

  /** The density of a sample, with its quartiles: {@code Plots.violin(residuals)}. */
  public static Figure violin(double[] values) {
    return violin(new String[] {""}, values).withAxes("", "value");
  }

  /** A violin for each sample: {@code Plots.violin(new String[] {"a", "b"}, a, b)}. */
  public static Figure violin(String[] names, double[]... samples) {
    return Samples.of(names, samples, (at, sample) -> new Violin("", at, sample));
  }

  /** A violin of a column: {@code Plots.violin(servers, "Cost")}. */
  public static Figure violin(Table table, String column) {
    return violin(new String[] {column}, numbers(table, column));
  }

  /** A violin for each group: {@code Plots.violin(servers, "Cost", "Region")}. */
  public static Figure violin(Table table, String column, String group) {
    return Samples.of(table, column, group, (at, sample) -> new Violin("", at, sample));
  }

  /**
   * Cells coloured by their values, which stand in them if there are no more than 400: {@code
   * Plots.heatmap(hours, days, loads)}.
   *
   * @param columns names, from left to right
   * @param rows names, from top to bottom
   * @param values row by row
   */
  public static Figure heatmap(String[] columns, String[] rows, double[][] values) {
    return Surface.heatmap(List.of(columns), List.of(rows), values);
  }

  /** Cells coloured by their values, numbered from 0: {@code Plots.heatmap(weights)}. */
  public static Figure heatmap(double[][] values) {
    int columns = values.length == 0 ? 0 : values[0].length;
    return Surface.heatmap(numbered(columns), numbered(values.length), values);
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  /**
   * A confusion matrix with its counts in the cells: {@code Plots.confusion(counts, "stays",
   * "leaves")}.
   *
   * @param counts a row for each actual class, a column for each predicted one
   */
  public static Figure confusion(int[][] counts, String... names) {
    return Surface.confusion(counts, names);
  }

  /** Pearson's correlations of all columns of numbers: {@code Plots.correlation(servers)}. */
  public static Figure correlation(Table table) {
    return Surface.correlation(table);
  }

  /**
   * A surface from above, in ten colours or so: {@code Plots.contour(x, y, z)}.
   *
   * @param x ascending
   * @param y ascending
   * @param z a row for each y, with a value for each x
   */
  public static Figure contour(double[] x, double[] y, double[][] z) {
    return Surface.contour(x, y, z);
  }

  /**
   * A function from above, over the range of data: {@code Plots.contour((a, b) -> model.predict(a,
   * b), x, y).and(Plots.scatter(x, y))}.
   */
  public static Figure contour(DoubleBinaryOperator height, double[] x, double[] y) {
    return Surface.contour(height, x, y);
  }

  /**
   * Decision regions, over the range of data: {@code Plots.regions((a, b) -> model.predict(a, b),
   * x, y).and(Plots.scatter(x, y, labels))}. A region and points of one name have one colour.
   *
   * @param classOf the class of a point, a whole number
   * @param x what to cover
   * @param y what to cover
   * @param names of the classes 0, 1, 2, ...; their numbers if none are given
   */
  public static Figure regions(
      DoubleBinaryOperator classOf, double[] x, double[] y, String... names) {
    return Surface.regions(classOf, x, y, names);
  }

  /**
   * Profiles around a centre, one for each group: {@code Plots.radar(features, clusters, means)}.
   *
   * @param features three at least
   * @param values a row for each group, a value for each feature; scale them alike first
   */
  public static Figure radar(String[] features, String[] groups, double[][] values) {
    return Profiles.radar(features, groups, values);
  }

  /**
   * Profiles from left to right, one line for each group: {@code Plots.parallel(features, clusters,
   * means)}.
   *
   * @param values a row for each group, a value for each feature; scale them alike first
   */
  public static Figure parallel(String[] features, String[] groups, double[][] values) {
    return Profiles.parallel(features, groups, values);
  }

  /**
   * Figures beside and below each other: {@code Plots.subplots(1, price, action).withSharedX()}.
   * Their titles stand above the panels.
   *
   * @param columns how many stand side by side
   */
  public static Figure subplots(int columns, Figure... figures) {
    if (columns < 1 || figures.length == 0) {
      throw new IllegalArgumentException(
          "Expected 1 column and 1 figure at least, but got %d and %d."
              .formatted(columns, figures.length));
    }
    return Figure.grid(columns, List.of(figures));
  }

  /**
   * plotly.js for figures shown with {@link Figure#toHtml}: the last line of one cell of the
   * notebook, {@code Plots.plotlyJs()}. It adds 2.5 MB to the saved notebook, once.
   */
  public static Displayable plotlyJs() {
    return PlotlyPage.shown("plotly.js for this notebook", PlotlyPage.library());
  }

  private static Figure flat(String x, String y, List<? extends Trace> traces) {
    return Figure.of(Panel.of(Axis.titled(x), Axis.titled(y), traces));
  }

  private static Figure flat(
      Table table, String x, String y, BiFunction<Values, Values, List<? extends Trace>> traces) {
    Coordinates xs = Coordinates.of(table, x);
    Coordinates ys = Coordinates.of(table, y);
    return Figure.of(Panel.of(xs.axis(), ys.axis(), traces.apply(xs.values(), ys.values())));
  }

  private static Figure space(String x, String y, String z, List<? extends Trace> traces) {
    return Figure.of(Panel.of(Axis.titled(x), Axis.titled(y), traces).withZ(Axis.titled(z)));
  }

  private static double[] numbers(Table table, String name) {
    return ColumnsByName.numbers(table, name).asDoubleArray();
  }
}
