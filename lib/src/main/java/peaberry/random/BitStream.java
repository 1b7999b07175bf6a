package peaberry.random;

/**
 * A source of random bits, NumPy's {@code bitgen_t}: what every distribution here draws from. Each
 * call moves the stream on, so the order of calls is part of a result.
 */
sealed interface BitStream permits MersenneTwister, Pcg64 {
  /** 32 random bits, to be read as unsigned. */
  int next32();

  /** 64 random bits, to be read as unsigned. */
  long next64();

  /** A multiple of 2<sup>-53</sup> in [0, 1). */
  double nextDouble();

  /** Fills {@code values} with what as many calls of {@link #nextDouble()} would give. */
  default void fill(double[] values) {
    fill(values, 0, 1);
  }

  /** Fills {@code values} with {@code low} plus {@code width} times such numbers. */
  void fill(double[] values, double low, double width);

  /** Fills a part of {@code words} with what as many calls of {@link #next32()} would give. */
  void fill(int[] words, int from, int to);

  /** Fills a part of {@code words} with what as many calls of {@link #next64()} would give. */
  void fill(long[] words, int from, int to);
}
