package peaberry.random;

/**
 * BTPE: rejection from a triangle, two parallelograms and two exponential tails. Source: V.
 * Kachitvichyanukul and B. W. Schmeiser, "Binomial Random Variate Generation", CACM 31(2), 1988;
 * the letters are theirs, the order of operations is that of NumPy's {@code distributions.c}.
 */
final class BinomialRejection implements Binomial {
  private final long n;
  private final double r;
  private final double q;
  private final long m;
  private final double nrq;
  private final double p1;
  private final double p2;
  private final double p3;
  private final double p4;
  private final double xm;
  private final double xl;
  private final double xr;
  private final double c;
  private final double leftRate;
  private final double rightRate;

  /** {@code p} is at most 1/2, with 30 or more successes expected. */
  BinomialRejection(long n, double p) {
    this.n = n;
    r = p;
    q = 1 - r;
    double fm = n * r + r;
    m = (long) Math.floor(fm);
    nrq = n * r * q;
    p1 = Math.floor(2.195 * Math.sqrt(n * r * q) - 4.6 * q) + 0.5;
    xm = m + 0.5;
    xl = xm - p1;
    xr = xm + p1;
    c = 0.134 + 20.5 / (15.3 + m);
    double left = (fm - xl) / (fm - xl * r);
    leftRate = left * (1 + left / 2);
    double right = (xr - fm) / (xr * q);
    rightRate = right * (1 + right / 2);
    p2 = p1 * (1 + 2 * c);
    p3 = p2 + c / leftRate;
    p4 = p3 + c / rightRate;
  }

  @Override
  public long draw(BitStream bits) {
    while (true) {
      double u = bits.nextDouble() * p4;
      double v = bits.nextDouble();
      if (u <= p1) {
        return (long) Math.floor(xm - p1 * v + u);
      }
      double at;
      if (u <= p2) {
        double x = xl + (u - p1) / c;
        v = v * c + 1 - Math.abs(m - x + 0.5) / p1;
        at = v > 1 ? -1 : x;
      } else if (u <= p3) {
        at = xl + Libm.log(v) / leftRate;
        v = v * (u - p2) * leftRate;
      } else {
        at = xr - Libm.log(v) / rightRate;
        v = v * (u - p3) * rightRate;
      }
      // Minus or plus infinity, from a logarithm of 0, is outside, too.
      long y = (long) Math.floor(at);
      if (y >= 0 && y <= n && accepts(y, v)) {
        return y;
      }
    }
  }

  private boolean accepts(long y, double v) {
    long k = Math.abs(y - m);
    if (k <= 20 || k >= nrq / 2 - 1) {
      return v <= ratio(y);
    }
    double rho = (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5);
    double t = -k * k / (2 * nrq);
    double logV = Libm.log(v);
    if (logV < t - rho) {
      return true;
    }
    return logV <= t + rho && logV <= logRatio(y);
  }

  /** The chance of y by that of the mode m, step by step. */
  private double ratio(long y) {
    double s = r / q;
    double a = s * (n + 1);
    double ratio = 1;
    for (long i = m + 1; i <= y; i++) {
      ratio *= a / i - s;
    }
    for (long i = y + 1; i <= m; i++) {
      ratio /= a / i - s;
    }
    return ratio;
  }

  /** The logarithm of that ratio by Stirling's formula. */
  private double logRatio(long y) {
    double x1 = (double) y + 1;
    double f1 = (double) m + 1;
    double z = (double) n + 1 - (double) m;
    double w = (double) n - (double) y + 1;
    return xm * Libm.log(f1 / x1)
        + (n - m + 0.5) * Libm.log(z / w)
        + (y - m) * Libm.log(w * r / (x1 * q))
        + stirling(f1)
        + stirling(z)
        + stirling(x1)
        + stirling(w);
  }

  private static double stirling(double x) {
    double s = x * x;
    return (13680. - (462. - (132. - (99. - 140. / s) / s) / s) / s) / x / 166320.;
  }
}
