package peaberry.random;

/**
 * The gamma distribution of scale 1. Source: NumPy's {@code standard_gamma}: for shapes above 1 G.
 * Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26(3),
 * 2000; for shapes below 1 a rejection after J. H. Ahrens and U. Dieter, 1974.
 */
record Gamma(double shape, double b, double c) {
  Gamma(double shape) {
    double b = shape - 1.0 / 3;
    this(shape, b, 1 / Math.sqrt(9 * b));
  }

  /** Draws one gamma per shape and divides them by their sum: a Dirichlet draw. */
  static void normalised(Algorithms algorithms, double[] shapes, double[] row) {
    double sum = 0;
    for (int i = 0; i < shapes.length; i++) {
      row[i] = new Gamma(shapes[i]).draw(algorithms);
      sum += row[i];
    }
    double inverse = 1 / sum;
    for (int i = 0; i < shapes.length; i++) {
      row[i] *= inverse;
    }
  }

  /** {@code n} draws; a loop of its own, so that the compiler sees one draw in it. */
  double[] draw(Algorithms algorithms, int n) {
    double[] values = new double[Parameters.size(n)];
    for (int i = 0; i < n; i++) {
      values[i] = draw(algorithms);
    }
    return values;
  }

  double draw(Algorithms algorithms) {
    if (shape == 1) {
      return algorithms.exponential();
    }
    if (shape == 0) {
      return 0;
    }
    return shape < 1 ? small(algorithms) : large(algorithms);
  }

  private double small(Algorithms algorithms) {
    while (true) {
      double u = algorithms.bits().nextDouble();
      double v = algorithms.exponential();
      if (u <= 1 - shape) {
        double x = Libm.pow(u, 1 / shape);
        if (x <= v) {
          return x;
        }
      } else {
        double y = -Libm.log((1 - u) / shape);
        double x = Libm.pow(1 - shape + shape * y, 1 / shape);
        if (x <= v + y) {
          return x;
        }
      }
    }
  }

  private double large(Algorithms algorithms) {
    while (true) {
      double x;
      double v;
      do {
        x = algorithms.normal();
        v = 1 + c * x;
      } while (v <= 0);
      v = v * v * v;
      double u = algorithms.bits().nextDouble();
      if (u < 1 - 0.0331 * (x * x) * (x * x)
          || Libm.log(u) < 0.5 * x * x + b * (1 - v + Libm.log(v))) {
        return b * v;
      }
    }
  }
}
