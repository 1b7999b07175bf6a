package peaberry.learn;

import java.util.Arrays;
import java.util.stream.IntStream;
import peaberry.random.Generator;

/**
 * The steps of k-means on columns. Rows are taken in blocks that fit the cache, feature by feature,
 * so that the compiler makes vector instructions of the distances.
 */
final class Lloyd {
  private static final int BLOCK = 256;
  private final double[][] columns;
  private final double[][][] parts; // of each block, of each feature: one index serves all arrays
  private final int n;
  private final int blocks;

  /** The centres, each row's nearest, the sum of squared distances, and the number of steps. */
  record Result(double[][] centers, int[] labels, double inertia, int iterations) {}

  Lloyd(double[][] columns) {
    this.columns = columns;
    this.n = columns[0].length;
    this.blocks = (n + BLOCK - 1) / BLOCK;
    this.parts = new double[blocks][columns.length][];
    for (int block = 0; block < blocks; block++) {
      int from = block * BLOCK;
      for (int f = 0; f < columns.length; f++) {
        parts[block][f] = Arrays.copyOfRange(columns[f], from, Math.min(n, from + BLOCK));
      }
    }
  }

  /** Greedy k-means++: of some candidates by squared distance, the one that lowers the sum most. */
  double[][] seeds(int k, Generator random) {
    int candidates = 2 + (int) Math.log(k);
    double[][] centers = new double[k][];
    centers[0] = row((int) (random.random() * n));
    double[] nearest = new double[n];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double sum = approach(centers[0], nearest, nearest);
    double[] best = new double[n];
    double[] tried = new double[n];
    for (int c = 1; c < k; c++) {
      double least = Double.POSITIVE_INFINITY;
      for (int t = 0; t < candidates; t++) {
        double[] candidate = row(drawn(nearest, random.random() * sum));
        double potential = approach(candidate, nearest, tried);
        if (potential < least) {
          least = potential;
          centers[c] = candidate;
          double[] other = best;
          best = tried;
          tried = other;
        }
      }
      double[] other = nearest;
      nearest = best;
      best = other;
      sum = least;
    }
    return centers;
  }

  private double[] row(int i) {
    return Arrays.stream(columns).mapToDouble(column -> column[i]).toArray();
  }

  private static int drawn(double[] weights, double at) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      if (sum > at) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** The smaller of the known squared distances and those to a new centre, and their sum. */
  private double approach(double[] center, double[] known, double[] into) {
    double[] sums = new double[blocks];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              int from = block * BLOCK;
              int count = Math.min(BLOCK, n - from);
              double[] squares = new double[count];
              squares(center, parts[block], squares);
              double sum = 0;
              for (int j = 0; j < count; j++) {
                double least = Math.min(known[from + j], squares[j]);
                into[from + j] = least;
                sum += least;
              }
              sums[block] = sum;
            });
    return Arrays.stream(sums).sum();
  }

  private static void squares(double[] center, double[][] part, double[] into) {
    Arrays.fill(into, 0);
    for (int f = 0; f < center.length; f++) {
      addSquares(part[f], center[f], into);
    }
  }

  private static void addSquares(double[] column, double at, double[] into) {
    for (int j = 0; j < into.length; j++) {
      double d = column[j] - at;
      into[j] += d * d;
    }
  }

  Result run(double[][] start, KMeans.Options options) {
    double limit = options.tolerance() * meanVariance();
    double[][] centers = start;
    int[] labels = new int[n];
    Arrays.fill(labels, -1);
    double[] distances = new double[n];
    for (int iteration = 1; ; iteration++) {
      int[] before = labels.clone();
      double[][] means = step(centers, labels, distances);
      double inertia = Arrays.stream(distances).sum();
      if (Arrays.equals(before, labels) || iteration > options.maxIterations()) {
        return new Result(centers, labels, inertia, iteration - 1);
      }
      double moved = 0;
      for (int k = 0; k < means.length; k++) {
        for (int f = 0; f < means[k].length; f++) {
          moved += (means[k][f] - centers[k][f]) * (means[k][f] - centers[k][f]);
        }
      }
      centers = means;
      if (moved <= limit) {
        step(centers, labels, distances);
        return new Result(centers, labels, Arrays.stream(distances).sum(), iteration);
      }
    }
  }

  /** Labels each row with its nearest centre, in place, and returns the means of the clusters. */
  private double[][] step(double[][] centers, int[] labels, double[] distances) {
    int k = centers.length;
    int p = columns.length;
    double[][] sums =
        IntStream.range(0, blocks)
            .parallel()
            .mapToObj(block -> part(centers, labels, distances, block))
            .toArray(double[][]::new);
    double[][] means = new double[k][p];
    double[] counts = new double[k];
    for (double[] part : sums) {
      for (int c = 0; c < k; c++) {
        counts[c] += part[c];
        for (int f = 0; f < p; f++) {
          means[c][f] += part[k + f * k + c];
        }
      }
    }
    for (int c = 0; c < k; c++) {
      if (counts[c] == 0) {
        means[c] = row(farthest(distances, c));
      } else {
        for (int f = 0; f < p; f++) {
          means[c][f] /= counts[c];
        }
      }
    }
    return means;
  }

  /** The row that lies farthest from its centre, the next one for the next empty cluster. */
  private static int farthest(double[] distances, int skip) {
    int[] order =
        IntStream.range(0, distances.length)
            .boxed()
            .sorted((a, b) -> Double.compare(distances[b], distances[a]))
            .limit(skip + 1L)
            .mapToInt(Integer::intValue)
            .toArray();
    return order[order.length - 1];
  }

  private double[] part(double[][] centers, int[] labels, double[] distances, int block) {
    int k = centers.length;
    int from = block * BLOCK;
    int count = Math.min(BLOCK, n - from);
    double[] least = new double[count];
    double[] squares = new double[count];
    int[] nearest = new int[count];
    squares(centers[0], parts[block], least);
    for (int c = 1; c < k; c++) {
      squares(centers[c], parts[block], squares);
      for (int j = 0; j < count; j++) {
        nearest[j] = squares[j] < least[j] ? c : nearest[j];
        least[j] = Math.min(least[j], squares[j]);
      }
    }
    System.arraycopy(nearest, 0, labels, from, count);
    System.arraycopy(least, 0, distances, from, count);
    double[] part = new double[k + k * columns.length];
    for (int label : nearest) {
      part[label]++;
    }
    for (int f = 0; f < columns.length; f++) {
      double[] column = parts[block][f];
      int at = k + f * k;
      for (int j = 0; j < count; j++) {
        part[at + nearest[j]] += column[j];
      }
    }
    return part;
  }

  private double meanVariance() {
    double sum = 0;
    for (double[] column : columns) {
      double mean = Arrays.stream(column).sum() / n;
      for (double value : column) {
        sum += (value - mean) * (value - mean) / n;
      }
    }
    return sum / columns.length;
  }
}
