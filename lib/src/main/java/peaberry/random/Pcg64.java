package peaberry.random;

/**
 * PCG64 (XSL-RR 128/64): a 128-bit linear congruential generator whose halves are folded and
 * rotated; the stream behind {@code numpy.random.default_rng}.
 *
 * <p>Source: M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
 * Algorithms for Random Number Generation", HMC-CS-2014-0905; the order of the words as in NumPy's
 * {@code pcg64.h}. Not safe for use by several threads.
 */
final class Pcg64 implements BitStream {
  private static final long MULTIPLIER_HIGH = 0x2360ed051fc65da4L;
  private static final long MULTIPLIER_LOW = 0x4385df649fccf645L;

  private final long incrementHigh;
  private final long incrementLow;
  private long high;
  private long low;
  private int spare;
  private boolean hasSpare;

  Pcg64(SeedSequence seeds) {
    long[] words = seeds.state64(4);
    incrementHigh = (words[2] << 1) | (words[3] >>> 63);
    incrementLow = (words[3] << 1) | 1;
    step();
    long sum = low + words[1];
    high += words[0] + carry(sum, low);
    low = sum;
    step();
  }

  /** 32 random bits: the lower half of a 64-bit draw, then its upper half at the next call. */
  @Override
  public int next32() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    long bits = next64();
    spare = (int) (bits >>> 32);
    hasSpare = true;
    return (int) bits;
  }

  @Override
  public long next64() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  @Override
  public double nextDouble() {
    return (next64() >>> 11) * 0x1p-53;
  }

  @Override
  public void fill(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = nextDouble();
    }
  }

  private void step() {
    long product = low * MULTIPLIER_LOW;
    long carried =
        Math.unsignedMultiplyHigh(low, MULTIPLIER_LOW)
            + high * MULTIPLIER_LOW
            + low * MULTIPLIER_HIGH;
    low = product + incrementLow;
    high = carried + incrementHigh + carry(low, product);
  }

  private static long carry(long sum, long part) {
    return Long.compareUnsigned(sum, part) < 0 ? 1 : 0;
  }
}
