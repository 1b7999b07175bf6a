package peaberry.random;

import java.util.Arrays;
import peaberry.blas.Svd;

/**
 * A covariance as NumPy takes it apart to draw multivariate normals: by its singular values.
 * Source: {@code multivariate_normal} in NumPy's {@code mtrand.pyx} and {@code _generator.pyx}
 * (method "svd").
 */
record Covariance(Svd svd) {
  private static final double TOLERANCE = 1e-8;

  /**
   * Decomposes a covariance.
   *
   * @throws IllegalArgumentException if it is not square, symmetric and positive semidefinite
   */
  static Covariance of(double[][] values) {
    Svd svd = Svd.of(values);
    if (!isCovariance(svd, values)) {
      throw new IllegalArgumentException(
          "A covariance must be symmetric and positive semidefinite (no combination with a"
              + " negative variance), but this one is not.");
    }
    return new Covariance(svd);
  }

  /** NumPy's test: the right vectors alone must give the matrix back. */
  private static boolean isCovariance(Svd svd, double[][] values) {
    int n = values.length;
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(row, 0);
      for (int v = 0; v < n; v++) {
        double[] vector = svd.right()[v];
        double part = vector[i] * svd.values()[v];
        for (int k = 0; k < n; k++) {
          row[k] += part * vector[k];
        }
      }
      for (int k = 0; k < n; k++) {
        double allowed = TOLERANCE + TOLERANCE * Math.abs(values[i][k]);
        if (!(Math.abs(row[k] - values[i][k]) <= allowed)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Right vectors times the roots of the singular values, one per row: RandomState's factor. */
  double[][] scaledRightVectors() {
    return scaled(svd.right());
  }

  /** Left vectors times the roots of the singular values, one per row: Generator's factor. */
  double[][] scaledLeftVectors() {
    return scaled(svd.left());
  }

  private double[][] scaled(double[][] vectors) {
    int n = vectors.length;
    double[][] scaled = new double[n][n];
    for (int i = 0; i < n; i++) {
      double root = Math.sqrt(svd.values()[i]);
      for (int k = 0; k < n; k++) {
        scaled[i][k] = root * vectors[i][k];
      }
    }
    return scaled;
  }
}
