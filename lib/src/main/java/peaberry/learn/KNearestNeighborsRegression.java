package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * Predicts the mean target of the k training rows nearest to a row: scikit-learn's {@code
 * KNeighborsRegressor} with uniform weights.
 *
 * <p>Looks at every training row, see {@link Neighbors}; Smile's took 18 times scikit-learn's time.
 * The trap: features in larger units count for more; scale first. Immutable.
 */
public final class KNearestNeighborsRegression implements Regressor, Displayable {
  private final List<String> names;
  private final double[] targets;
  private final Neighbors neighbors;

  private KNearestNeighborsRegression(List<String> names, double[] targets, Neighbors neighbors) {
    this.names = names;
    this.targets = targets;
    this.neighbors = neighbors;
  }

  /**
   * Keeps the rows of a table, to predict from the named columns.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values, or
   *     k is not from 1 to the number of rows
   */
  public static KNearestNeighborsRegression fit(
      Table table, String target, int k, String... features) {
    return fit(Rows.of(table, List.of(features)), Columns.matrix(table, target)[0], k);
  }

  /** Keeps rows of features and their targets. */
  public static KNearestNeighborsRegression fit(double[][] x, double[] y, int k) {
    return fit(Rows.of(x), y, k);
  }

  private static KNearestNeighborsRegression fit(Rows rows, double[] y, int k) {
    rows.requireTarget(y);
    return new KNearestNeighborsRegression(
        rows.names(), y.clone(), KNearestNeighbors.neighbors(rows, k));
  }

  @Override
  public List<String> features() {
    return names;
  }

  @Override
  public double[] predict(double[][] x) {
    Rows.require(x, names);
    double[] means = new double[x.length];
    neighbors.forEach(
        x,
        (i, nearest) ->
            means[i] =
                Arrays.stream(nearest).mapToDouble(row -> targets[row]).sum() / nearest.length);
    return means;
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  @Override
  public String toString() {
    return "%d nearest neighbours of %d rows of %d features"
        .formatted(neighbors.k(), neighbors.rows(), names.size());
  }
}
