package peaberry.random;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * What NumPy 1.16 computed and {@code RandomState} still does. Source: NumPy's {@code
 * legacy-distributions.c} and {@code mtrand.pyx}.
 */
final class LegacyAlgorithms implements Algorithms {
  private final MersenneTwister bits;
  private double spare;
  private boolean hasSpare;

  LegacyAlgorithms(MersenneTwister bits) {
    this.bits = bits;
  }

  @Override
  public MersenneTwister bits() {
    return bits;
  }

  /** Forgets the second normal value, as a new seed does. */
  void reset() {
    hasSpare = false;
  }

  /** NumPy has always taken bounds the other way round here. */
  @Override
  public double width(double low, double high) {
    return Parameters.width(low, high);
  }

  /** Marsaglia's polar method: it makes two values and keeps the second for the next call. */
  @Override
  public double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * bits.nextDouble() - 1;
      y = 2 * bits.nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double scale = Math.sqrt(-2 * Libm.log(square) / square);
    spare = scale * x;
    hasSpare = true;
    return scale * y;
  }

  @Override
  public void normals(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = normal();
    }
  }

  @Override
  public double exponential() {
    return -Libm.log(1 - bits.nextDouble());
  }

  @Override
  public void exponentials(double[] values) {
    bits.fill(values);
    for (int i = 0; i < values.length; i++) {
      values[i] = -Libm.log(1 - values[i]);
    }
  }

  /** Jöhnk's method. */
  @Override
  public double smallBeta(double a, double b) {
    while (true) {
      double u = bits.nextDouble();
      double v = bits.nextDouble();
      double x = Libm.pow(u, 1 / a);
      double y = Libm.pow(v, 1 / b);
      if (x + y > 1) {
        continue;
      }
      if (x + y > 0) {
        return x / (x + y);
      }
      double logX = Libm.log(u) / a;
      double logY = Libm.log(v) / b;
      double larger = logX > logY ? logX : logY;
      logX -= larger;
      logY -= larger;
      return Libm.exp(logX - Libm.log(Libm.exp(logX) + Libm.exp(logY)));
    }
  }

  @Override
  public Binomial binomial(long n, double p) {
    return Binomial.of(n, p, q -> n * Libm.log(1 - q));
  }

  @Override
  public LongSupplier geometric(double p) {
    double logFailure = Libm.log(1 - p);
    return () -> (long) Math.ceil(Math.log1p(-bits.nextDouble()) / logFailure);
  }

  @Override
  public void dirichlet(double[] alpha, double[] row) {
    for (double concentration : alpha) {
      Parameters.positive("concentration", concentration);
    }
    Gamma.normalised(this, alpha, row);
  }

  @Override
  public int[] sample(int n, int size) {
    int[] numbers = IntStream.range(0, n).toArray();
    Shuffles.shuffle(bits, numbers);
    return Arrays.copyOf(numbers, size);
  }

  @Override
  public long bounded(long max) {
    return Bounded.masked(bits, max);
  }

  @Override
  public Bounded.Words bounded32(long max) {
    return Bounded.masked32(max);
  }

  @Override
  public void bounded32(long low, long max, long[] numbers) {
    Bounded.fill(bits, low, numbers, Bounded.masked32(max));
  }

  @Override
  public void bounded64(long low, long max, long[] numbers) {
    Bounded.fillMasked(bits, low, max, numbers);
  }

  @Override
  public double[][] factor(double[][] covariance) {
    return Covariance.of(covariance).scaledRightVectors();
  }
}
