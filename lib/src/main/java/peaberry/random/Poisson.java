package peaberry.random;

/**
 * The Poisson distribution: a product of uniforms for rates below 10, else transformed rejection.
 * Source: W. Hörmann, "The transformed rejection method for generating Poisson random variables",
 * Insurance: Mathematics and Economics 12, 1993; NumPy's {@code distributions.c}.
 */
final class Poisson {
  private final double rate;
  private final double floor;
  private final double logRate;
  private final double a;
  private final double b;
  private final double logInverseAlpha;
  private final double accepted;

  Poisson(double rate) {
    this.rate = rate;
    floor = Libm.exp(-rate);
    logRate = Libm.log(rate);
    b = 0.931 + 2.53 * Math.sqrt(rate);
    a = -0.059 + 0.02483 * b;
    logInverseAlpha = Libm.log(1.1239 + 1.1328 / (b - 3.4));
    accepted = 0.9277 - 3.6224 / (b - 2);
  }

  long draw(BitStream bits) {
    if (rate == 0) {
      return 0;
    }
    return rate >= 10 ? rejection(bits) : product(bits);
  }

  private long product(BitStream bits) {
    long count = 0;
    double product = bits.nextDouble();
    while (product > floor) {
      count++;
      product *= bits.nextDouble();
    }
    return count;
  }

  private long rejection(BitStream bits) {
    while (true) {
      double u = bits.nextDouble() - 0.5;
      double v = bits.nextDouble();
      double us = 0.5 - Math.abs(u);
      long k = (long) Math.floor((2 * a / us + b) * u + rate + 0.43);
      if (us >= 0.07 && v <= accepted) {
        return k;
      }
      if (k < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      if (Libm.log(v) + logInverseAlpha - Libm.log(a / (us * us) + b)
          <= -rate + k * logRate - logGamma(k + 1.0)) {
        return k;
      }
    }
  }

  private static final double[] STIRLING = {
    8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04,
    8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02,
    1.796443723688307e-01, -1.39243221690590e+00
  };

  /** S. Zhang and J. Jin, "Computation of Special Functions", 1996, as NumPy has it. */
  private static double logGamma(double x) {
    if (x == 1 || x == 2) {
      return 0;
    }
    long shift = x < 7 ? (long) (7 - x) : 0;
    double at = x + shift;
    double inverseSquare = (1 / at) * (1 / at);
    double series = STIRLING[9];
    for (int i = 8; i >= 0; i--) {
      series = series * inverseSquare + STIRLING[i];
    }
    double result = series / at + 0.5 * 1.8378770664093453e+00 + (at - 0.5) * Libm.log(at) - at;
    for (long i = 0; i < shift; i++) {
      result -= Libm.log(at - 1);
      at -= 1;
    }
    return result;
  }
}
