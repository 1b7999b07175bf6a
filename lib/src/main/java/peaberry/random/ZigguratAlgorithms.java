package peaberry.random;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * What {@code numpy.random.Generator} computes: normals and exponentials by the ziggurat method
 * with 256 layers, which needs a logarithm in one draw of a hundred. Source: G. Marsaglia and W. W.
 * Tsang, "The Ziggurat Method for Generating Random Variables", JSS 5(8), 2000; NumPy's {@code
 * distributions.c} and {@code _generator.pyx}.
 */
final class ZigguratAlgorithms implements Algorithms {
  private static final ZigguratLayers NORMAL;
  private static final ZigguratLayers EXPONENTIAL;
  private static final double NORMAL_TAIL = 3.6541528853610087963519472518;
  private static final double NORMAL_TAIL_INVERSE = 0.27366123732975827203338247596;
  private static final double EXPONENTIAL_TAIL = 7.6971174701310497140446280481;
  private static final double SMALLEST_SHAPE = 3e-103;
  private static final double STICK_BREAKING = 0.1;

  static {
    ZigguratLayers[] layers = ZigguratLayers.both();
    NORMAL = layers[0];
    EXPONENTIAL = layers[1];
  }

  private final Pcg64 bits;

  ZigguratAlgorithms(Pcg64 bits) {
    this.bits = bits;
  }

  @Override
  public Pcg64 bits() {
    return bits;
  }

  @Override
  public double width(double low, double high) {
    return Parameters.orderedWidth(low, high);
  }

  @Override
  public double normal() {
    long draw = bits.next64();
    int layer = (int) draw & 0xff;
    long position = draw >>> 9 & 0xfffffffffffffL;
    double x = position * NORMAL.width()[layer];
    x = (draw & 0x100) == 0 ? x : -x;
    return position < NORMAL.inside()[layer] ? x : edgeOfNormal(layer, position, x);
  }

  private double edgeOfNormal(int layer, long position, double x) {
    if (layer == 0) {
      while (true) {
        double beyond = -NORMAL_TAIL_INVERSE * Math.log1p(-bits.nextDouble());
        double height = -Math.log1p(-bits.nextDouble());
        if (height + height > beyond * beyond) {
          double tail = NORMAL_TAIL + beyond;
          return (position & 0x100) == 0 ? tail : -tail;
        }
      }
    }
    boolean below = NORMAL.height(layer, bits.nextDouble()) < Libm.exp(-0.5 * x * x);
    return below ? x : normal();
  }

  @Override
  public void normals(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = normal();
    }
  }

  @Override
  public double exponential() {
    long draw = bits.next64();
    int layer = (int) (draw >>> 3) & 0xff;
    long position = draw >>> 11;
    double x = position * EXPONENTIAL.width()[layer];
    return position < EXPONENTIAL.inside()[layer] ? x : edgeOfExponential(layer, x);
  }

  private double edgeOfExponential(int layer, double x) {
    if (layer == 0) {
      return EXPONENTIAL_TAIL - Math.log1p(-bits.nextDouble());
    }
    boolean below = EXPONENTIAL.height(layer, bits.nextDouble()) < Libm.exp(-x);
    return below ? x : exponential();
  }

  @Override
  public void exponentials(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = exponential();
    }
  }

  /** Jöhnk's method, in logarithms where a power is lost to underflow. */
  @Override
  public double smallBeta(double a, double b) {
    if (a < SMALLEST_SHAPE && b < SMALLEST_SHAPE) {
      return (a + b) * bits.nextDouble() < a ? 1 : 0;
    }
    while (true) {
      double u = bits.nextDouble();
      double v = bits.nextDouble();
      double x = Libm.pow(u, 1 / a);
      double y = Libm.pow(v, 1 / b);
      if (x + y > 1 || u + v == 0) {
        continue;
      }
      if (x > 0 && y > 0) {
        return x / (x + y);
      }
      double delta = Libm.log(u) / a - Libm.log(v) / b;
      return delta > 0
          ? Libm.exp(-Math.log1p(Libm.exp(-delta)))
          : Libm.exp(delta - Math.log1p(Libm.exp(delta)));
    }
  }

  @Override
  public Binomial binomial(long n, double p) {
    return n == 0 || p == 0 ? Binomial.NONE : Binomial.of(n, p, q -> n * Math.log1p(-q));
  }

  @Override
  public LongSupplier geometric(double p) {
    double logFailure = Math.log1p(-p);
    return () -> (long) Math.ceil(-exponential() / logFailure);
  }

  /** Gammas where one concentration at least is not small; else betas break the stick. */
  @Override
  public void dirichlet(double[] alpha, double[] row) {
    double largest = 0;
    for (double a : alpha) {
      largest = Math.max(largest, Parameters.nonNegative("concentration", a));
    }
    if (largest >= STICK_BREAKING) {
      Gamma.normalised(this, alpha, row);
    } else if (largest > 0) {
      breakStick(alpha, row);
    }
  }

  private void breakStick(double[] alpha, double[] row) {
    int last = alpha.length - 1;
    double[] rest = alpha.clone();
    for (int i = last - 1; i >= 0; i--) {
      rest[i] += rest[i + 1];
    }
    double left = 1;
    for (int i = 0; i < last; i++) {
      double part = new Beta(alpha[i], rest[i + 1]).draw(this);
      row[i] = left * part;
      left *= 1 - part;
      if (rest[i + 1] == 0) {
        break;
      }
    }
    row[last] = left;
  }

  @Override
  public int[] sample(int n, int size) {
    return Samples.distinct(bits, n, size);
  }

  @Override
  public long bounded(long max) {
    return Bounded.lemire(bits, max);
  }

  @Override
  public Bounded.Words bounded32(long max) {
    return Bounded.lemire32(max);
  }

  @Override
  public void bounded32(long low, long max, long[] numbers) {
    bits.bounded32(low, max + 1, numbers);
  }

  @Override
  public void bounded64(long low, long max, long[] numbers) {
    if (max == -1) {
      bits.fill(numbers, 0, numbers.length);
      Arrays.setAll(numbers, i -> low + numbers[i]);
    } else {
      bits.bounded(low, max + 1, numbers);
    }
  }

  @Override
  public double[][] factor(double[][] covariance) {
    return Covariance.of(covariance).scaledLeftVectors();
  }
}
