package peaberry.learn;

import java.util.List;
import peaberry.learn.GeneralizedLinearModel.Family;
import tech.tablesaw.api.Table;

/**
 * Regression for counts, whose variance equals their mean: statsmodels' {@code GLM} with the {@code
 * Poisson} family, coefficients, standard errors and deviance.
 *
 * <pre>{@code PoissonRegression.fit(table, Link.LOG, "Claims", "Age", "Power")}</pre>
 */
public final class PoissonRegression {
  private PoissonRegression() {}

  /**
   * Fits a numeric column of a table to others.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values; if
   *     a target is negative, a feature follows from others, or there are too few rows
   */
  public static GeneralizedLinearModel fit(
      Table table, Link link, String target, String... features) {
    return GeneralizedLinearModel.fit(
        Rows.of(table, List.of(features)),
        Columns.matrix(table, target)[0],
        target,
        Family.POISSON,
        link);
  }

  /**
   * Fits targets to rows of features, which are named x0, x1 and so on.
   *
   * @throws IllegalArgumentException as above, and if the shapes do not fit together
   */
  public static GeneralizedLinearModel fit(double[][] x, double[] y, Link link) {
    return GeneralizedLinearModel.fit(Rows.of(x), y, "y", Family.POISSON, link);
  }
}
