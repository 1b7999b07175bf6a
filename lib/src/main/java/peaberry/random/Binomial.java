package peaberry.random;

import java.util.function.DoubleUnaryOperator;

/** The number of successes in a number of trials. */
@FunctionalInterface
interface Binomial {
  /** No trial or no chance: no success, and no random number is drawn. */
  Binomial NONE = bits -> 0;

  long draw(BitStream bits);

  /**
   * Counts successes or failures, whichever is rarer: below 30 expected by inversion, else by BTPE.
   *
   * @param logNone the logarithm of the chance of no success at all, by the chance of one
   */
  static Binomial of(long n, double p, DoubleUnaryOperator logNone) {
    if (p > 0.5) {
      Binomial failures = rare(n, 1 - p, logNone);
      return bits -> n - failures.draw(bits);
    }
    return rare(n, p, logNone);
  }

  private static Binomial rare(long n, double p, DoubleUnaryOperator logNone) {
    return p * n <= 30
        ? new BinomialInversion(n, p, Libm.exp(logNone.applyAsDouble(p)))
        : new BinomialRejection(n, p);
  }

  /**
   * Shares {@code n} trials among the outcomes, one binomial draw after another, {@code
   * random_multinomial}; NumPy's older generator uses the newer binomial here, too.
   */
  static long[] multinomial(BitStream bits, long n, double[] p) {
    long[] counts = new long[p.length];
    double rest = 1;
    long left = n;
    for (int i = 0; i < p.length - 1 && left > 0; i++) {
      long trials = left;
      double chance = p[i] / rest;
      counts[i] = chance == 0 ? 0 : of(trials, chance, q -> trials * Math.log1p(-q)).draw(bits);
      left -= counts[i];
      rest -= p[i];
    }
    if (left > 0) {
      counts[p.length - 1] = left;
    }
    return counts;
  }
}
