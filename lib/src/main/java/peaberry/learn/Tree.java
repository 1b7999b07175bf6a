package peaberry.learn;

/**
 * A grown decision tree in arrays, one entry for each node. Rows whose feature is at most the
 * threshold go left.
 *
 * @param feature which feature a node asks for, or -1 in a leaf
 * @param cover the weight of the rows that came by when it was grown
 * @param gain by how much a node's question lowered the squared error, 0 in a leaf
 * @param values what a node predicts, one array for each output
 */
record Tree(
    int[] feature,
    double[] threshold,
    int[] left,
    int[] right,
    double[] cover,
    double[] gain,
    double[][] values) {

  /** The leaf that a row ends in. */
  int leaf(double[] row) {
    int node = 0;
    while (feature[node] >= 0) {
      node = row[feature[node]] <= threshold[node] ? left[node] : right[node];
    }
    return node;
  }

  /** Each feature's part of what all questions gained. */
  double[] gains(int features) {
    double[] gains = new double[features];
    for (int node = 0; node < feature.length; node++) {
      if (feature[node] >= 0) {
        gains[feature[node]] += gain[node];
      }
    }
    return gains;
  }

  int leaves() {
    return (feature.length + 1) / 2;
  }
}
