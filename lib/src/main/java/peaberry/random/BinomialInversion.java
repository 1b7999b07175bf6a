package peaberry.random;

/** Walks up the cumulative distribution from 0. Source: NumPy's {@code distributions.c}. */
final class BinomialInversion implements Binomial {
  private final long n;
  private final double p;
  private final double q;
  private final double none;
  private final long bound;

  /** {@code none} is the chance of no success. */
  BinomialInversion(long n, double p, double none) {
    this.n = n;
    this.p = p;
    this.q = 1 - p;
    this.none = none;
    double mean = n * p;
    double far = mean + 10 * Math.sqrt(mean * q + 1);
    bound = n < far ? n : (long) far;
  }

  @Override
  public long draw(BitStream bits) {
    long count = 0;
    double chance = none;
    double u = bits.nextDouble();
    while (u > chance) {
      count++;
      if (count > bound) {
        count = 0;
        chance = none;
        u = bits.nextDouble();
      } else {
        u -= chance;
        chance = ((n - count + 1) * p * chance) / (count * q);
      }
    }
    return count;
  }
}
