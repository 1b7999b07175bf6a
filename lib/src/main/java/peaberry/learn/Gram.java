package peaberry.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Products of columns, X'WX, and systems of equations with them: what principal components and
 * Newton steps are made of. Rows are taken in blocks that fit the cache and added up in the blocks'
 * order, so the result does not depend on the number of threads.
 */
final class Gram {
  private static final int BLOCK = 1024;

  /** So many values in columns are worth waking another thread. */
  private static final int ENOUGH = 1 << 15;

  private Gram() {}

  /** The sums over rows of weight times column a times column b; weights may be null for ones. */
  static double[][] of(double[][] columns, double[] weights) {
    int p = columns.length;
    int n = columns[0].length;
    double[][][] parts =
        IntStream.range(0, (n + BLOCK - 1) / BLOCK)
            .parallel()
            .mapToObj(
                block -> part(columns, weights, block * BLOCK, Math.min(n, block * BLOCK + BLOCK)))
            .toArray(double[][][]::new);
    double[][] sum = parts[0];
    for (int block = 1; block < parts.length; block++) {
      for (int a = 0; a < p; a++) {
        for (int b = 0; b <= a; b++) {
          sum[a][b] += parts[block][a][b];
        }
      }
    }
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < a; b++) {
        sum[b][a] = sum[a][b];
      }
    }
    return sum;
  }

  private static double[][] part(double[][] columns, double[] weights, int from, int to) {
    int p = columns.length;
    double[][] part = new double[p][p];
    int count = to - from;
    double[][] block = new double[p][];
    for (int a = 0; a < p; a++) {
      block[a] = Arrays.copyOfRange(columns[a], from, to);
    }
    double[] first = new double[count];
    double[] second = new double[count];
    for (int a = 0; a < p; a += 2) {
      boolean pair = a + 1 < p;
      weigh(block[a], weights, from, first);
      if (pair) {
        weigh(block[a + 1], weights, from, second);
      }
      int b = 0;
      for (; pair && b + 3 <= a; b += 4) {
        eight(first, second, block, b, part[a], part[a + 1]);
      }
      for (; b <= a + 1 && b < p; b++) {
        part[a][b] = dot(first, block[b]);
        if (pair) {
          part[a + 1][b] = dot(second, block[b]);
        }
      }
    }
    return part;
  }

  private static void weigh(double[] column, double[] weights, int from, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = weights == null ? column[i] : weights[from + i] * column[i];
    }
  }

  /**
   * Eight sums at once, so that none waits for its own last addition; fused, which is one step for
   * two.
   */
  private static void eight(
      double[] w, double[] v, double[][] columns, int b, double[] intoW, double[] intoV) {
    double[] c0 = columns[b];
    double[] c1 = columns[b + 1];
    double[] c2 = columns[b + 2];
    double[] c3 = columns[b + 3];
    double w0 = 0;
    double w1 = 0;
    double w2 = 0;
    double w3 = 0;
    double v0 = 0;
    double v1 = 0;
    double v2 = 0;
    double v3 = 0;
    for (int i = 0; i < w.length; i++) {
      double x = w[i];
      double y = v[i];
      w0 = Math.fma(x, c0[i], w0);
      w1 = Math.fma(x, c1[i], w1);
      w2 = Math.fma(x, c2[i], w2);
      w3 = Math.fma(x, c3[i], w3);
      v0 = Math.fma(y, c0[i], v0);
      v1 = Math.fma(y, c1[i], v1);
      v2 = Math.fma(y, c2[i], v2);
      v3 = Math.fma(y, c3[i], v3);
    }
    intoW[b] = w0;
    intoW[b + 1] = w1;
    intoW[b + 2] = w2;
    intoW[b + 3] = w3;
    intoV[b] = v0;
    intoV[b + 1] = v1;
    intoV[b + 2] = v2;
    intoV[b + 3] = v3;
  }

  static double dot(double[] w, double[] column) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < w.length; i += 2) {
      even += w[i] * column[i];
      odd += w[i + 1] * column[i + 1];
    }
    return i < w.length ? even + odd + w[i] * column[i] : even + odd;
  }

  /** Plain sums, of the even rows and of the odd ones. */
  static double sum(double[] column) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < column.length; i += 2) {
      even += column[i];
      odd += column[i + 1];
    }
    return i < column.length ? even + odd + column[i] : even + odd;
  }

  /** The sums over rows of each column times a value. */
  static double[] times(double[][] columns, double[] values) {
    return numbers(columns).mapToDouble(a -> dot(values, columns[a])).toArray();
  }

  /** The columns' numbers, taken by several threads where there is enough to do for them. */
  static IntStream numbers(double[][] columns) {
    IntStream numbers = IntStream.range(0, columns.length);
    return (long) columns.length * columns[0].length < ENOUGH ? numbers : numbers.parallel();
  }

  /**
   * The inverse of a positive definite matrix, by Cholesky's decomposition.
   *
   * @throws IllegalArgumentException if it is singular to working precision
   */
  static double[][] inverse(double[][] matrix) {
    return inverseOf(cholesky(matrix));
  }

  /** The inverse of LL'. */
  static double[][] inverseOf(double[][] l) {
    double[][] inverse = new double[l.length][];
    for (int column = 0; column < l.length; column++) {
      double[] unit = new double[l.length];
      unit[column] = 1;
      inverse[column] = solved(l, unit);
    }
    return inverse;
  }

  /** The solution of matrix times x = right for a positive definite matrix. */
  static double[] solve(double[][] matrix, double[] right) {
    return solved(cholesky(matrix), right);
  }

  /**
   * Cholesky's factor of centred columns' products, or null where a pivot is not above a part of
   * the column's square, before centring too.
   */
  static double[][] clearCholesky(double[][] matrix, double[] sizes, double part) {
    for (int i = 0; i < sizes.length; i++) {
      if (!(matrix[i][i] > part * sizes[i])) {
        return null;
      }
    }
    return cholesky(matrix, part);
  }

  private static double[][] cholesky(double[][] matrix) {
    double[][] l = cholesky(matrix, 1e-13);
    if (l == null) {
      throw new IllegalArgumentException(
          "A feature is constant or follows from the others: leave it out.");
    }
    return l;
  }

  private static double[][] cholesky(double[][] matrix, double part) {
    int p = matrix.length;
    double[][] l = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j && !(sum > part * matrix[i][i])) {
          return null;
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    return l;
  }

  static double[] solved(double[][] l, double[] right) {
    int p = right.length;
    double[] x = right.clone();
    for (int i = 0; i < p; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = p - 1; i >= 0; i--) {
      for (int k = i + 1; k < p; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}
