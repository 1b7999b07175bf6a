package peaberry.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.data.UnknownName;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import peaberry.learn.Attributable;
import peaberry.learn.LinearRegression;

/**
 * How much each feature adds to each prediction: exact Shapley values of linear models and of
 * trees. A row's values and the base add up to its prediction.
 *
 * <pre>{@code
 * var shapley = ShapleyValues.of(forest, test, 1); // of the probability of the second class
 * double age = shapley.of(0, "Age");
 * }</pre>
 *
 * <p>Sources: Lundberg and Lee (2017), A unified approach to interpreting model predictions, for
 * linear models; Lundberg, Erion and Lee (2018) for trees, by the training rows on each branch.
 * They explain the model, not the world. Immutable.
 *
 * @param features the features' names
 * @param base what is predicted when nothing is known of a row
 * @param rows one list for each row, with one value for each feature
 */
public record ShapleyValues(List<String> features, double base, List<List<Double>> rows)
    implements Displayable {

  public ShapleyValues {
    features = List.copyOf(features);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * Of a model of trees.
   *
   * @param x the rows to explain
   * @param output which of the model's outputs: 0 for a regression, else the class's position
   * @throws IllegalArgumentException if there is no such output or a row does not fit the model
   */
  public static ShapleyValues of(Attributable model, double[][] x, int output) {
    double[] expectations = model.expectations();
    if (output < 0 || output >= expectations.length) {
      throw new IllegalArgumentException(
          "Output %d: the model has %d, counted from 0.".formatted(output, expectations.length));
    }
    List<List<Double>> rows =
        Arrays.stream(x)
            .parallel()
            .map(row -> Arrays.stream(model.attributions(row)[output]).boxed().toList())
            .toList();
    return new ShapleyValues(model.features(), expectations[output], rows);
  }

  /**
   * Of a linear regression: each coefficient times the feature's distance from its mean.
   *
   * @param background the rows that the means are taken of, such as those of the fit
   * @param x the rows to explain
   * @throws IllegalArgumentException if there is no background or a row does not fit the model
   */
  public static ShapleyValues of(LinearRegression model, double[][] background, double[][] x) {
    if (background.length == 0) {
      throw new IllegalArgumentException("There is no background row: give at least one.");
    }
    double[] weights = model.coefficients();
    double base = Arrays.stream(model.predict(background)).average().orElseThrow();
    model.predict(x);
    double[] means =
        IntStream.range(0, weights.length)
            .mapToDouble(
                f -> Arrays.stream(background).mapToDouble(row -> row[f]).average().orElseThrow())
            .toArray();
    return new ShapleyValues(
        model.features(),
        base,
        Arrays.stream(x)
            .map(
                row ->
                    IntStream.range(0, row.length)
                        .mapToObj(f -> weights[f] * (row[f] - means[f]))
                        .toList())
            .toList());
  }

  /**
   * What one feature adds to one row's prediction.
   *
   * @throws IllegalArgumentException if there is no such feature
   */
  public double of(int row, String feature) {
    int f = features.indexOf(feature);
    if (f < 0) {
      throw UnknownName.in("The model", "feature", feature, features);
    }
    return rows.get(row).get(f);
  }

  /** Each feature's mean absolute value over the rows: a measure of its importance. */
  public double[] importances() {
    return IntStream.range(0, features.size())
        .mapToDouble(
            f -> rows.stream().mapToDouble(row -> Math.abs(row.get(f))).average().orElse(0))
        .toArray();
  }

  @Override
  public MimeBundle toMimeBundle() {
    return grid().toMimeBundle();
  }

  @Override
  public String toString() {
    return grid().toText();
  }

  private Grid grid() {
    double[] importances = importances();
    int[] order =
        IntStream.range(0, importances.length)
            .boxed()
            .sorted(Comparator.comparingDouble(f -> -importances[f]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<String> shown =
        Numbers.column(Arrays.stream(order).mapToDouble(f -> importances[f]).toArray());
    return new Grid(
        List.of(Grid.Column.text("feature"), Grid.Column.number("mean |Shapley value|")),
        IntStream.range(0, order.length)
            .mapToObj(i -> List.of(features.get(order[i]), shown.get(i)))
            .toList(),
        "Shapley values of %d rows around the base %s"
            .formatted(rows.size(), Numbers.format(base)));
  }
}
