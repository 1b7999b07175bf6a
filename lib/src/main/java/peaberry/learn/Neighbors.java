package peaberry.learn;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The nearest rows of each of many points, by looking at all of them. Distances are computed for a
 * block of rows that fits the cache, four features at a time, which the compiler turns into vector
 * instructions: on 20 features that is faster than a tree. Of rows at the same distance the first
 * counts as nearer.
 */
record Neighbors(double[][][] blocks, int rows, int k) {
  private static final int BLOCK = 128;

  /** Columns cut into blocks of rows: arrays of one index, which the compiler needs for vectors. */
  static Neighbors of(double[][] columns, int k) {
    int n = columns[0].length;
    double[][][] blocks = new double[(n + BLOCK - 1) / BLOCK][columns.length][];
    for (int b = 0; b < blocks.length; b++) {
      for (int f = 0; f < columns.length; f++) {
        blocks[b][f] = Arrays.copyOfRange(columns[f], b * BLOCK, Math.min(n, b * BLOCK + BLOCK));
      }
    }
    return new Neighbors(blocks, n, k);
  }

  /** Calls with each point's number and its nearest rows, nearest first; from several threads. */
  void forEach(double[][] points, BiConsumer<Integer, int[]> action) {
    IntStream.range(0, (points.length + 31) / 32)
        .parallel()
        .forEach(
            chunk -> {
              int from = 32 * chunk;
              int count = Math.min(32, points.length - from);
              int[][] nearest = nearest(Arrays.copyOfRange(points, from, from + count));
              for (int i = 0; i < count; i++) {
                action.accept(from + i, nearest[i]);
              }
            });
  }

  /** Each block is taken for all points before the next one, so that it stays in the cache. */
  private int[][] nearest(double[][] points) {
    double[] squares = new double[BLOCK];
    double[][] distances = new double[points.length][k];
    int[][] rows = new int[points.length][k];
    for (double[] row : distances) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    for (int b = 0; b < blocks.length; b++) {
      int count = blocks[b][0].length;
      for (int i = 0; i < points.length; i++) {
        squares(points[i], blocks[b], count, squares);
        keepNearest(squares, count, b * BLOCK, distances[i], rows[i]);
      }
    }
    return rows;
  }

  private static void keepNearest(
      double[] squares, int count, int from, double[] distances, int[] rows) {
    int last = distances.length - 1;
    double worst = distances[last];
    for (int j = 0; j < count; j++) {
      if (squares[j] < worst) {
        int at = last;
        for (; at > 0 && distances[at - 1] > squares[j]; at--) {
          distances[at] = distances[at - 1];
          rows[at] = rows[at - 1];
        }
        distances[at] = squares[j];
        rows[at] = from + j;
        worst = distances[last];
      }
    }
  }

  private static void squares(double[] point, double[][] block, int count, double[] into) {
    Arrays.fill(into, 0, count, 0);
    int f = 0;
    for (; f + 3 < point.length; f += 4) {
      four(point, f, block, count, into);
    }
    for (; f < point.length; f++) {
      one(block[f], point[f], count, into);
    }
  }

  private static void four(double[] point, int f, double[][] block, int count, double[] into) {
    double[] a = block[f];
    double[] b = block[f + 1];
    double[] c = block[f + 2];
    double[] d = block[f + 3];
    double pa = point[f];
    double pb = point[f + 1];
    double pc = point[f + 2];
    double pd = point[f + 3];
    for (int j = 0; j < count; j++) {
      double da = a[j] - pa;
      double db = b[j] - pb;
      double dc = c[j] - pc;
      double dd = d[j] - pd;
      into[j] += da * da + db * db + (dc * dc + dd * dd);
    }
  }

  private static void one(double[] column, double at, int count, double[] into) {
    for (int j = 0; j < count; j++) {
      double d = column[j] - at;
      into[j] += d * d;
    }
  }
}
