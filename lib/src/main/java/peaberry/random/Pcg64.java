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
  private static final long WORD = 0xffff_ffffL;

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
    high += words[0] + carry(low, words[1]);
    low += words[1];
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
    return output(high, low);
  }

  @Override
  public double nextDouble() {
    return (next64() >>> 11) * 0x1p-53;
  }

  @Override
  public void fill(double[] values) {
    // In local variables the state stays in registers.
    long high = this.high;
    long low = this.low;
    for (int i = 0; i < values.length; i++) {
      high = stepHigh(high, low);
      low = stepLow(low);
      values[i] = (output(high, low) >>> 11) * 0x1p-53;
    }
    this.high = high;
    this.low = low;
  }

  @Override
  public void fill(int[] words, int from, int to) {
    int i = from;
    if (hasSpare && i < to) {
      words[i++] = next32();
    }
    long high = this.high;
    long low = this.low;
    for (; i + 1 < to; i += 2) {
      high = stepHigh(high, low);
      low = stepLow(low);
      long bits = output(high, low);
      words[i] = (int) bits;
      words[i + 1] = (int) (bits >>> 32);
    }
    this.high = high;
    this.low = low;
    if (i < to) {
      words[i] = next32();
    }
  }

  @Override
  public void fill(long[] words, int from, int to) {
    long high = this.high;
    long low = this.low;
    for (int i = from; i < to; i++) {
      high = stepHigh(high, low);
      low = stepLow(low);
      words[i] = output(high, low);
    }
    this.high = high;
    this.low = low;
  }

  /**
   * Fills {@code numbers} with {@code low} plus numbers from 0 to {@code count} - 1, {@code count}
   * read as unsigned, by Lemire's method: the upper half of a draw times {@code count}, drawn again
   * where the lower half is below 2<sup>64</sup> modulo {@code count}.
   */
  void bounded(long low, long count, long[] numbers) {
    long rejected = Long.remainderUnsigned(-count, count) + Long.MIN_VALUE;
    long high = this.high;
    long lowWord = this.low;
    int i = 0;
    while (i < numbers.length) {
      high = stepHigh(high, lowWord);
      lowWord = stepLow(lowWord);
      long draw = output(high, lowWord);
      if (draw * count + Long.MIN_VALUE >= rejected) {
        numbers[i++] = low + Math.unsignedMultiplyHigh(draw, count);
      }
    }
    this.high = high;
    this.low = lowWord;
  }

  /** As {@link #bounded}, from draws of 32 bits, for a count of at most 2<sup>32</sup>. */
  void bounded32(long low, long count, long[] numbers) {
    long rejected = (WORD + 1) % count;
    int i = 0;
    while (hasSpare && i < numbers.length) {
      numbers[i++] = low + Bounded.lemire(this, count - 1);
    }
    long high = this.high;
    long lowWord = this.low;
    while (i < numbers.length) {
      high = stepHigh(high, lowWord);
      lowWord = stepLow(lowWord);
      long bits = output(high, lowWord);
      long product = (bits & WORD) * count;
      if ((product & WORD) >= rejected) {
        numbers[i++] = low + (product >>> 32);
      }
      if (i == numbers.length) {
        spare = (int) (bits >>> 32);
        hasSpare = true;
        break;
      }
      product = (bits >>> 32) * count;
      if ((product & WORD) >= rejected) {
        numbers[i++] = low + (product >>> 32);
      }
    }
    this.high = high;
    this.low = lowWord;
  }

  private void step() {
    high = stepHigh(high, low);
    low = stepLow(low);
  }

  private long stepLow(long low) {
    return low * MULTIPLIER_LOW + incrementLow;
  }

  private long stepHigh(long high, long low) {
    long product = low * MULTIPLIER_LOW;
    // What waits for the last high comes last.
    long rest =
        Math.unsignedMultiplyHigh(low, MULTIPLIER_LOW)
            + low * MULTIPLIER_HIGH
            + incrementHigh
            + carry(product, incrementLow);
    return rest + high * MULTIPLIER_LOW;
  }

  private static long output(long high, long low) {
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  /**
   * 1 if {@code a + b} does not fit in 64 bits, else 0: the top bit of half their sum. Not by a
   * comparison: it is met by chance, and the virtual machine made a branch of it if the first
   * generator of a program met it seldom; later ones then took twice the time.
   */
  private static long carry(long a, long b) {
    return ((a >>> 1) + (b >>> 1) + (a & b & 1)) >>> 63;
  }
}
