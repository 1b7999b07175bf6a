package peaberry.random;

import java.util.stream.IntStream;

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

  /** As many values are one core's work. */
  private static final int PART = 1 << 17;

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

  private Pcg64(long incrementHigh, long incrementLow, Wide state) {
    this.incrementHigh = incrementHigh;
    this.incrementLow = incrementLow;
    this.high = state.high;
    this.low = state.low;
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

  /** Many values are filled by all cores, each from its place in the stream. */
  @Override
  public void fill(double[] values, double least, double width) {
    int count = (values.length + PART - 1) / PART;
    if (count < 2) {
      fill(values, 0, values.length, least, width);
      return;
    }
    IntStream.range(0, count)
        .parallel()
        .forEach(
            part -> {
              int from = part * PART;
              ahead(from).fill(values, from, Math.min(values.length, from + PART), least, width);
            });
    Pcg64 end = ahead(values.length);
    this.high = end.high;
    this.low = end.low;
  }

  private void fill(double[] values, int from, int to, double least, double width) {
    // In local variables the state stays in registers.
    long high = this.high;
    long low = this.low;
    for (int i = from; i < to; i++) {
      high = stepHigh(high, low);
      low = stepLow(low);
      values[i] = least + width * ((output(high, low) >>> 11) * 0x1p-53);
    }
    this.high = high;
    this.low = low;
  }

  /**
   * This generator as it is after {@code steps} draws: a step is a product and a sum, and two of
   * them are again one. Source: F. B. Brown, "Random Number Generation with Arbitrary Strides",
   * Transactions of the American Nuclear Society 71 (1994).
   */
  private Pcg64 ahead(int steps) {
    Wide state = new Wide(high, low);
    Wide factor = new Wide(MULTIPLIER_HIGH, MULTIPLIER_LOW);
    Wide term = new Wide(incrementHigh, incrementLow);
    for (int left = steps; left > 0; left >>>= 1) {
      if ((left & 1) == 1) {
        state = state.times(factor).plus(term);
      }
      term = factor.times(term).plus(term);
      factor = factor.times(factor);
    }
    return new Pcg64(incrementHigh, incrementLow, state);
  }

  /** A number of 128 bits; what is larger loses its upper bits. */
  private record Wide(long high, long low) {
    Wide plus(Wide other) {
      return new Wide(high + other.high + carry(low, other.low), low + other.low);
    }

    Wide times(Wide other) {
      long upper = Math.unsignedMultiplyHigh(low, other.low) + high * other.low + low * other.high;
      return new Wide(upper, low * other.low);
    }
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
