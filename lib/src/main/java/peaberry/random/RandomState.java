package peaberry.random;

/**
 * {@code numpy.random.RandomState}: the same seed gives the same numbers as NumPy.
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
 * normal draw leaves a second value behind that the next normal draw uses up (gamma and its kin
 * draw normals, too).
 *
 * <p>Source: the Mersenne twister with the algorithms that NumPy has frozen (NEP 19). Not safe for
 * use by several threads: give each its own.
 */
public final class RandomState extends Sampling {
  private static final long MAX_SEED = 0xffff_ffffL;

  private final LegacyAlgorithms algorithms;

  private RandomState(LegacyAlgorithms algorithms) {
    super(algorithms);
    this.algorithms = algorithms;
  }

  /**
   * The stream of {@code np.random.RandomState(seed)}.
   *
   * @param seed from 0 to 2<sup>32</sup> - 1
   * @throws IllegalArgumentException if the seed is outside that range
   */
  public static RandomState of(long seed) {
    return new RandomState(new LegacyAlgorithms(new MersenneTwister(word(seed))));
  }

  /**
   * The stream of {@code np.random.RandomState([a, b, ...])}. A sequence of one number is another
   * stream than that number alone, as in NumPy.
   *
   * @param seeds at least one, each from 0 to 2<sup>32</sup> - 1
   * @throws IllegalArgumentException if there is none or one is outside that range
   */
  public static RandomState of(long[] seeds) {
    return new RandomState(new LegacyAlgorithms(new MersenneTwister(key(seeds))));
  }

  /** Starts again as {@link #of(long)} does, {@code seed(seed)}. */
  public void seed(long seed) {
    algorithms.bits().seed(word(seed));
    algorithms.reset();
  }

  /** Starts again as {@link #of(long[])} does, {@code seed([a, b, ...])}. */
  public void seed(long[] seeds) {
    algorithms.bits().seed(key(seeds));
    algorithms.reset();
  }

  /** One number in [0, 1), {@code random_sample()}. */
  public double randomSample() {
    return bits().nextDouble();
  }

  /** {@code n} numbers in [0, 1), {@code random_sample(n)}. */
  public double[] randomSample(int n) {
    return unit(n);
  }

  /** A matrix of numbers in [0, 1), {@code random_sample((rows, columns))}. */
  public double[][] randomSample(int rows, int columns) {
    return matrix(rows, columns, this::unit);
  }

  /**
   * One integer in [low, high), {@code randint(low, high)}.
   *
   * @throws IllegalArgumentException if there is no integer in the range
   */
  public long randint(long low, long high) {
    return low + algorithms.bounded(Parameters.span(low, high));
  }

  /**
   * {@code n} integers in [low, high), {@code randint(low, high, n)}. With {@code int} bounds the
   * numbers come as {@code int[]}, with {@code long} bounds as {@code long[]}; their values are the
   * same, those of NumPy's default type {@code int64}.
   */
  public int[] randint(int low, int high, int n) {
    return bounded(low, Parameters.span(low, high), n);
  }

  /** {@code n} integers in [low, high), {@code randint(low, high, n)}. */
  public long[] randint(long low, long high, int n) {
    return bounded(low, Parameters.span(low, high), n);
  }

  /** A matrix of integers in [low, high), {@code randint(low, high, (rows, columns))}. */
  public int[][] randint(int low, int high, int rows, int columns) {
    int[][] matrix = new int[Parameters.size(rows)][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = randint(low, high, columns);
    }
    return matrix;
  }

  private static int[] key(long[] seeds) {
    if (seeds.length == 0) {
      throw new IllegalArgumentException("The seeds are empty: give at least one number.");
    }
    int[] key = new int[seeds.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = word(seeds[i]);
    }
    return key;
  }

  private static int word(long seed) {
    if (seed < 0 || seed > MAX_SEED) {
      throw new IllegalArgumentException(
          "A seed must lie between 0 and 4294967295, but it is " + seed + ".");
    }
    return (int) seed;
  }
}
