package peaberry.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tech.tablesaw.api.Table;

/**
 * Gradient boosting that predicts numbers: small trees, each fitted to the residuals of the ones
 * before it. The parameters mean what scikit-learn's {@code GradientBoostingRegressor} has, with
 * squared error. Source: Friedman (2001), algorithm 2. As {@link GradientBoosting}. Immutable.
 */
public final class GradientBoostingRegression extends EnsembleRegression {
  private GradientBoostingRegression(Ensemble ensemble) {
    super(ensemble);
  }

  /**
   * Fits a numeric column to others.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values
   */
  public static GradientBoostingRegression fit(
      Table table, String target, GradientBoosting.Options options, String... features) {
    return fit(Rows.of(table, List.of(features)), Columns.matrix(table, target)[0], options);
  }

  /**
   * Fits targets to rows of features.
   *
   * @throws IllegalArgumentException if the shapes do not fit together or a value is not finite
   */
  public static GradientBoostingRegression fit(
      double[][] x, double[] y, GradientBoosting.Options options) {
    return fit(Rows.of(x), y, options);
  }

  private static GradientBoostingRegression fit(
      Rows rows, double[] y, GradientBoosting.Options options) {
    rows.requireTarget(y);
    Bins bins = Bins.of(rows.columns());
    var random = new SplittableRandom(options.seed());
    double mean = Arrays.stream(y).sum() / y.length;
    double[][] residuals = {Arrays.stream(y).map(value -> value - mean).toArray()};
    List<Tree> trees = new ArrayList<>();
    for (int t = 0; t < options.trees(); t++) {
      double[] weights = options.sample(y.length, random);
      var grower = new TreeGrower(bins, residuals, weights, options.limits(rows.width()), random);
      Tree tree = grower.grow();
      trees.add(tree);
      for (int i = 0; i < y.length; i++) {
        int leaf = weights[i] > 0 ? grower.leafOf()[i] : tree.leaf(rows.x()[i]);
        residuals[0][i] -= options.learningRate() * tree.values()[0][leaf];
      }
    }
    return new GradientBoostingRegression(
        new Ensemble(rows.names(), trees, new double[] {mean}, options.learningRate()));
  }

  @Override
  public double[] importances() {
    return Ensemble.shares(ensemble.gains(false));
  }

  @Override
  public String toString() {
    return "Gradient boosting for numbers: " + ensemble.size();
  }
}
