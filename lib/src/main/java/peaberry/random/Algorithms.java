package peaberry.random;

import java.util.function.LongSupplier;

/**
 * The algorithms in which {@link RandomState} and {@link Generator} differ. NumPy has frozen the
 * former's (NEP 19) and may improve the latter's; all other distributions are one formula over
 * these draws.
 */
sealed interface Algorithms permits LegacyAlgorithms, ZigguratAlgorithms {
  BitStream bits();

  /** The width of [low, high), for bounds that this generator takes. */
  double width(double low, double high);

  /** One draw of the standard normal distribution. */
  double normal();

  /** Fills {@code values} with what as many calls of {@link #normal()} would give. */
  void normals(double[] values);

  /** One draw of the exponential distribution of mean 1. */
  double exponential();

  /** Fills {@code values} with what as many calls of {@link #exponential()} would give. */
  void exponentials(double[] values);

  /** One draw of the beta distribution with both parameters at most 1. */
  double smallBeta(double a, double b);

  /** The number of successes in {@code n} trials. */
  Binomial binomial(long n, double p);

  /** Draws the number of trials up to the first success, for {@code p} below 1/3. */
  LongSupplier geometric(double p);

  /** Fills {@code row} with one draw of the Dirichlet distribution. */
  void dirichlet(double[] alpha, double[] row);

  /** {@code size} different numbers of 0 to n - 1, in random order. */
  int[] sample(int n, int size);

  /** One integer in [0, max], {@code max} read as unsigned. */
  long bounded(long max);

  /** As {@link #bounded}, from words of 32 bits, {@code max} between 0 and their largest. */
  Bounded.Words bounded32(long max);

  /**
   * Fills {@code numbers} with {@code low} plus what {@link #bounded} gives for {@code max}, from
   * words of 32 bits.
   */
  void bounded32(long low, long max, long[] numbers);

  /** The same from words of 64 bits. */
  void bounded64(long low, long max, long[] numbers);

  /** A matrix A, so that standard normal rows times A have this covariance. */
  double[][] factor(double[][] covariance);
}
