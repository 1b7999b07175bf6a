package peaberry.random;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * {@code numpy.random.RandomState}: the same seed gives the same numbers as NumPy, bit for bit.
 *
 * <p>Calls read as NumPy's, the size last; no size gives one number, two sizes give a matrix in
 * NumPy's order of filling (row by row).
 *
 * <pre>{@code
 * var random = RandomState.of(101);             // np.random.seed(101)
 * double[] cpu = random.uniform(10, 90, 1000);  // np.random.uniform(10, 90, 1000)
 * double[] noise = random.normal(0, 10, 1000);
 * int[] order = random.permutation(1000);
 * }</pre>
 *
 * <p>The trap: every call moves one stream on, so calls must stand in the original's order, and a
 * normal draw leaves a second value behind that the next normal draw uses up. Normals go through a
 * logarithm, where NumPy's C library and Java may differ by one unit in the last place; all else is
 * equal to the last bit.
 *
 * <p>Not safe for use by several threads: give each its own.
 */
public final class RandomState {
  private static final long MAX_SEED = 0xffff_ffffL;

  private final MersenneTwister bits;
  private double spare;
  private boolean hasSpare;

  private RandomState(MersenneTwister bits) {
    this.bits = bits;
  }

  /**
   * The stream of {@code np.random.RandomState(seed)}.
   *
   * @param seed from 0 to 2<sup>32</sup> - 1
   * @throws IllegalArgumentException if the seed is outside that range
   */
  public static RandomState of(long seed) {
    return new RandomState(new MersenneTwister(word(seed)));
  }

  /**
   * The stream of {@code np.random.RandomState([a, b, ...])}. A sequence of one number is another
   * stream than that number alone, as in NumPy.
   *
   * @param seeds at least one, each from 0 to 2<sup>32</sup> - 1
   * @throws IllegalArgumentException if there is none or one is outside that range
   */
  public static RandomState of(long[] seeds) {
    if (seeds.length == 0) {
      throw new IllegalArgumentException("The seeds are empty: give at least one number.");
    }
    int[] key = new int[seeds.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = word(seeds[i]);
    }
    return new RandomState(new MersenneTwister(key));
  }

  /** One number in [0, 1), {@code random_sample()}. */
  public double randomSample() {
    return bits.nextDouble();
  }

  /** {@code n} numbers in [0, 1), {@code random_sample(n)}. */
  public double[] randomSample(int n) {
    return fill(n, this::randomSample);
  }

  /** A matrix of numbers in [0, 1), {@code random_sample((rows, columns))}. */
  public double[][] randomSample(int rows, int columns) {
    return fill(rows, columns, this::randomSample);
  }

  /**
   * One number in [low, high), {@code uniform(low, high)}.
   *
   * @throws IllegalArgumentException if the range is not finite
   */
  public double uniform(double low, double high) {
    return low + width(low, high) * bits.nextDouble();
  }

  /** {@code n} numbers in [low, high), {@code uniform(low, high, n)}. */
  public double[] uniform(double low, double high, int n) {
    double width = width(low, high);
    return fill(n, () -> low + width * bits.nextDouble());
  }

  /** A matrix of numbers in [low, high), {@code uniform(low, high, (rows, columns))}. */
  public double[][] uniform(double low, double high, int rows, int columns) {
    double width = width(low, high);
    return fill(rows, columns, () -> low + width * bits.nextDouble());
  }

  /**
   * One draw of the standard normal distribution, {@code standard_normal()}, by Marsaglia's polar
   * method: it makes two values at a time and keeps the second for the next call.
   */
  public double standardNormal() {
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
    // Math.log, not StrictMath: it rounds as C libraries do in all but 1 of 1,000 cases.
    double scale = Math.sqrt(-2 * Math.log(square) / square);
    spare = scale * x;
    hasSpare = true;
    return scale * y;
  }

  /** {@code n} draws of the standard normal distribution, {@code standard_normal(n)}. */
  public double[] standardNormal(int n) {
    return fill(n, this::standardNormal);
  }

  /** A matrix of standard normal draws, {@code standard_normal((rows, columns))}. */
  public double[][] standardNormal(int rows, int columns) {
    return fill(rows, columns, this::standardNormal);
  }

  /**
   * One normal draw, {@code normal(mean, deviation)}.
   *
   * @param deviation the standard deviation, not negative
   * @throws IllegalArgumentException if the deviation is negative or not a number
   */
  public double normal(double mean, double deviation) {
    return mean + checkedDeviation(deviation) * standardNormal();
  }

  /** {@code n} normal draws, {@code normal(mean, deviation, n)}. */
  public double[] normal(double mean, double deviation, int n) {
    checkedDeviation(deviation);
    return fill(n, () -> mean + deviation * standardNormal());
  }

  /** A matrix of normal draws, {@code normal(mean, deviation, (rows, columns))}. */
  public double[][] normal(double mean, double deviation, int rows, int columns) {
    checkedDeviation(deviation);
    return fill(rows, columns, () -> mean + deviation * standardNormal());
  }

  /**
   * One integer in [low, high), {@code randint(low, high)}.
   *
   * @throws IllegalArgumentException if there is no integer in the range
   */
  public long randint(long low, long high) {
    return low + interval(range(low, high));
  }

  /**
   * {@code n} integers in [low, high), {@code randint(low, high, n)}. With {@code int} bounds the
   * numbers come as {@code int[]}, with {@code long} bounds as {@code long[]}; their values are the
   * same.
   */
  public int[] randint(int low, int high, int n) {
    long range = range(low, high);
    int[] numbers = new int[size(n)];
    for (int i = 0; i < n; i++) {
      numbers[i] = (int) (low + interval(range));
    }
    return numbers;
  }

  /** {@code n} integers in [low, high), {@code randint(low, high, n)}. */
  public long[] randint(long low, long high, int n) {
    long range = range(low, high);
    long[] numbers = new long[size(n)];
    for (int i = 0; i < n; i++) {
      numbers[i] = low + interval(range);
    }
    return numbers;
  }

  /** The numbers 0 to n - 1 in random order, {@code permutation(n)}. */
  public int[] permutation(int n) {
    int[] numbers = IntStream.range(0, size(n)).toArray();
    shuffle(numbers);
    return numbers;
  }

  /** A copy of {@code values} in random order, {@code permutation(values)}. */
  public double[] permutation(double[] values) {
    double[] copy = values.clone();
    shuffle(copy);
    return copy;
  }

  /** Brings {@code values} into random order in place, {@code shuffle(values)}. */
  public void shuffle(int[] values) {
    shuffle(
        values.length,
        (i, j) -> {
          int kept = values[i];
          values[i] = values[j];
          values[j] = kept;
        });
  }

  /** Brings {@code values} into random order in place, {@code shuffle(values)}. */
  public void shuffle(long[] values) {
    shuffle(
        values.length,
        (i, j) -> {
          long kept = values[i];
          values[i] = values[j];
          values[j] = kept;
        });
  }

  /** Brings {@code values} into random order in place, {@code shuffle(values)}. */
  public void shuffle(double[] values) {
    shuffle(
        values.length,
        (i, j) -> {
          double kept = values[i];
          values[i] = values[j];
          values[j] = kept;
        });
  }

  /** Brings {@code values}, a list that can be changed, into random order in place. */
  public <T> void shuffle(List<T> values) {
    Objects.requireNonNull(values, "values");
    shuffle(values.size(), (i, j) -> values.set(i, values.set(j, values.get(i))));
  }

  @FunctionalInterface
  private interface Swap {
    void swap(int i, int j);
  }

  private void shuffle(int n, Swap swap) {
    for (int i = n - 1; i > 0; i--) {
      swap.swap(i, (int) interval(i));
    }
  }

  /** NumPy's legacy bounded integer in [0, max]: mask the bits, reject what is above. */
  private long interval(long max) {
    if (max == 0) {
      return 0;
    }
    long mask = -1L >>> Long.numberOfLeadingZeros(max);
    boolean narrow = Long.compareUnsigned(max, MAX_SEED) <= 0;
    long value;
    do {
      value = (narrow ? Integer.toUnsignedLong(bits.nextInt()) : bits.nextLong()) & mask;
    } while (Long.compareUnsigned(value, max) > 0);
    return value;
  }

  private static int word(long seed) {
    if (seed < 0 || seed > MAX_SEED) {
      throw new IllegalArgumentException(
          "A seed must lie between 0 and 4294967295, but it is " + seed + ".");
    }
    return (int) seed;
  }

  private static long range(long low, long high) {
    if (low >= high) {
      throw new IllegalArgumentException(
          "There is no integer from " + low + " up to but not including " + high + ".");
    }
    return high - 1 - low;
  }

  private static double width(double low, double high) {
    double width = high - low;
    if (!Double.isFinite(width)) {
      throw new IllegalArgumentException(
          "The range from " + low + " to " + high + " is not finite.");
    }
    return width;
  }

  private static double checkedDeviation(double deviation) {
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException(
          "A standard deviation must be 0 or more, but it is " + deviation + ".");
    }
    return deviation;
  }

  private static int size(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("A size must be 0 or more, but it is " + n + ".");
    }
    return n;
  }

  private static double[] fill(int n, DoubleSupplier draw) {
    double[] values = new double[size(n)];
    for (int i = 0; i < n; i++) {
      values[i] = draw.getAsDouble();
    }
    return values;
  }

  private static double[][] fill(int rows, int columns, DoubleSupplier draw) {
    double[][] matrix = new double[size(rows)][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = fill(columns, draw);
    }
    return matrix;
  }
}
