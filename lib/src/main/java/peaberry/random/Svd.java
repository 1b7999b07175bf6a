package peaberry.random;

/**
 * The singular value decomposition of a covariance, with LAPACK's choice of signs: they decide
 * which normal vectors come out of a seed. The steps are those of {@code dgesdd} as NumPy calls it:
 * Householder reflections to a bidiagonal matrix ({@code dgebd2}), then {@link BidiagonalQr}.
 *
 * <p>Up to 25 rows the signs are LAPACK's. Above, LAPACK divides and conquers, and the signs of
 * some vectors may be others; the distribution is the same. Where singular values are equal up to
 * rounding, so may be the vectors.
 *
 * @param values the singular values, the largest first
 * @param left the left singular vectors, one per row
 * @param right the right singular vectors, one per row
 */
record Svd(double[] values, double[][] left, double[][] right) {
  private static final double TOLERANCE = 1e-8;

  /**
   * Decomposes a covariance.
   *
   * @throws IllegalArgumentException if it is not square, symmetric and positive semidefinite
   */
  static Svd of(double[][] covariance) {
    int n = covariance.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      if (covariance[i].length != n) {
        throw new IllegalArgumentException(
            "A covariance must be square, but row "
                + i
                + " of "
                + n
                + " has "
                + covariance[i].length
                + " values.");
      }
      a[i] = covariance[i].clone();
    }
    double[] columnScales = new double[n];
    double[] rowScales = new double[n];
    double[] diagonal = new double[n];
    double[] above = new double[Math.max(0, n - 1)];
    for (int i = 0; i < n; i++) {
      columnScales[i] = reflectColumn(a, i);
      diagonal[i] = a[i][i];
      if (i + 1 < n) {
        rowScales[i] = reflectRow(a, i);
        above[i] = a[i][i + 1];
      }
    }
    double[][] left = identity(n);
    double[][] right = identity(n);
    BidiagonalQr.of(diagonal, above, left, right);
    for (int i = n - 1; i >= 0; i--) {
      double[] column = new double[n];
      double[] row = new double[n];
      column[i] = 1;
      for (int k = i + 1; k < n; k++) {
        column[k] = a[k][i];
        row[k] = k == i + 1 ? 1 : a[i][k];
      }
      reflect(left, column, columnScales[i]);
      reflect(right, row, rowScales[i]);
    }
    Svd svd = new Svd(diagonal, left, right);
    svd.requireCovariance(covariance);
    return svd;
  }

  /** Rows of {@code right} times the roots of the singular values: what RandomState uses. */
  double[][] scaledRightVectors() {
    return scaled(right);
  }

  /** Rows of {@code left} times the roots of the singular values: what Generator uses. */
  double[][] scaledLeftVectors() {
    return scaled(left);
  }

  private double[][] scaled(double[][] vectors) {
    int n = values.length;
    double[][] scaled = new double[n][n];
    for (int i = 0; i < n; i++) {
      double root = Math.sqrt(values[i]);
      for (int k = 0; k < n; k++) {
        scaled[i][k] = root * vectors[i][k];
      }
    }
    return scaled;
  }

  /** NumPy's test: the right vectors alone must give the matrix back. */
  private void requireCovariance(double[][] covariance) {
    int n = values.length;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int v = 0; v < n; v++) {
          sum += right[v][i] * values[v] * right[v][k];
        }
        double allowed = TOLERANCE + TOLERANCE * Math.abs(covariance[i][k]);
        if (!(Math.abs(sum - covariance[i][k]) <= allowed)) {
          throw new IllegalArgumentException(
              "A covariance must be symmetric and positive semidefinite (no combination with a"
                  + " negative variance), but this one is not.");
        }
      }
    }
  }

  /** Makes a[i+1..][i] zero; keeps the reflection's vector there, and gives its scale. */
  private static double reflectColumn(double[][] a, int i) {
    int n = a.length;
    double[] v = new double[n];
    for (int k = i; k < n; k++) {
      v[k] = a[k][i];
    }
    double head = v[i];
    double tau = householder(v, i);
    double beta = v[i];
    v[i] = 1;
    for (int column = i + 1; column < n; column++) {
      double sum = 0;
      for (int k = i; k < n; k++) {
        sum += v[k] * a[k][column];
      }
      for (int k = i; k < n; k++) {
        a[k][column] -= tau * sum * v[k];
      }
    }
    for (int k = i + 1; k < n; k++) {
      a[k][i] = v[k];
    }
    a[i][i] = tau == 0 ? head : beta;
    return tau;
  }

  /** Makes a[i][i+2..] zero, likewise. */
  private static double reflectRow(double[][] a, int i) {
    int n = a.length;
    double[] v = a[i];
    double head = v[i + 1];
    double tau = householder(v, i + 1);
    double beta = v[i + 1];
    v[i + 1] = 1;
    for (int row = i + 1; row < n; row++) {
      double sum = 0;
      for (int k = i + 1; k < n; k++) {
        sum += a[row][k] * v[k];
      }
      for (int k = i + 1; k < n; k++) {
        a[row][k] -= tau * sum * v[k];
      }
    }
    v[i + 1] = tau == 0 ? head : beta;
    return tau;
  }

  /** {@code dlarfg}: I - tau v v' maps x[from..] onto its first axis, with v[from] = 1. */
  private static double householder(double[] x, int from) {
    double norm = 0;
    for (int k = from + 1; k < x.length; k++) {
      norm = Math.hypot(norm, x[k]);
    }
    if (norm == 0) {
      return 0;
    }
    double beta = -Math.copySign(Math.hypot(x[from], norm), x[from]);
    double tau = (beta - x[from]) / beta;
    for (int k = from + 1; k < x.length; k++) {
      x[k] /= x[from] - beta;
    }
    x[from] = beta;
    return tau;
  }

  private static void reflect(double[][] rows, double[] v, double tau) {
    if (tau == 0) {
      return;
    }
    for (double[] row : rows) {
      double sum = 0;
      for (int k = 0; k < v.length; k++) {
        sum += row[k] * v[k];
      }
      for (int k = 0; k < v.length; k++) {
        row[k] -= tau * sum * v[k];
      }
    }
  }

  private static double[][] identity(int n) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }
}
