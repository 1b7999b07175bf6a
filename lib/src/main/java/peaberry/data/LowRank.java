package peaberry.data;

import peaberry.random.RandomState;

/**
 * A matrix whose singular values fall off as a bell with a fat tail. Source: {@code
 * make_low_rank_matrix} in scikit-learn's {@code datasets/_samples_generator.py}; orthonormal
 * vectors by Householder's reflections (G. H. Golub and C. F. Van Loan, "Matrix Computations",
 * 5.2), each onto the axis on the other side, which is the sign that NumPy's {@code qr} gives too.
 */
final class LowRank {
  private LowRank() {}

  static double[][] matrix(int rows, int columns, int rank, double tail, RandomState random) {
    int n = Math.min(rows, columns);
    double[][] u = orthonormal(random.standardNormal(rows, n));
    double[][] v = orthonormal(random.standardNormal(columns, n));
    double[][] scaled = new double[n][columns];
    for (int k = 0; k < n; k++) {
      double ratio = (double) k / rank;
      double value = (1 - tail) * Math.exp(-ratio * ratio) + tail * Math.exp(-0.1 * k / rank);
      for (int j = 0; j < columns; j++) {
        scaled[k][j] = value * v[j][k];
      }
    }
    double[][] x = new double[rows][];
    for (int i = 0; i < rows; i++) {
      x[i] = Matrices.times(u[i], scaled, columns);
    }
    return x;
  }

  /**
   * The Q of a QR decomposition, of the matrix' own shape; the matrix has no more columns than
   * rows.
   */
  private static double[][] orthonormal(double[][] a) {
    int rows = a.length;
    int columns = a[0].length;
    double[][] reflections = new double[columns][];
    double[] strengths = new double[columns];
    for (int k = 0; k < columns; k++) {
      double below = 0;
      for (int i = k + 1; i < rows; i++) {
        below = Math.hypot(below, a[i][k]);
      }
      double[] reflection = new double[rows];
      reflection[k] = 1;
      if (below > 0) {
        double beta = -Math.copySign(Math.hypot(a[k][k], below), a[k][k]);
        strengths[k] = (beta - a[k][k]) / beta;
        for (int i = k + 1; i < rows; i++) {
          reflection[i] = a[i][k] / (a[k][k] - beta);
        }
      }
      reflections[k] = reflection;
      reflect(a, reflection, strengths[k], k, k);
    }
    double[][] q = new double[rows][columns];
    for (int k = 0; k < columns; k++) {
      q[k][k] = 1;
    }
    for (int k = columns - 1; k >= 0; k--) {
      reflect(q, reflections[k], strengths[k], k, k);
    }
    return q;
  }

  /** Reflects the columns from {@code first} on, in place. */
  private static void reflect(double[][] a, double[] v, double strength, int top, int first) {
    for (int j = first; j < a[0].length; j++) {
      double along = 0;
      for (int i = top; i < a.length; i++) {
        along += v[i] * a[i][j];
      }
      for (int i = top; i < a.length; i++) {
        a[i][j] -= strength * along * v[i];
      }
    }
  }
}
