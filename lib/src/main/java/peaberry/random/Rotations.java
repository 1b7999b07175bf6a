package peaberry.random;

/** Plane rotations with LAPACK's choice of signs: {@code dlartg}, {@code dlas2}, {@code dlasv2}. */
final class Rotations {
  private Rotations() {}

  /** c f + s g = r and c g - s f = 0; c is not negative. */
  record Givens(double c, double s, double r) {}

  static Givens givens(double f, double g) {
    if (g == 0) {
      return new Givens(1, 0, f);
    }
    if (f == 0) {
      return new Givens(0, Math.copySign(1, g), Math.abs(g));
    }
    double length = Math.hypot(f, g);
    double r = Math.copySign(length, f);
    return new Givens(Math.abs(f) / length, g / r, r);
  }

  static void rotate(double[] x, double[] y, double c, double s) {
    for (int i = 0; i < x.length; i++) {
      double turned = c * x[i] + s * y[i];
      y[i] = c * y[i] - s * x[i];
      x[i] = turned;
    }
  }

  /** The smaller singular value of the triangle [f g; 0 h]. */
  static double smallerSingularValue(double f, double g, double h) {
    double low = Math.min(Math.abs(f), Math.abs(h));
    double high = Math.max(Math.abs(f), Math.abs(h));
    double side = Math.abs(g);
    if (low == 0) {
      return 0;
    }
    double as = 1 + low / high;
    double at = (high - low) / high;
    if (side < high) {
      double au = (side / high) * (side / high);
      return low * (2 / (Math.sqrt(as * as + au) + Math.sqrt(at * at + au)));
    }
    double au = high / side;
    if (au == 0) {
      return low * high / side;
    }
    double c = 1 / (Math.sqrt(1 + (as * au) * (as * au)) + Math.sqrt(1 + (at * au) * (at * au)));
    return 2 * (low * c * au);
  }

  /** The singular values of a triangle with their signs, and the vectors of the larger one. */
  record Pair(
      double smaller,
      double larger,
      double sinRight,
      double cosRight,
      double sinLeft,
      double cosLeft) {}

  /** Decomposes the triangle [f g; 0 h], g not 0. */
  static Pair pair(double f, double g, double h) {
    boolean swapped = Math.abs(h) > Math.abs(f);
    double ft = swapped ? h : f;
    double ht = swapped ? f : h;
    double fa = Math.abs(ft);
    double ha = Math.abs(ht);
    double ga = Math.abs(g);
    double smaller;
    double larger;
    double cosLeft;
    double sinLeft;
    double cosRight;
    double sinRight;
    if (ga > fa && fa / ga < 0x1p-53) {
      larger = ga;
      smaller = ha > 1 ? fa / (ga / ha) : fa / ga * ha;
      cosLeft = 1;
      sinLeft = ht / g;
      sinRight = 1;
      cosRight = ft / g;
    } else {
      double difference = fa - ha;
      double l = difference == fa ? 1 : difference / fa;
      double m = g / ft;
      double t = 2 - l;
      double mm = m * m;
      double s = Math.sqrt(t * t + mm);
      double r = l == 0 ? Math.abs(m) : Math.sqrt(l * l + mm);
      double a = 0.5 * (s + r);
      smaller = ha / a;
      larger = fa * a;
      double tangent = tangent(ft, g, difference, l, m, t, s, r, a);
      double length = Math.sqrt(tangent * tangent + 4);
      cosRight = 2 / length;
      sinRight = tangent / length;
      cosLeft = (cosRight + sinRight * m) / a;
      sinLeft = (ht / ft) * sinRight / a;
    }
    double cl = swapped ? sinRight : cosLeft;
    double sl = swapped ? cosRight : sinLeft;
    double cr = swapped ? sinLeft : cosRight;
    double sr = swapped ? cosLeft : sinRight;
    double sign;
    if (ga > fa) {
      sign = Math.copySign(1, sr) * Math.copySign(1, cl) * Math.copySign(1, g);
    } else if (swapped) {
      sign = Math.copySign(1, sr) * Math.copySign(1, sl) * Math.copySign(1, h);
    } else {
      sign = Math.copySign(1, cr) * Math.copySign(1, cl) * Math.copySign(1, f);
    }
    double other = sign * Math.copySign(1, f) * Math.copySign(1, h);
    return new Pair(Math.copySign(smaller, other), Math.copySign(larger, sign), sr, cr, sl, cl);
  }

  /** Twice the tangent of the right angle; where m squared underflows it needs forms of its own. */
  private static double tangent(
      double f,
      double g,
      double difference,
      double l,
      double m,
      double t,
      double s,
      double r,
      double a) {
    if (m * m != 0) {
      return (m / (s + t) + m / (r + l)) * (1 + a);
    }
    return l == 0
        ? Math.copySign(2, f) * Math.copySign(1, g)
        : g / Math.copySign(difference, f) + m / t;
  }
}
