package peaberry.random;

/**
 * Random integers in [0, max], both ends included, {@code max} read as unsigned. Sources: NumPy's
 * {@code distributions.c}; for {@code lemire} D. Lemire, "Fast Random Integer Generation in an
 * Interval", ACM TOMACS 29(1), 2019.
 */
final class Bounded {
  private static final long WORD = 0xffff_ffffL;
  private static final int BLOCK = 512;

  private Bounded() {}

  /** Turns random words in place into the bounded numbers that they give; their end is returned. */
  @FunctionalInterface
  interface Words {
    int accept(int[] words, int from, int to);
  }

  /**
   * Fills {@code numbers} with {@code low} plus what the words give. It never draws more words than
   * numbers are missing, so the stream stands where draws one by one would leave it. Masking
   * rejects up to half of the words, so it does without a branch; Lemire's method rejects few.
   */
  static void fill(BitStream bits, int low, int[] numbers, Words words) {
    int from = 0;
    while (from < numbers.length) {
      int to = Math.min(from + BLOCK, numbers.length);
      bits.fill(numbers, from, to);
      int end = words.accept(numbers, from, to);
      for (int i = from; i < end; i++) {
        numbers[i] += low;
      }
      from = end;
    }
  }

  /** As above, for numbers of 64 bits from words of 32. */
  static void fill(BitStream bits, long low, long[] numbers, Words words) {
    int[] block = new int[Math.min(BLOCK, numbers.length)];
    int from = 0;
    while (from < numbers.length) {
      int drawn = Math.min(block.length, numbers.length - from);
      bits.fill(block, 0, drawn);
      int accepted = words.accept(block, 0, drawn);
      for (int i = 0; i < accepted; i++) {
        numbers[from + i] = low + (block[i] & WORD);
      }
      from += accepted;
    }
  }

  /** Whether numbers from 0 to {@code max}, as unsigned, come from words of 32 bits. */
  static boolean narrow(long max) {
    return Long.compareUnsigned(max, WORD) <= 0;
  }

  /** {@link #masked} on words of 32 bits, {@code max} not 0. */
  static Words masked32(long max) {
    int top = (int) max + Integer.MIN_VALUE;
    int mask = -1 >>> Integer.numberOfLeadingZeros((int) max);
    return (words, from, to) -> {
      int accepted = from;
      for (int i = from; i < to; i++) {
        int value = words[i] & mask;
        words[accepted] = value;
        accepted += value + Integer.MIN_VALUE <= top ? 1 : 0;
      }
      return accepted;
    };
  }

  /**
   * As above, for numbers of 64 bits from words of 64, which {@link #masked} bounds by {@code max}.
   */
  static void fillMasked(BitStream bits, long low, long max, long[] numbers) {
    long top = max + Long.MIN_VALUE;
    long mask = -1L >>> Long.numberOfLeadingZeros(max);
    int from = 0;
    while (from < numbers.length) {
      int to = Math.min(from + BLOCK, numbers.length);
      bits.fill(numbers, from, to);
      int accepted = from;
      for (int i = from; i < to; i++) {
        long value = numbers[i] & mask;
        numbers[accepted] = low + value;
        accepted += value + Long.MIN_VALUE <= top ? 1 : 0;
      }
      from = accepted;
    }
  }

  /** {@link #lemire} on words of 32 bits, {@code max} not 0. */
  static Words lemire32(long max) {
    long count = max + 1;
    long threshold = (WORD + 1) % count;
    return (words, from, to) -> {
      int accepted = from;
      for (int i = from; i < to; i++) {
        long product = (words[i] & WORD) * count;
        if ((product & WORD) >= threshold) {
          words[accepted++] = (int) (product >>> 32);
        }
      }
      return accepted;
    };
  }

  /** Masks the bits and rejects what is above {@code max}: {@code random_interval}. */
  static long masked(BitStream bits, long max) {
    if (max == 0) {
      return 0;
    }
    long mask = -1L >>> Long.numberOfLeadingZeros(max);
    if (Long.compareUnsigned(max, WORD) <= 0) {
      long value;
      do {
        value = bits.next32() & mask;
      } while (value > max);
      return value;
    }
    long value;
    do {
      value = bits.next64() & mask;
    } while (Long.compareUnsigned(value, max) > 0);
    return value;
  }

  /** The upper half of a product, what would be biased rejected: {@code random_bounded_uint64}. */
  static long lemire(BitStream bits, long max) {
    if (max == 0) {
      return 0;
    }
    if (Long.compareUnsigned(max, WORD) < 0) {
      return small(bits, max + 1);
    }
    if (max == WORD) {
      return Integer.toUnsignedLong(bits.next32());
    }
    return max == -1 ? bits.next64() : large(bits, max + 1);
  }

  private static long small(BitStream bits, long count) {
    long product = Integer.toUnsignedLong(bits.next32()) * count;
    if ((product & WORD) < count) {
      long threshold = ((WORD + 1) - count) % count;
      while ((product & WORD) < threshold) {
        product = Integer.toUnsignedLong(bits.next32()) * count;
      }
    }
    return product >>> 32;
  }

  private static long large(BitStream bits, long count) {
    long draw = bits.next64();
    if (Long.compareUnsigned(draw * count, count) < 0) {
      long threshold = Long.remainderUnsigned(-count, count);
      while (Long.compareUnsigned(draw * count, threshold) < 0) {
        draw = bits.next64();
      }
    }
    return Math.unsignedMultiplyHigh(draw, count);
  }
}
