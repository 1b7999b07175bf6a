package peaberry.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Newton's method for the penalised log loss of two classes, with steps halved where needed. */
final class LogisticNewton {
  private static final int MOST_STEPS = 100;

  private LogisticNewton() {}

  /** The intercept and the coefficients; y is 0 or 1. */
  static double[] fit(double[][] features, int[] y, double penalty) {
    int n = y.length;
    int p = features.length + 1;
    double[][] columns = withOnes(features, n);
    double[] w = new double[p];
    double[] margins = new double[n];
    double[] residuals = new double[n];
    double[] curvature = new double[n];
    double loss = loss(margins, y, w, penalty);
    for (int step = 0; step < MOST_STEPS; step++) {
      for (int i = 0; i < n; i++) {
        double probability = sigmoid(margins[i]);
        residuals[i] = y[i] - probability;
        curvature[i] = probability * (1 - probability);
      }
      double[] gradient = Gram.times(columns, residuals);
      double[][] hessian = Gram.of(columns, curvature);
      for (int f = 1; f < p; f++) {
        gradient[f] -= penalty * w[f];
        hessian[f][f] += penalty;
      }
      double[] direction = Gram.solve(hessian, gradient);
      double promised = IntStream.range(0, p).mapToDouble(f -> gradient[f] * direction[f]).sum();
      if (promised <= 1e-14 * (1 + loss)) {
        return w;
      }
      double size = 1;
      double[] next = moved(w, direction, size);
      double[] there = margins(columns, next);
      double nextLoss = loss(there, y, next, penalty);
      while (nextLoss > loss - 1e-4 * size * promised && size > 1e-8) {
        size /= 2;
        next = moved(w, direction, size);
        there = margins(columns, next);
        nextLoss = loss(there, y, next, penalty);
      }
      w = next;
      margins = there;
      loss = nextLoss;
    }
    return w;
  }

  static double sigmoid(double margin) {
    return 1 / (1 + Math.exp(-margin));
  }

  static double[][] withOnes(double[][] features, int n) {
    double[][] columns = new double[features.length + 1][];
    columns[0] = new double[n];
    Arrays.fill(columns[0], 1);
    System.arraycopy(features, 0, columns, 1, features.length);
    return columns;
  }

  private static double[] moved(double[] w, double[] direction, double size) {
    double[] next = w.clone();
    Arrays.setAll(next, f -> w[f] + size * direction[f]);
    return next;
  }

  static double[] margins(double[][] columns, double[] w) {
    double[] margins = new double[columns[0].length];
    for (int f = 0; f < w.length; f++) {
      add(margins, columns[f], w[f]);
    }
    return margins;
  }

  static void add(double[] into, double[] column, double weight) {
    for (int i = 0; i < into.length; i++) {
      into[i] += weight * column[i];
    }
  }

  private static double loss(double[] margins, int[] y, double[] w, double penalty) {
    double sum = 0;
    for (int i = 0; i < margins.length; i++) {
      double wrong = y[i] == 1 ? -margins[i] : margins[i];
      sum += wrong > 0 ? wrong + Math.log1p(Math.exp(-wrong)) : Math.log1p(Math.exp(wrong));
    }
    for (int f = 1; f < w.length; f++) {
      sum += penalty / 2 * w[f] * w[f];
    }
    return sum;
  }
}
