package peaberry.explain;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.data.UnknownName;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import peaberry.learn.Classifier;
import peaberry.learn.Regressor;

/**
 * What a model predicts when one feature is set to a value in every row: for each row by itself
 * (individual conditional expectation, ICE) and on average (partial dependence). scikit-learn's
 * {@code partial_dependence} by brute force, its grid included: the distinct values, or if there
 * are more than asked for, even steps between the 5th and the 95th percentile.
 *
 * <p>Source: Friedman (2001), section 8.2; Goldstein et al. (2015) for the single rows. The trap:
 * rows are made that may not exist, if the feature goes along with others. Immutable.
 *
 * @param feature which one was set
 * @param grid the values it was set to, rising
 * @param average the mean prediction at each of them
 * @param individual one line for each row: its prediction at each value
 */
public record PartialDependence(
    String feature, List<Double> grid, List<Double> average, List<List<Double>> individual)
    implements Displayable {

  public PartialDependence {
    grid = List.copyOf(grid);
    average = List.copyOf(average);
    individual = individual.stream().map(List::copyOf).toList();
  }

  /**
   * Of a regression.
   *
   * @param x rows to set the feature in
   * @param points how many values at most, at least 2
   * @throws IllegalArgumentException if the model has no such feature, there is no row, or points
   *     is below 2
   */
  public static PartialDependence of(Regressor model, double[][] x, String feature, int points) {
    return of(model::predict, model.features(), x, feature, points);
  }

  /** Of the probability of the second of two classes. */
  public static PartialDependence of(Classifier model, double[][] x, String feature, int points) {
    return of(model::scores, model.features(), x, feature, points);
  }

  /** Of any function that predicts one number for each row. */
  public static PartialDependence of(
      Function<double[][], double[]> predict,
      List<String> names,
      double[][] x,
      String feature,
      int points) {
    int f = names.indexOf(feature);
    if (f < 0) {
      throw UnknownName.in("The model", "feature", feature, names);
    }
    if (x.length == 0 || points < 2) {
      throw new IllegalArgumentException(
          "There are %d rows and %d points: give at least 1 row and 2 points."
              .formatted(x.length, points));
    }
    // Adding 0 makes 0.0 of -0.0, which would count as another value.
    double[] grid =
        grid(Arrays.stream(x).mapToDouble(row -> row[f] + 0.0).sorted().toArray(), points);
    double[][] lines =
        Arrays.stream(grid)
            .parallel()
            .mapToObj(
                value -> {
                  double[][] rows = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
                  for (double[] row : rows) {
                    row[f] = value;
                  }
                  return predict.apply(rows);
                })
            .toArray(double[][]::new);
    return new PartialDependence(
        feature,
        Arrays.stream(grid).boxed().toList(),
        Arrays.stream(lines).map(line -> Arrays.stream(line).average().orElseThrow()).toList(),
        IntStream.range(0, x.length)
            .mapToObj(i -> Arrays.stream(lines).map(line -> line[i]).toList())
            .toList());
  }

  private static double[] grid(double[] sorted, int points) {
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length < points) {
      return distinct;
    }
    double low = quantile(sorted, 0.05);
    double step = (quantile(sorted, 0.95) - low) / (points - 1);
    return IntStream.range(0, points).mapToDouble(i -> low + i * step).toArray();
  }

  /** SciPy's {@code mquantiles}: approximately unbiased whatever the distribution. */
  private static double quantile(double[] sorted, double p) {
    double at = sorted.length * p + 0.4 + 0.2 * p;
    int below = (int) Math.max(1, Math.min(sorted.length - 1, Math.floor(at)));
    double rest = Math.max(0, Math.min(1, at - below));
    return sorted.length == 1 ? sorted[0] : (1 - rest) * sorted[below - 1] + rest * sorted[below];
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }

  private Grid table() {
    int shown = Math.min(10, grid.size());
    int[] at =
        IntStream.range(0, shown)
            .map(i -> shown == 1 ? 0 : i * (grid.size() - 1) / (shown - 1))
            .toArray();
    List<String> values = Numbers.column(Arrays.stream(at).mapToDouble(grid::get).toArray());
    List<String> means = Numbers.column(Arrays.stream(at).mapToDouble(average::get).toArray());
    return new Grid(
        List.of(Grid.Column.number(feature), Grid.Column.number("mean prediction")),
        IntStream.range(0, shown).mapToObj(i -> List.of(values.get(i), means.get(i))).toList(),
        "Partial dependence over %d rows, at %s"
            .formatted(
                individual.size(),
                shown == grid.size()
                    ? shown + " values"
                    : "%d values, of which %d are shown".formatted(grid.size(), shown)));
  }
}
