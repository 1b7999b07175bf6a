package peaberry.data;

import java.math.BigInteger;

/**
 * The double nearest to digits times a power of ten, by Eisel and Lemire's algorithm (Lemire 2021,
 * Number parsing at a gigabyte per second, Software: Practice and Experience 51(8)): the digits
 * times the power's first 128 bits decide in all but a few cases, which are left to the caller.
 */
final class Decimal {
  private static final int LEAST = -342;
  private static final int MOST = 308;

  /** The first 128 bits of the powers of ten, from LEAST on: the upper half, then the lower one. */
  private static final long[] POWERS = powers();

  private static final double[] EXACT = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Decimal() {}

  /** The double, or NaN if 128 bits do not decide. {@code digits} is not negative. */
  static double of(long digits, int exponent) {
    if (digits < 1L << 53 && exponent >= -22 && exponent <= 22) { // both exact (Clinger 1990)
      return exponent < 0 ? digits / EXACT[-exponent] : digits * EXACT[exponent];
    }
    if (digits == 0) {
      return 0;
    }
    if (exponent < LEAST || exponent > MOST) {
      return Double.NaN;
    }
    int zeros = Long.numberOfLeadingZeros(digits);
    long w = digits << zeros;
    long powerHigh = POWERS[2 * (exponent - LEAST)];
    long low = w * powerHigh;
    long high = Math.unsignedMultiplyHigh(w, powerHigh);
    if ((high & 0x1FF) == 0x1FF) { // what the power's lower half adds may carry
      long added = Math.unsignedMultiplyHigh(w, POWERS[2 * (exponent - LEAST) + 1]);
      low += added;
      if (Long.compareUnsigned(low, added) < 0) {
        high++;
      }
      if (low == -1 && (exponent < -27 || exponent > 55)) {
        return Double.NaN;
      }
    }
    int upper = (int) (high >>> 63);
    long mantissa = high >>> upper + 9;
    // 217706 / 2^16 is the logarithm of 10 to the base 2.
    long binary = (217706L * exponent >> 16) + 1024 + 63 - (1 ^ upper) - zeros;
    if (binary <= 0 || binary >= 2047) {
      return Double.NaN; // subnormal, or too large
    }
    boolean halfway = Long.compareUnsigned(low, 1) <= 0 && exponent >= -4 && exponent <= 23;
    if (halfway && (mantissa & 3) == 1 && mantissa << upper + 9 == high) {
      mantissa &= ~1L; // exactly between two doubles: to the even one
    }
    mantissa = mantissa + (mantissa & 1) >>> 1;
    if (mantissa == 1L << 53) {
      mantissa = 1L << 52;
      binary++;
    }
    return binary >= 2047
        ? Double.NaN
        : Double.longBitsToDouble(mantissa & ~(1L << 52) | binary << 52);
  }

  private static long[] powers() {
    long[] powers = new long[2 * (MOST - LEAST + 1)];
    BigInteger five = BigInteger.valueOf(5);
    for (int exponent = LEAST; exponent <= MOST; exponent++) {
      BigInteger power = five.pow(Math.abs(exponent));
      BigInteger bits;
      if (exponent >= 0) {
        bits = power.shiftLeft(128).shiftRight(power.bitLength());
      } else {
        int length = power.bitLength();
        bits = BigInteger.ONE.shiftLeft(length + 127).divide(power).add(BigInteger.ONE);
      }
      powers[2 * (exponent - LEAST)] = bits.shiftRight(64).longValue();
      powers[2 * (exponent - LEAST) + 1] = bits.longValue();
    }
    return powers;
  }
}
