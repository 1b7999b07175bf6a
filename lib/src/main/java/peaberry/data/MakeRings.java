package peaberry.data;

import peaberry.random.RandomState;

/**
 * Two classes in the plane that no straight line parts: scikit-learn's {@code make_moons} and
 * {@code make_circles}. Order and noise are scikit-learn's; sines and cosines are within 2 units in
 * the last place.
 *
 * <pre>{@code
 * var data = Datasets.makeMoons().samples(200).noise(0.1).make(42);
 * }</pre>
 */
public final class MakeRings extends Recipe<MakeRings, ClassificationData> {
  private final boolean moons;
  private int outer = 50;
  private int inner = 50;
  private double factor = 0.8;
  private double noise;
  private boolean noisy;
  private boolean shuffle = true;

  MakeRings(boolean moons) {
    this.moons = moons;
  }

  /** How many rows in all, 100; half of them of each class, the odd one inside. */
  public MakeRings samples(int n) {
    return samples(atLeast(0, "samples", n) / 2, n - n / 2);
  }

  /** How many rows of the outer class 0 and of the inner class 1. */
  public MakeRings samples(int outer, int inner) {
    atLeast(0, "outer samples", outer);
    atLeast(0, "inner samples", inner);
    return with(
        copy -> {
          copy.outer = outer;
          copy.inner = inner;
        });
  }

  /** The standard deviation of what is added to both features; none is added by default. */
  public MakeRings noise(double deviation) {
    notNegative("noise", deviation);
    return with(
        copy -> {
          copy.noise = deviation;
          copy.noisy = true;
        });
  }

  /** The inner circle's radius, 0.8, below 1; moons have none. */
  public MakeRings factor(double factor) {
    if (moons || !(factor >= 0 && factor < 1)) {
      throw new IllegalArgumentException(
          moons
              ? "Moons have no factor: it is the radius of the inner of two circles."
              : "The factor must be 0 or more and below 1, but it is " + factor + ".");
    }
    return with(copy -> copy.factor = factor);
  }

  /** Whether rows come in random order, true. */
  public MakeRings shuffle(boolean shuffle) {
    return with(copy -> copy.shuffle = shuffle);
  }

  @Override
  public ClassificationData make(RandomState random) {
    int n = outer + inner;
    double[][] x = new double[n][];
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      y[i] = i < outer ? 0 : 1;
      x[i] = i < outer ? outer(i) : inner(i - outer);
    }
    if (shuffle) {
      int[] order = Matrices.order(n, random);
      x = Matrices.rows(x, order);
      y = Matrices.rows(y, order);
    }
    if (noisy) {
      for (double[] point : x) {
        point[0] += random.normal(0, noise);
        point[1] += random.normal(0, noise);
      }
    }
    return ClassificationData.numbered(x, y, 2, 2);
  }

  private double[] outer(int i) {
    double angle = angle(i, outer);
    return new double[] {Math.cos(angle), Math.sin(angle)};
  }

  private double[] inner(int i) {
    double angle = angle(i, inner);
    return moons
        ? new double[] {1 - Math.cos(angle), 1 - Math.sin(angle) - 0.5}
        : new double[] {Math.cos(angle) * factor, Math.sin(angle) * factor};
  }

  /** Moons end at half a turn; circles stop one step before the whole. */
  private double angle(int i, int n) {
    if (!moons) {
      return i * (2 * Math.PI / n);
    }
    return n > 1 && i == n - 1 ? Math.PI : i * (Math.PI / Math.max(1, n - 1));
  }
}
