package peaberry.random;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * {@code numpy.random.Generator} over PCG64, what {@code default_rng(seed)} gives: the same seed
 * gives the same numbers as NumPy 1.17 to 2.4.
 *
 * <p>Calls read as NumPy's, the size last, as with {@link RandomState}; it is faster, and its
 * streams can be split.
 *
 * <pre>{@code
 * var random = Generator.of(42);                // np.random.default_rng(42)
 * double[] noise = random.normal(0, 10, 1000);
 * int[] dice = random.integers(1, 7, 20);
 * List<Generator> workers = random.spawn(4);
 * }</pre>
 *
 * <p>The trap: NumPy does not promise that a later version keeps these streams, only those of
 * {@code RandomState}. And 32-bit draws come in pairs: an odd number of small integers leaves half
 * a draw behind that the next small integer uses up.
 *
 * <p>Not safe for use by several threads: {@link #spawn} one for each.
 */
public final class Generator extends Sampling {
  private final SeedSequence seeds;

  private Generator(SeedSequence seeds) {
    super(new ZigguratAlgorithms(new Pcg64(seeds)));
    this.seeds = seeds;
  }

  /**
   * The stream of {@code np.random.default_rng(seed)}.
   *
   * @param seed 0 or more
   * @throws IllegalArgumentException if the seed is negative
   */
  public static Generator of(long seed) {
    return of(BigInteger.valueOf(seed));
  }

  /** The stream of {@code np.random.default_rng(seed)} for a seed of any size. */
  public static Generator of(BigInteger seed) {
    return new Generator(SeedSequence.of(seed));
  }

  /** The stream of {@code np.random.default_rng([a, b, ...])}, each seed 0 or more. */
  public static Generator of(long[] seeds) {
    return new Generator(
        SeedSequence.of(
            Arrays.stream(seeds).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new)));
  }

  /**
   * {@code n} generators whose streams are independent of this one's and of each other, {@code
   * spawn(n)}. It draws nothing from this one; the next call gives others.
   */
  public List<Generator> spawn(int n) {
    return Arrays.stream(seeds.spawn(Parameters.size(n))).map(Generator::new).toList();
  }

  /** One number in [0, 1), {@code random()}. */
  public double random() {
    return bits().nextDouble();
  }

  /** {@code n} numbers in [0, 1), {@code random(n)}. */
  public double[] random(int n) {
    return unit(n);
  }

  /** A matrix of numbers in [0, 1), {@code random((rows, columns))}. */
  public double[][] random(int rows, int columns) {
    return matrix(rows, columns, this::unit);
  }

  /**
   * One integer in [low, high), {@code integers(low, high)}.
   *
   * @throws IllegalArgumentException if there is no integer in the range
   */
  public long integers(long low, long high) {
    return low + algorithms().bounded(Parameters.span(low, high));
  }

  /**
   * {@code n} integers in [low, high), {@code integers(low, high, n)}. With {@code int} bounds the
   * numbers come as {@code int[]}, with {@code long} bounds as {@code long[]}; their values are the
   * same, those of NumPy's default type {@code int64}.
   */
  public int[] integers(int low, int high, int n) {
    return bounded(low, Parameters.span(low, high), n);
  }

  /** {@code n} integers in [low, high), {@code integers(low, high, n)}. */
  public long[] integers(long low, long high, int n) {
    return bounded(low, Parameters.span(low, high), n);
  }

  /** A matrix of integers in [low, high), {@code integers(low, high, (rows, columns))}. */
  public int[][] integers(int low, int high, int rows, int columns) {
    int[][] matrix = new int[Parameters.size(rows)][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = integers(low, high, columns);
    }
    return matrix;
  }
}
