package peaberry.learn;

import java.util.List;
import peaberry.learn.GeneralizedLinearModel.Family;
import tech.tablesaw.api.Table;

/**
 * Regression for positive amounts whose spread grows with their mean, such as costs and durations:
 * statsmodels' {@code GLM} with the {@code Gamma} family, standard errors with the dispersion.
 *
 * <pre>{@code GammaRegression.fit(table, Link.LOG, "Cost", "Age", "Power")}</pre>
 */
public final class GammaRegression {
  private GammaRegression() {}

  /**
   * Fits a numeric column of a table to others.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values; if
   *     a target is not positive, a feature follows from others, or there are too few rows
   */
  public static GeneralizedLinearModel fit(
      Table table, Link link, String target, String... features) {
    return fit(Rows.of(table, List.of(features)), Columns.matrix(table, target)[0], target, link);
  }

  /**
   * Fits targets to rows of features, which are named x0, x1 and so on.
   *
   * @throws IllegalArgumentException as above, and if the shapes do not fit together
   */
  public static GeneralizedLinearModel fit(double[][] x, double[] y, Link link) {
    return fit(Rows.of(x), y, "y", link);
  }

  private static GeneralizedLinearModel fit(Rows rows, double[] y, String target, Link link) {
    rows.requireTarget(y);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      if (!(y[i] > 0)) {
        throw new IllegalArgumentException(
            "%s is %s in row %d: a gamma regression needs targets above 0."
                .formatted(target, y[i], i));
      }
      sum += y[i];
    }
    if (sum == 0) {
      throw new IllegalArgumentException(
          "All of %s is 0: there is nothing to fit.".formatted(target));
    }
    return GeneralizedLinearModel.fit(rows, y, target, Family.GAMMA, link);
  }
}
