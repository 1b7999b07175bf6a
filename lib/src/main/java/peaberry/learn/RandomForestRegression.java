package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * A random forest that predicts numbers: the mean of trees on bootstrap samples. As {@link
 * RandomForest}, with scikit-learn's {@code RandomForestRegressor} as its model: a split looks at
 * all features unless told otherwise. Immutable.
 */
public final class RandomForestRegression implements Regressor, Attributable, Displayable {
  private final Ensemble ensemble;

  private RandomForestRegression(Ensemble ensemble) {
    this.ensemble = ensemble;
  }

  /**
   * Fits a numeric column to others.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values
   */
  public static RandomForestRegression fit(
      Table table, String target, RandomForest.Options options, String... features) {
    return fit(Rows.of(table, List.of(features)), Columns.matrix(table, target)[0], options);
  }

  /**
   * Fits targets to rows of features.
   *
   * @throws IllegalArgumentException if the shapes do not fit together or a value is not finite
   */
  public static RandomForestRegression fit(double[][] x, double[] y, RandomForest.Options options) {
    return fit(Rows.of(x), y, options);
  }

  private static RandomForestRegression fit(Rows rows, double[] y, RandomForest.Options options) {
    rows.requireTarget(y);
    int asked = options.maxFeatures() == 0 ? rows.width() : options.maxFeatures();
    return new RandomForestRegression(RandomForest.grow(rows, new double[][] {y}, options, asked));
  }

  @Override
  public List<String> features() {
    return ensemble.names();
  }

  @Override
  public double[] predict(double[][] x) {
    return Arrays.stream(ensemble.outputs(x)).mapToDouble(row -> row[0]).toArray();
  }

  @Override
  public double[] expectations() {
    return ensemble.expectations();
  }

  @Override
  public double[][] attributions(double[] row) {
    return ensemble.attributions(row);
  }

  @Override
  public double[] importances() {
    return Ensemble.shares(ensemble.gains(true));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  @Override
  public String toString() {
    return "Random forest for numbers: " + ensemble.size();
  }
}
