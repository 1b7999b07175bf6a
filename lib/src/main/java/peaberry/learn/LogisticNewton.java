package peaberry.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Newton's method for the penalised log loss of two classes, with steps halved where needed. Of
 * many rows, it starts where some of them lead: half of its steps are then a tenth of the work.
 */
final class LogisticNewton {
  private static final int MOST_STEPS = 100;
  private static final int SOME = 1000;

  private LogisticNewton() {}

  /** The penalised log loss at some weights, and what its derivatives are made of. */
  private record Point(double[] w, double loss, double[] residuals, double[] curvature) {
    static Point at(double[] w, double[][] columns, int[] y, double penalty) {
      double[] margins = margins(columns, w);
      double[] residuals = new double[y.length];
      double[] curvature = new double[y.length];
      double loss = 0;
      for (int i = 0; i < y.length; i++) {
        double margin = margins[i];
        double odds = Math.exp(-Math.abs(margin)); // of the less likely class
        double share = odds / (1 + odds);
        residuals[i] = y[i] - (margin > 0 ? 1 - share : share);
        curvature[i] = share * (1 - share);
        loss += Math.log(1 + odds) + (margin > 0 == (y[i] == 1) ? 0 : Math.abs(margin));
      }
      for (int f = 1; f < w.length; f++) {
        loss += penalty / 2 * w[f] * w[f];
      }
      return new Point(w, loss, residuals, curvature);
    }
  }

  /** The intercept and the coefficients; y is 0 or 1. */
  static double[] fit(double[][] features, int[] y, double penalty) {
    int p = features.length + 1;
    double[][] columns = withOnes(features, y.length);
    Point here = Point.at(start(features, y, penalty), columns, y, penalty);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] gradient = Gram.times(columns, here.residuals);
      double[][] hessian = Gram.of(columns, here.curvature);
      for (int f = 1; f < p; f++) {
        gradient[f] -= penalty * here.w[f];
        hessian[f][f] += penalty;
      }
      double[] direction = Gram.solve(hessian, gradient);
      double promised = IntStream.range(0, p).mapToDouble(f -> gradient[f] * direction[f]).sum();
      if (promised <= 1e-10 * (1 + here.loss)) {
        return moved(here.w, direction, 1); // each step squares what is left
      }
      double size = 1;
      Point next = Point.at(moved(here.w, direction, size), columns, y, penalty);
      while (next.loss > here.loss - 1e-4 * size * promised && size > 1e-8) {
        size /= 2;
        next = Point.at(moved(here.w, direction, size), columns, y, penalty);
      }
      here = next;
    }
    return here.w;
  }

  /** Where to begin: of many rows, the fit of a thousand in equal steps, otherwise zeros. */
  private static double[] start(double[][] features, int[] y, double penalty) {
    int step = y.length / SOME;
    int[] rows = step < 2 ? new int[0] : IntStream.range(0, SOME).map(i -> i * step).toArray();
    int[] classes = Arrays.stream(rows).map(i -> y[i]).toArray();
    if (Arrays.stream(classes).distinct().count() < 2) {
      return new double[features.length + 1];
    }
    double[][] some =
        Arrays.stream(features)
            .map(column -> Arrays.stream(rows).mapToDouble(i -> column[i]).toArray())
            .toArray(double[][]::new);
    return fit(some, classes, penalty / step);
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
}
