package peaberry.random;

/**
 * {@code log}, {@code exp} and {@code pow} with the bits of glibc, which NumPy calls. {@link Math}
 * differs from them by one unit in the last place in 1 to 2 of 1,000 calls, {@link StrictMath} in 1
 * of 10.
 *
 * <p>A logarithm is looked up for the middle c of one of 128 parts of [0.69, 1.38) that holds the
 * argument once a power of 2 is taken off; a polynomial of {@code z/c - 1} adds the rest. {@code
 * pow} carries that logarithm in two doubles. An exponential is a power of 2 in steps of 1/128,
 * looked up too, times a polynomial of what is left.
 *
 * <p>Source: the algorithms and constants are those of Arm's optimized routines by Szabolcs Nagy
 * (github.com/ARM-software/optimized-routines, MIT), which glibc uses since 2.28; the tables come
 * from its published files by {@code lib/src/test/python/libm_tables.py}, which compares the
 * constants below as well.
 *
 * <p>Where a product and a sum are one operation ({@link Math#fma}) follows from the published
 * algorithm on a processor with FMA (x86-64 since 2013): it asks for one in {@code z/c - 1} and in
 * the errors of products, and C allows a compiler one wherever a product goes straight into a sum.
 * A sum of two products leaves it open which of them; the test of 1,600,000 values against the C
 * library under Python decides. Without FMA the bits are the same, but the JDK needs many times as
 * long for them. {@code log1p} is left to {@link Math}: it is rare here (one draw of 4,000), and
 * glibc's own changed between versions.
 */
final class Libm {
  private static final int PARTS = 128;
  private static final double[] LOG_INVERSE;
  private static final double[] LOG;
  private static final double[] EXP_TAIL;
  private static final long[] EXP_BITS;
  private static final double[] POW_INVERSE;
  private static final double[] POW_LOG;
  private static final double[] POW_TAIL;

  private static final double LN2_HIGH = 0x1.62e42fefa3800p-1;
  private static final double LN2_LOW = 0x1.ef35793c76730p-45;
  private static final long NEAR_ONE_LOW = Double.doubleToRawLongBits(1 - 0x1p-4);
  private static final long NEAR_ONE_HIGH = Double.doubleToRawLongBits(1 + 0x1.09p-4);
  private static final long EXPONENT = 0xfffL << 52;

  static {
    BitTable table = BitTable.read("libm.txt", PARTS, 7);
    LOG_INVERSE = table.doubles(0);
    LOG = table.doubles(1);
    EXP_TAIL = table.doubles(2);
    EXP_BITS = table.integers(3);
    POW_INVERSE = table.doubles(4);
    POW_LOG = table.doubles(5);
    POW_TAIL = table.doubles(6);
  }

  private Libm() {}

  static double log(double x) {
    long bits = Double.doubleToRawLongBits(x);
    if (bits >= NEAR_ONE_LOW && bits < NEAR_ONE_HIGH) {
      return logNearOne(x - 1);
    }
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      return Math.log(x);
    }
    long shifted = bits - 0x3fe6000000000000L;
    int part = (int) (shifted >>> 45) & (PARTS - 1);
    double k = (int) (shifted >> 52);
    double z = Double.longBitsToDouble(bits - (shifted & EXPONENT));
    double w = Math.fma(k, LN2_HIGH, LOG[part]);
    double r = Math.fma(z, LOG_INVERSE[part], -1);
    double high = r + w;
    double low = Math.fma(k, LN2_LOW, (w - high) + r);
    double r2 = r * r;
    low = Math.fma(r2, -0x1.0000000000001p-1, low);
    double p =
        Math.fma(
            Math.fma(r, -0x1.55575e506c89fp-3, 0x1.999b324f10111p-3),
            r2,
            Math.fma(-0x1.fffffffeb4590p-3, r, 0x1.555555551305bp-2));
    return Math.fma(r * r2, p, low) + high;
  }

  private static double logNearOne(double r) {
    if (r == 0) {
      return 0;
    }
    double r2 = r * r;
    double r3 = r * r2;
    double a = Math.fma(-0x1.ffffffffffdcbp-3, r, 0x1.5555555555577p-2);
    double b = Math.fma(0x1.24924a344de30p-3, r, -0x1.55555556745a7p-3);
    double c = Math.fma(-0x1.999eb43b068ffp-4, r, 0x1.c7184282ad6cap-4);
    a = Math.fma(r2, 0x1.999999995dd0cp-3, a);
    b = Math.fma(r2, -0x1.fffffa4423d65p-4, b);
    c = Math.fma(r2, 0x1.78182f7afd085p-4, c);
    c = Math.fma(r3, -0x1.5521375d145cdp-4, c);
    double p = Math.fma(Math.fma(c, r3, b), r3, a);
    double rHigh = Math.fma(-0x1p27, r, Math.fma(r, 0x1p27, r));
    double rLow = r - rHigh;
    double square = rHigh * rHigh;
    double high = Math.fma(square, -0.5, r);
    double low = Math.fma(square, -0.5, r - high);
    low = Math.fma(-0.5 * rLow, r + rHigh, low);
    return high + Math.fma(p, r3, low);
  }

  static double exp(double x) {
    return exp(x, 0);
  }

  /** The exponential of {@code x + low}, {@code low} being less than a unit in x's last place. */
  private static double exp(double x, double low) {
    int exponent = Math.getExponent(x);
    if (exponent < -54) {
      return 1 + x;
    }
    if (exponent >= 10) {
      return Math.exp(x);
    }
    double rounded = Math.fma(x, 0x1.71547652b82fep+7, 0x1.8p+52);
    long k = Double.doubleToRawLongBits(rounded);
    rounded -= 0x1.8p+52;
    double r = Math.fma(rounded, -0x1.62e42fefa0000p-8, x);
    r = Math.fma(rounded, -0x1.cf79abc9e3b3ap-47, r) + low;
    int part = (int) k & (PARTS - 1);
    long bits = EXP_BITS[part] + (k << 45);
    double r2 = r * r;
    double p = Math.fma(0x1.555555555543cp-3, r, 0x1.ffffffffffdbdp-2);
    double q = Math.fma(r, 0x1.1111167a4d017p-7, 0x1.55555cf172b91p-5);
    p = Math.fma(p, r2, r + EXP_TAIL[part]);
    double t = Math.fma(r2 * r2, q, p);
    if (exponent >= 9) {
      return expOfLarge(t, bits, k);
    }
    double scale = Double.longBitsToDouble(bits);
    return Math.fma(scale, t, scale);
  }

  /** Where the scale may leave the exponents, or the result the normal numbers. */
  private static double expOfLarge(double t, long bits, long k) {
    if ((k & 0x80000000L) == 0) {
      double scale = Double.longBitsToDouble(bits - (1009L << 52));
      return 0x1p1009 * Math.fma(scale, t, scale);
    }
    double scale = Double.longBitsToDouble(bits + (1022L << 52));
    double part = scale * t;
    double y = scale + part;
    if (y < 1) {
      double low = (scale - y) + part;
      double high = 1 + y;
      y = (high + (((1 - high) + y) + low)) - 1;
    }
    return 0x1p-1022 * y;
  }

  static double pow(double x, double y) {
    int exponent = Math.getExponent(y);
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE) || exponent < -65 || exponent > 62) {
      return Math.pow(x, y);
    }
    long bits = Double.doubleToRawLongBits(x);
    long shifted = bits - 0x3fe6955500000000L;
    int part = (int) (shifted >>> 45) & (PARTS - 1);
    double k = (int) (shifted >> 52);
    double z = Double.longBitsToDouble(bits - (shifted & EXPONENT));
    double t1 = Math.fma(k, LN2_HIGH, POW_LOG[part]);
    double r = Math.fma(z, POW_INVERSE[part], -1);
    double t2 = t1 + r;
    double low = Math.fma(k, LN2_LOW, POW_TAIL[part]) + ((t1 - t2) + r);
    double ar = -0.5 * r;
    double ar2 = r * ar;
    double high = t2 + ar2;
    low += Math.fma(ar, r, -ar2);
    low += (t2 - high) + ar2;
    double p = Math.fma(r, 0x1.0002b8b263fc3p+0, -0x1.2495b9b4845e9p+0);
    p = Math.fma(p, ar2, Math.fma(-0x1.555555529a47ap-1, r, 0x1.999999959554ep-1));
    p = Math.fma(ar2, p, Math.fma(0x1.0000000000006p-1, r, -0x1.5555555555560p-1));
    low = Math.fma(r * ar2, p, low);
    double log = high + low;
    double tail = (high - log) + low;
    double product = y * log;
    return exp(product, Math.fma(y, tail, Math.fma(log, y, -product)));
  }
}
