package peaberry.learn;

/**
 * Exact Shapley values of one tree for one row, where a feature that is not known sends the row
 * both ways, weighted by how many training rows went there. Source: Lundberg, Erion and Lee (2018),
 * Consistent individualized feature attribution for tree ensembles, algorithm 2.
 */
final class TreeShap {
  private final Tree tree;
  private final double[] row;
  private final double scale;
  private final double[][] into;

  private TreeShap(Tree tree, double[] row, double scale, double[][] into) {
    this.tree = tree;
    this.row = row;
    this.scale = scale;
    this.into = into;
  }

  /** Adds the tree's values, times a scale, to one array of features for each output. */
  static void add(Tree tree, double[] row, double scale, double[][] into) {
    new TreeShap(tree, row, scale, into).visit(0, new Path(0), 1, 1, -1);
  }

  /** What the tree predicts for a row of which nothing is known. */
  static double expectation(Tree tree, int output) {
    double sum = 0;
    for (int node = 0; node < tree.feature().length; node++) {
      if (tree.feature()[node] < 0) {
        sum += tree.cover()[node] / tree.cover()[0] * tree.values()[output][node];
      }
    }
    return sum;
  }

  private void visit(int node, Path before, double zero, double one, int feature) {
    Path path = before.extended(zero, one, feature);
    int asked = tree.feature()[node];
    if (asked < 0) {
      for (int i = 1; i < path.length; i++) {
        double weight = path.unwoundSum(i) * (path.ones[i] - path.zeros[i]) * scale;
        for (int k = 0; k < into.length; k++) {
          into[k][path.features[i]] += weight * tree.values()[k][node];
        }
      }
      return;
    }
    boolean goesLeft = row[asked] <= tree.threshold()[node];
    int hot = goesLeft ? tree.left()[node] : tree.right()[node];
    int cold = goesLeft ? tree.right()[node] : tree.left()[node];
    double knownZero = 1;
    double knownOne = 1;
    int earlier = path.find(asked);
    if (earlier > 0) {
      knownZero = path.zeros[earlier];
      knownOne = path.ones[earlier];
      path = path.unwound(earlier);
    }
    double all = tree.cover()[node];
    visit(hot, path, knownZero * tree.cover()[hot] / all, knownOne, asked);
    visit(cold, path, knownZero * tree.cover()[cold] / all, 0, asked);
  }

  /** The features asked for on the way, and the weights of the subsets of them by size. */
  private static final class Path {
    final int length;
    final int[] features;
    final double[] zeros;
    final double[] ones;
    final double[] weights;

    Path(int length) {
      this.length = length;
      features = new int[length];
      zeros = new double[length];
      ones = new double[length];
      weights = new double[length];
    }

    int find(int feature) {
      for (int i = 1; i < length; i++) {
        if (features[i] == feature) {
          return i;
        }
      }
      return -1;
    }

    Path extended(double zero, double one, int feature) {
      Path path = new Path(length + 1);
      System.arraycopy(features, 0, path.features, 0, length);
      System.arraycopy(zeros, 0, path.zeros, 0, length);
      System.arraycopy(ones, 0, path.ones, 0, length);
      System.arraycopy(weights, 0, path.weights, 0, length);
      path.features[length] = feature;
      path.zeros[length] = zero;
      path.ones[length] = one;
      path.weights[length] = length == 0 ? 1 : 0;
      for (int i = length - 1; i >= 0; i--) {
        path.weights[i + 1] += one * path.weights[i] * (i + 1) / (length + 1);
        path.weights[i] = zero * path.weights[i] * (length - i) / (length + 1);
      }
      return path;
    }

    /** The weights without one feature. */
    private double[] weightsWithout(int index) {
      int last = length - 1;
      double[] rest = new double[last];
      double next = weights[last];
      for (int j = last - 1; j >= 0; j--) {
        if (ones[index] != 0) {
          rest[j] = next * length / ((j + 1) * ones[index]);
          next = weights[j] - rest[j] * zeros[index] * (last - j) / length;
        } else {
          rest[j] = weights[j] * length / (zeros[index] * (last - j));
        }
      }
      return rest;
    }

    double unwoundSum(int index) {
      double sum = 0;
      for (double weight : weightsWithout(index)) {
        sum += weight;
      }
      return sum;
    }

    Path unwound(int index) {
      Path path = new Path(length - 1);
      System.arraycopy(weightsWithout(index), 0, path.weights, 0, length - 1);
      for (int j = 0; j < length - 1; j++) {
        int from = j < index ? j : j + 1;
        path.features[j] = features[from];
        path.zeros[j] = zeros[from];
        path.ones[j] = ones[from];
      }
      return path;
    }
  }
}
