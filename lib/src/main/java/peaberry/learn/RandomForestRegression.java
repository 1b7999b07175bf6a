package peaberry.learn;

import java.util.List;
import tech.tablesaw.api.Table;

/**
 * A random forest that predicts numbers: the mean of trees on bootstrap samples. As {@link
 * RandomForest}, with scikit-learn's {@code RandomForestRegressor} as its model: a split looks at
 * all features unless told otherwise. Immutable.
 */
public final class RandomForestRegression extends EnsembleRegression {
  private RandomForestRegression(Ensemble ensemble) {
    super(ensemble);
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
  public double[] importances() {
    return Ensemble.shares(ensemble.gains(true));
  }

  @Override
  public String toString() {
    return "Random forest for numbers: " + ensemble.size();
  }
}
