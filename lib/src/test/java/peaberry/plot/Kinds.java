package peaberry.plot;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A figure of each kind. */
final class Kinds {
  static final double[] X = {0, 1, 2, 3, 4, 5};
  static final double[] Y = {3, 1, 4, 1, 5, 9};
  static final int[] LABELS = {0, 1, 0, 1, 2, 2};
  static final String[] NAMES = {"one", "two", "three"};
  static final Table TABLE =
      Table.create(
          DoubleColumn.create("x", X),
          DoubleColumn.create("y", Y),
          StringColumn.create("g", "a", "b", "a", "b", "a", "b"),
          StringColumn.create("h", "p", "p", "q", "q", "r", "r"));

  private Kinds() {}

  static Map<String, Figure> all() {
    double[][] rows = {{1, 2, 3}, {4, 5, 6}};
    Map<String, Figure> kinds = new LinkedHashMap<>();
    kinds.put("scatter", Plots.scatter(X, Y, LABELS));
    kinds.put("errors", Plots.scatter(X, Y).withErrors(X));
    kinds.put("line", Plots.line(X, Y).withDots().and(Plots.line(Y, X).withDashes().withName("m")));
    kinds.put("steps", Plots.line(X, Y).withSteps());
    kinds.put("band", Plots.line(X, Y).and(Plots.band(X, X, Y)));
    kinds.put("bar", Plots.bar(TABLE, "h", "y", "g"));
    kinds.put("stacks", Plots.bar(TABLE, "h", "y", "g").withStacks());
    kinds.put(
        "barh", Plots.barh(NAMES, new double[] {3, -1, 2}).withErrors(new double[] {1, 1, 1}));
    kinds.put("histogram", Plots.histogram(TABLE, "y", "g"));
    kinds.put("box", Plots.box(TABLE, "y", "g"));
    kinds.put("violin", Plots.violin(TABLE, "y", "g"));
    kinds.put("heatmap", Plots.heatmap(NAMES, new String[] {"r", "s"}, rows));
    kinds.put("contour", Plots.contour((x, y) -> x * y, X, Y));
    kinds.put(
        "regions", Plots.regions((x, y) -> x > 2 ? 1 : 0, X, Y).and(Plots.scatter(X, Y, LABELS)));
    kinds.put("scatter3d", Plots.scatter3d(X, Y, X, LABELS));
    kinds.put("radar", Plots.radar(NAMES, new String[] {"c", "d"}, rows));
    kinds.put("parallel", Plots.parallel(NAMES, new String[] {"c", "d"}, rows));
    kinds.put("log", Plots.line(Arrays.stream(X).map(Math::exp).toArray(), X).withLogX());
    kinds.put(
        "marked",
        Plots.line(X, Y)
            .withMark(5, 9, "best")
            .withVerticalLine(2, "usual")
            .withHorizontalLine(4, "budget")
            .withZeroLine());
    kinds.put(
        "subplots",
        Plots.subplots(1, Plots.line(X, Y), Plots.bar(X, Y).withTitle("bars")).withSharedX());
    kinds.put(
        "grid",
        Plots.subplots(
            2, Plots.correlation(TABLE), Plots.scatter3d(X, Y, X), Plots.box(Y), Plots.line(Y)));
    kinds.put("cut", Plots.line(X, Y).withXRange(1, 3).withYRange(0, 2));
    kinds.put("empty", Plots.scatter(new double[0], new double[0]));
    kinds.put(
        "long names",
        Plots.bar(
            IntStream.range(0, 12)
                .mapToObj("a category with a long name, %d"::formatted)
                .toArray(String[]::new),
            new double[12]));
    return kinds;
  }
}
