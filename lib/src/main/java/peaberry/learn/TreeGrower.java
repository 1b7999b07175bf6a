package peaberry.learn;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Grows regression trees from binned features: each split lowers the targets' squared error most.
 * For targets of 0 and 1, one for each class, that is the Gini index. Source: Breiman, Friedman,
 * Olshen and Stone (1984); splits looked for in histograms as in Ke et al. (2017).
 */
final class TreeGrower {
  /** When to stop, as scikit-learn has it: depth 0 is a single leaf. */
  record Limits(int maxDepth, int minSamplesSplit, int minSamplesLeaf, int maxFeatures) {}

  private final Bins bins;
  private final double[][] targets;
  private final double[] weights;
  private final Limits limits;
  private final SplittableRandom random;
  private final int outputs;
  private final int[] leafOf;
  private final int[] features;
  private final double[] histogram;
  private final long[] used; // a bit for each bin of the histogram that is not empty
  private final double[] nodeSums;
  private final double[] leftSums;
  private double nodeWeight;
  private int[] rows;
  private int[] spare;
  private int[] feature;
  private double[] threshold;
  private int[] left;
  private int[] right;
  private double[] cover;
  private double[] gain;
  private double[][] values;
  private int nodes;
  private int bestFeature;
  private int bestBin;
  private double bestThreshold;
  private double bestScore;

  TreeGrower(
      Bins bins, double[][] targets, double[] weights, Limits limits, SplittableRandom random) {
    this.bins = bins;
    this.targets = targets;
    this.weights = weights;
    this.limits = limits;
    this.random = random;
    outputs = targets.length;
    leafOf = new int[weights.length];
    features = new int[bins.codes().length];
    Arrays.setAll(features, f -> f);
    histogram = new double[bins.most() * (outputs + 2)];
    used = new long[(bins.most() + 63) / 64];
    nodeSums = new double[outputs];
    leftSums = new double[outputs];
  }

  /** A tree from the rows whose weight is above 0. */
  Tree grow() {
    rows = new int[weights.length];
    int count = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        rows[count++] = i;
      }
    }
    spare = new int[count];
    int most = 2 * count;
    feature = new int[most];
    threshold = new double[most];
    left = new int[most];
    right = new int[most];
    cover = new double[most];
    gain = new double[most];
    values = new double[outputs][most];
    nodes = 0;
    node(0, count, 0);
    double[][] trimmed = new double[outputs][];
    Arrays.setAll(trimmed, k -> Arrays.copyOf(values[k], nodes));
    return new Tree(
        Arrays.copyOf(feature, nodes),
        Arrays.copyOf(threshold, nodes),
        Arrays.copyOf(left, nodes),
        Arrays.copyOf(right, nodes),
        Arrays.copyOf(cover, nodes),
        Arrays.copyOf(gain, nodes),
        trimmed);
  }

  /** The leaf of each row that the last tree was grown from. */
  int[] leafOf() {
    return leafOf;
  }

  private int node(int from, int to, int depth) {
    int node = nodes++;
    double squares = sums(from, to);
    cover[node] = nodeWeight;
    for (int k = 0; k < outputs; k++) {
      values[k][node] = nodeSums[k] / nodeWeight;
    }
    feature[node] = -1;
    boolean mixed = squares - score(nodeSums, nodeWeight) > 1e-12 * (1e-300 + squares);
    boolean large = to - from >= limits.minSamplesSplit && to - from >= 2 * limits.minSamplesLeaf;
    if (depth < limits.maxDepth && mixed && large && split(from, to)) {
      int at = bestFeature;
      gain[node] = bestScore - score(nodeSums, nodeWeight);
      int middle = partition(from, to, bins.codes()[at], bestBin);
      feature[node] = at;
      threshold[node] = bestThreshold;
      left[node] = node(from, middle, depth + 1);
      right[node] = node(middle, to, depth + 1);
    } else {
      for (int i = from; i < to; i++) {
        leafOf[rows[i]] = node;
      }
    }
    return node;
  }

  /** Adds up the node's weight and targets; returns the sum of squares. */
  private double sums(int from, int to) {
    Arrays.fill(nodeSums, 0);
    nodeWeight = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      double weight = weights[rows[i]];
      nodeWeight += weight;
      for (int k = 0; k < outputs; k++) {
        double target = targets[k][rows[i]];
        nodeSums[k] += weight * target;
        squares += weight * target * target;
      }
    }
    return squares;
  }

  private static double score(double[] sums, double weight) {
    double score = 0;
    for (double sum : sums) {
      score += sum * sum;
    }
    return score / weight;
  }

  /** Looks through some features at random, and on until one can be split at all. */
  private boolean split(int from, int to) {
    bestScore = score(nodeSums, nodeWeight);
    bestFeature = -1;
    bestScore += 1e-12 * Math.abs(bestScore);
    int splittable = 0;
    for (int tried = 0; tried < features.length && splittable < limits.maxFeatures; tried++) {
      if (limits.maxFeatures < features.length) {
        int other = tried + random.nextInt(features.length - tried);
        int f = features[other];
        features[other] = features[tried];
        features[tried] = f;
      }
      if (fill(bins.codes()[features[tried]], from, to)) {
        splittable++;
        scan(features[tried], to - from);
      } else {
        clear();
      }
    }
    return bestFeature >= 0;
  }

  /** The feature's histogram of the node; false if all rows are in one bin. */
  private boolean fill(short[] codes, int from, int to) {
    int stride = outputs + 2;
    if (outputs == 1) {
      double[] target = targets[0];
      for (int i = from; i < to; i++) {
        int row = rows[i];
        int bin = codes[row];
        double weight = weights[row];
        used[bin >> 6] |= 1L << bin;
        histogram[3 * bin]++;
        histogram[3 * bin + 1] += weight;
        histogram[3 * bin + 2] += weight * target[row];
      }
    } else {
      for (int i = from; i < to; i++) {
        int row = rows[i];
        int bin = codes[row];
        double weight = weights[row];
        used[bin >> 6] |= 1L << bin;
        histogram[stride * bin]++;
        histogram[stride * bin + 1] += weight;
        for (int k = 0; k < outputs; k++) {
          histogram[stride * bin + 2 + k] += weight * targets[k][row];
        }
      }
    }
    int filled = 0;
    for (long word : used) {
      filled += Long.bitCount(word);
    }
    return filled > 1;
  }

  private void clear() {
    int stride = outputs + 2;
    for (int word = 0; word < used.length; word++) {
      for (long bits = used[word]; bits != 0; bits &= bits - 1) {
        int bin = 64 * word + Long.numberOfTrailingZeros(bits);
        Arrays.fill(histogram, stride * bin, stride * bin + stride, 0);
      }
      used[word] = 0;
    }
  }

  /** Tries a cut between every two neighbouring bins that hold rows, and empties the histogram. */
  private void scan(int f, int rowCount) {
    int stride = outputs + 2;
    double leftCount = 0;
    double leftWeight = 0;
    Arrays.fill(leftSums, 0);
    int before = -1;
    for (int word = 0; word < used.length; word++) {
      for (long bits = used[word]; bits != 0; bits &= bits - 1) {
        int bin = 64 * word + Long.numberOfTrailingZeros(bits);
        if (before >= 0
            && leftCount >= limits.minSamplesLeaf
            && rowCount - leftCount >= limits.minSamplesLeaf) {
          double rest = nodeWeight - leftWeight;
          double score = 0;
          for (int k = 0; k < outputs; k++) {
            double l = leftSums[k];
            double r = nodeSums[k] - l;
            score += l * l / leftWeight + r * r / rest;
          }
          if (score > bestScore) {
            bestScore = score;
            bestFeature = f;
            bestBin = before;
            bestThreshold = bins.threshold(f, before, bin);
          }
        }
        int at = stride * bin;
        leftCount += histogram[at];
        leftWeight += histogram[at + 1];
        histogram[at] = 0;
        histogram[at + 1] = 0;
        for (int k = 0; k < outputs; k++) {
          leftSums[k] += histogram[at + 2 + k];
          histogram[at + 2 + k] = 0;
        }
        before = bin;
      }
      used[word] = 0;
    }
  }

  /** Rows up to the bin first, both parts in their old order. */
  private int partition(int from, int to, short[] codes, int bin) {
    int middle = from;
    int later = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (codes[row] <= bin) {
        rows[middle++] = row;
      } else {
        spare[later++] = row;
      }
    }
    System.arraycopy(spare, 0, rows, middle, later);
    return middle;
  }
}
