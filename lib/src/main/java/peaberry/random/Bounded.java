package peaberry.random;

/**
 * Random integers in [0, max], both ends included, {@code max} read as unsigned. Sources: NumPy's
 * {@code distributions.c}; for {@code lemire} D. Lemire, "Fast Random Integer Generation in an
 * Interval", ACM TOMACS 29(1), 2019.
 */
final class Bounded {
  private static final long WORD = 0xffff_ffffL;

  private Bounded() {}

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
      return lemire32(bits, max + 1);
    }
    if (max == WORD) {
      return Integer.toUnsignedLong(bits.next32());
    }
    return max == -1 ? bits.next64() : lemire64(bits, max + 1);
  }

  private static long lemire32(BitStream bits, long count) {
    long product = Integer.toUnsignedLong(bits.next32()) * count;
    if ((product & WORD) < count) {
      long threshold = ((WORD + 1) - count) % count;
      while ((product & WORD) < threshold) {
        product = Integer.toUnsignedLong(bits.next32()) * count;
      }
    }
    return product >>> 32;
  }

  private static long lemire64(BitStream bits, long count) {
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
