package peaberry.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The penalised log loss of several classes, one row of weights for each, intercept first. Divided
 * by the number of rows, so that one tolerance serves any number.
 */
final class SoftmaxLoss implements LimitedMemoryBfgs.Function {
  private static final int BLOCK = 1024;
  private final double[][] columns;
  private final int[] y;
  private final int classes;
  private final double penalty;

  private SoftmaxLoss(double[][] columns, int[] y, int classes, double penalty) {
    this.columns = columns;
    this.y = y;
    this.classes = classes;
    this.penalty = penalty;
  }

  static double[][] fit(double[][] features, int[] y, int classes, double penalty) {
    double[][] columns = LogisticNewton.withOnes(features, y.length);
    int p = columns.length;
    double[] weights =
        LimitedMemoryBfgs.minimum(
            new SoftmaxLoss(columns, y, classes, penalty), new double[classes * p], 1e-9, 2000);
    double[][] rows = new double[classes][];
    Arrays.setAll(rows, k -> Arrays.copyOfRange(weights, k * p, k * p + p));
    return rows;
  }

  @Override
  public double at(double[] weights, double[] gradient) {
    int n = y.length;
    int p = columns.length;
    double[][] parts =
        IntStream.range(0, (n + BLOCK - 1) / BLOCK)
            .parallel()
            .mapToObj(block -> part(weights, block * BLOCK, Math.min(n, block * BLOCK + BLOCK)))
            .toArray(double[][]::new);
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (double[] part : parts) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += part[i] / n;
      }
      loss += part[gradient.length] / n;
    }
    for (int i = 0; i < gradient.length; i++) {
      if (i % p != 0) {
        gradient[i] += penalty * weights[i] / n;
        loss += penalty * weights[i] * weights[i] / 2 / n;
      }
    }
    return loss;
  }

  /** The gradient of some rows, then their loss. */
  private double[] part(double[] weights, int from, int to) {
    int p = columns.length;
    double[][] margins = new double[classes][to - from];
    for (int k = 0; k < classes; k++) {
      for (int f = 0; f < p; f++) {
        double weight = weights[k * p + f];
        for (int i = from; i < to; i++) {
          margins[k][i - from] += weight * columns[f][i];
        }
      }
    }
    double[] part = new double[classes * p + 1];
    double[] row = new double[classes];
    for (int i = from; i < to; i++) {
      for (int k = 0; k < classes; k++) {
        row[k] = margins[k][i - from];
      }
      double right = row[y[i]];
      part[classes * p] += softmax(row) - right;
      for (int k = 0; k < classes; k++) {
        margins[k][i - from] = row[k] - (k == y[i] ? 1 : 0);
      }
    }
    for (int k = 0; k < classes; k++) {
      for (int f = 0; f < p; f++) {
        double sum = 0;
        for (int i = from; i < to; i++) {
          sum += margins[k][i - from] * columns[f][i];
        }
        part[k * p + f] = sum;
      }
    }
    return part;
  }

  /** Turns margins into probabilities, in place, and returns the log of the sum of exponentials. */
  static double softmax(double[] row) {
    double largest = Arrays.stream(row).max().orElseThrow();
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      row[k] = Math.exp(row[k] - largest);
      sum += row[k];
    }
    for (int k = 0; k < row.length; k++) {
      row[k] /= sum;
    }
    return largest + Math.log(sum);
  }
}
