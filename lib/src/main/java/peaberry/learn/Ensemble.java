package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Trees whose predictions are scaled and added up: for each output, start + scale * sum. */
record Ensemble(List<String> names, List<Tree> trees, double[] start, double scale) {

  /** The outputs of each row. */
  double[][] outputs(double[][] x) {
    Rows.require(x, names);
    double[][] outputs = new double[x.length][];
    IntStream.range(0, (x.length + 255) / 256)
        .parallel()
        .forEach(
            chunk -> {
              int from = 256 * chunk;
              int to = Math.min(x.length, from + 256);
              for (int i = from; i < to; i++) {
                outputs[i] = new double[start.length];
              }
              for (Tree tree : trees) {
                for (int i = from; i < to; i++) {
                  int leaf = tree.leaf(x[i]);
                  for (int k = 0; k < start.length; k++) {
                    outputs[i][k] += tree.values()[k][leaf];
                  }
                }
              }
              for (int i = from; i < to; i++) {
                for (int k = 0; k < start.length; k++) {
                  outputs[i][k] = start[k] + scale * outputs[i][k];
                }
              }
            });
    return outputs;
  }

  double[] expectations() {
    double[] sums = start.clone();
    for (Tree tree : trees) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += scale * TreeShap.expectation(tree, k);
      }
    }
    return sums;
  }

  double[][] attributions(double[] row) {
    Rows.require(new double[][] {row}, names);
    double[][] sums = new double[start.length][names.size()];
    for (Tree tree : trees) {
      TreeShap.add(tree, row, scale, sums);
    }
    return sums;
  }

  /** What each feature's questions gained; in all, or as the mean of each tree's shares. */
  double[] gains(boolean asShares) {
    double[] sums = new double[names.size()];
    for (Tree tree : trees) {
      double[] gains = asShares ? shares(tree.gains(sums.length)) : tree.gains(sums.length);
      Arrays.setAll(sums, f -> sums[f] + gains[f]);
    }
    return sums;
  }

  /** The parts divided by their sum, if there is any. */
  static double[] shares(double[] parts) {
    double whole = Arrays.stream(parts).sum();
    return whole > 0 ? Arrays.stream(parts).map(part -> part / whole).toArray() : parts;
  }

  /** For two classes told by one output: the other class has the opposite. */
  static double[][] opposites(double[] one) {
    return new double[][] {Arrays.stream(one).map(v -> -v).toArray(), one};
  }

  String size() {
    return "%d trees of %.0f leaves on average"
        .formatted(trees.size(), trees.stream().mapToInt(Tree::leaves).average().orElse(0));
  }
}
