package peaberry.learn;

import java.util.Arrays;
import java.util.List;

/**
 * Coefficients by least squares, the intercept first, and what their variances are multiples of.
 *
 * <p>By the normal equations of centred columns and one step of iterative refinement on the
 * residuals where Cholesky's pivots leave no doubt, else by modified Gram-Schmidt with the target
 * as the last column (Björck 1967, Solving linear least squares problems by Gram-Schmidt
 * orthogonalization, BIT 7).
 *
 * @param coefficients the intercept, then one for each feature
 * @param variances the diagonal of the inverse of X'X, X having a column of ones
 * @param residuals what is left of each row's target
 */
record LeastSquares(double[] coefficients, double[] variances, double[] residuals) {
  /** Below this part of a column's square the normal equations would lose more than ten digits. */
  private static final double CLEAR = 1e-6;

  /** Below this part of it, a column follows from those before it. */
  private static final double DETERMINED = 1e-10;

  /** Fits y to columns, which are centred in place; refuses one that others determine. */
  static LeastSquares of(double[][] columns, double[] y, List<String> names) {
    double[] sizes = Arrays.stream(columns).mapToDouble(c -> Gram.dot(c, c)).toArray();
    double[] means = Gram.numbers(columns).mapToDouble(c -> centre(columns[c])).toArray();
    double[] target = y.clone();
    double intercept = centre(target);
    double[][] l = Gram.clearCholesky(Gram.of(columns, null), sizes, CLEAR);
    double[] slopes;
    if (l != null) {
      slopes = Gram.solved(l, Gram.times(columns, target));
      double[] more = Gram.solved(l, Gram.times(columns, residuals(columns, target, slopes)));
      Arrays.setAll(slopes, f -> slopes[f] + more[f]);
    } else {
      l = new double[columns.length][columns.length];
      slopes = orthogonalised(columns, target, sizes, names, l);
    }
    double[][] inverse = Gram.inverseOf(l);
    double[] coefficients = new double[slopes.length + 1];
    double[] variances = new double[slopes.length + 1];
    coefficients[0] = intercept - Gram.dot(slopes, means);
    variances[0] = 1.0 / y.length;
    for (int f = 0; f < slopes.length; f++) {
      coefficients[f + 1] = slopes[f];
      variances[f + 1] = inverse[f][f];
      variances[0] += means[f] * Gram.dot(inverse[f], means);
    }
    return new LeastSquares(coefficients, variances, residuals(columns, target, slopes));
  }

  /** Puts the triangle's transpose into {@code l} and gives the slopes. */
  private static double[] orthogonalised(
      double[][] columns, double[] y, double[] sizes, List<String> names, double[][] l) {
    double[][] basis = new double[columns.length][];
    double[] slopes = new double[columns.length];
    double[] left = y.clone();
    for (int f = 0; f < basis.length; f++) {
      double[] column = columns[f].clone();
      for (int g = 0; g < f; g++) {
        l[f][g] = Gram.dot(column, basis[g]);
        LogisticNewton.add(column, basis[g], -l[f][g]);
      }
      double rest = Math.sqrt(Gram.dot(column, column));
      if (rest <= DETERMINED * Math.sqrt(sizes[f])) {
        throw new IllegalArgumentException(
            "The feature %s is constant or follows from %s: leave it out."
                .formatted(names.get(f), names.subList(0, f)));
      }
      l[f][f] = rest;
      basis[f] = Arrays.stream(column).map(v -> v / rest).toArray();
      slopes[f] = Gram.dot(left, basis[f]);
      LogisticNewton.add(left, basis[f], -slopes[f]);
    }
    for (int f = slopes.length - 1; f >= 0; f--) {
      for (int g = f + 1; g < slopes.length; g++) {
        slopes[f] -= l[g][f] * slopes[g];
      }
      slopes[f] /= l[f][f];
    }
    return slopes;
  }

  /** Takes the mean away, twice: what rounding left the first time too. */
  private static double centre(double[] values) {
    double sum = 0;
    for (int pass = 0; pass < 2; pass++) {
      double mean = Gram.sum(values) / values.length;
      for (int i = 0; i < values.length; i++) {
        values[i] -= mean;
      }
      sum += mean;
    }
    return sum;
  }

  private static double[] residuals(double[][] columns, double[] y, double[] slopes) {
    double[] residuals = y.clone();
    for (int f = 0; f < slopes.length; f++) {
      LogisticNewton.add(residuals, columns[f], -slopes[f]);
    }
    return residuals;
  }
}
