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
    return GeneralizedLinearModel.fit(
        Rows.of(table, List.of(features)),
        Columns.matrix(table, target)[0],
        target,
        Family.GAMMA,
        link);
  }

  /**
   * Fits targets to rows of features, which are named x0, x1 and so on.
   *
   * @throws IllegalArgumentException as above, and if the shapes do not fit together
   */
  public static GeneralizedLinearModel fit(double[][] x, double[] y, Link link) {
    return GeneralizedLinearModel.fit(Rows.of(x), y, "y", Family.GAMMA, link);
  }
}
