package peaberry.learn;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The nearest rows of each of many points, by looking at all of them. On 20 features that is faster
 * than a tree. Of rows at the same distance the first counts as nearer.
 *
 * <p>Squared distances are taken apart, |x - y|² = |x|² - 2xy + |y|², for a block of rows that fits
 * the cache: one multiplication and addition for each feature, which the compiler turns into vector
 * instructions. That rounds more than the difference does, so it only tells which rows can be among
 * the nearest; their distances are then computed as they should be.
 */
record Neighbors(double[][][] blocks, double[][] norms, double largest, int rows, int k) {
  private static final int BLOCK = 128;
  private static final double ULP = 0x1p-52;

  /** Columns cut into blocks of rows: arrays of one index, which the compiler needs for vectors. */
  static Neighbors of(double[][] columns, int k) {
    int n = columns[0].length;
    double[][][] blocks = new double[(n + BLOCK - 1) / BLOCK][columns.length][];
    double[][] norms = new double[blocks.length][];
    double largest = 0;
    for (int b = 0; b < blocks.length; b++) {
      for (int f = 0; f < columns.length; f++) {
        blocks[b][f] = Arrays.copyOfRange(columns[f], b * BLOCK, Math.min(n, b * BLOCK + BLOCK));
      }
      norms[b] = new double[blocks[b][0].length];
      for (double[] column : blocks[b]) {
        for (int j = 0; j < column.length; j++) {
          norms[b][j] += column[j] * column[j];
        }
      }
      largest = Math.max(largest, Arrays.stream(norms[b]).max().orElseThrow());
    }
    return new Neighbors(blocks, norms, largest, n, k);
  }

  /** Calls with each point's number and its nearest rows, nearest first; from several threads. */
  void forEach(double[][] points, BiConsumer<Integer, int[]> action) {
    IntStream.range(0, (points.length + 31) / 32)
        .parallel()
        .forEach(
            chunk -> {
              int from = 32 * chunk;
              int to = Math.min(points.length, from + 32);
              Nearest[] nearest = new Nearest[to - from];
              Arrays.setAll(nearest, i -> new Nearest(points[from + i]));
              double[] parts = new double[BLOCK];
              // Each block is taken for all points before the next one, so that it stays in the
              // cache.
              for (int b = 0; b < blocks.length; b++) {
                for (Nearest point : nearest) {
                  point.look(b, parts);
                }
              }
              for (int i = from; i < to; i++) {
                action.accept(i, nearest[i - from].found);
              }
            });
  }

  /** The rows that are nearest to a point, among those looked at so far. */
  private final class Nearest {
    private final double[] point;
    private final double[] factors;
    private final double norm;
    private final double doubt;
    private final int[] found = new int[k];
    private final double[] distances = new double[k];

    Nearest(double[] point) {
      this.point = point;
      this.factors = Arrays.stream(point).map(x -> -2 * x).toArray();
      this.norm = Arrays.stream(point).map(x -> x * x).sum();
      // Each of the width + 2 additions rounds by half an ulp of what cannot exceed twice the
      // norms.
      this.doubt = 4 * (point.length + 2) * ULP * (norm + largest);
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
    }

    void look(int b, double[] parts) {
      double[][] block = blocks[b];
      int count = block[0].length;
      System.arraycopy(norms[b], 0, parts, 0, count);
      int f = 0;
      for (; f + 3 < factors.length; f += 4) {
        four(factors, f, block, count, parts);
      }
      for (; f < factors.length; f++) {
        one(factors[f], block[f], count, parts);
      }
      double bound = bound();
      for (int j = 0; j < count; j++) {
        if (!(parts[j] > bound)) { // NaN, too: of numbers that are too large to square
          keep(distance(block, j), b * BLOCK + j);
          bound = bound();
        }
      }
    }

    /** What the parts of a row that is near enough do not exceed. */
    private double bound() {
      return distances[k - 1] - norm + doubt;
    }

    private double distance(double[][] block, int j) {
      double sum = 0;
      for (int f = 0; f < point.length; f++) {
        double d = block[f][j] - point[f];
        sum += d * d;
      }
      return sum;
    }

    private void keep(double distance, int row) {
      if (distance < distances[k - 1]) {
        int at = k - 1;
        for (; at > 0 && distances[at - 1] > distance; at--) {
          distances[at] = distances[at - 1];
          found[at] = found[at - 1];
        }
        distances[at] = distance;
        found[at] = row;
      }
    }
  }

  private static void four(double[] factors, int f, double[][] block, int count, double[] into) {
    double[] a = block[f];
    double[] b = block[f + 1];
    double[] c = block[f + 2];
    double[] d = block[f + 3];
    double fa = factors[f];
    double fb = factors[f + 1];
    double fc = factors[f + 2];
    double fd = factors[f + 3];
    for (int j = 0; j < count; j++) {
      into[j] =
          Math.fma(fa, a[j], Math.fma(fb, b[j], Math.fma(fc, c[j], Math.fma(fd, d[j], into[j]))));
    }
  }

  private static void one(double factor, double[] column, int count, double[] into) {
    for (int j = 0; j < count; j++) {
      into[j] = Math.fma(factor, column[j], into[j]);
    }
  }
}
