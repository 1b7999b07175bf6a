package peaberry.random;

/**
 * MT19937, the 32-bit Mersenne twister, with the seeding that NumPy's {@code RandomState} uses.
 *
 * <p>Source: M. Matsumoto and T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed
 * uniform pseudo-random number generator", ACM TOMACS 8(1), 1998; initialisation of their 2002
 * version. Not safe for use by several threads.
 */
final class MersenneTwister implements BitStream {
  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private final int[] before = new int[N];
  private final int[] output = new int[N];
  private int next;

  MersenneTwister(int seed) {
    seed(seed);
  }

  MersenneTwister(int[] key) {
    seed(key);
  }

  /** Knuth's linear congruential fill, {@code init_genrand}; what NumPy does with one integer. */
  void seed(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * previous(i) + i;
    }
    next = N;
  }

  /** {@code init_by_array}; what NumPy does with a sequence of integers. */
  void seed(int[] key) {
    seed(19650218);
    int i = 1;
    int j = 0;
    for (int k = Math.max(N, key.length); k > 0; k--) {
      state[i] = (state[i] ^ (previous(i) * 1664525)) + key[j] + j;
      i = advance(i);
      j = j + 1 < key.length ? j + 1 : 0;
    }
    for (int k = N - 1; k > 0; k--) {
      state[i] = (state[i] ^ (previous(i) * 1566083941)) - i;
      i = advance(i);
    }
    state[0] = 0x80000000;
  }

  @Override
  public int next32() {
    if (next == N) {
      twist();
    }
    return output[next++];
  }

  /** 64 random bits, the first 32 of them on top. */
  @Override
  public long next64() {
    return joined(next32(), next32());
  }

  /** A multiple of 2<sup>-53</sup> in [0, 1), from 27 bits and 26 bits. */
  @Override
  public double nextDouble() {
    return unit(next32(), next32());
  }

  @Override
  public void fill(double[] values, double low, double width) {
    int i = 0;
    while (i < values.length) {
      int pairs = Math.min(values.length - i, (N - next) / 2);
      for (int k = 0; k < pairs; k++) {
        values[i + k] = low + width * unit(output[next + 2 * k], output[next + 2 * k + 1]);
      }
      i += pairs;
      next += 2 * pairs;
      if (i < values.length) {
        // At the end of the words, or across it.
        values[i++] = low + width * nextDouble();
      }
    }
  }

  @Override
  public void fill(int[] words, int from, int to) {
    int i = from;
    while (i < to) {
      if (next == N) {
        twist();
      }
      int taken = Math.min(to - i, N - next);
      System.arraycopy(output, next, words, i, taken);
      i += taken;
      next += taken;
    }
  }

  @Override
  public void fill(long[] words, int from, int to) {
    int i = from;
    while (i < to) {
      int pairs = Math.min(to - i, (N - next) / 2);
      for (int k = 0; k < pairs; k++) {
        words[i + k] = joined(output[next + 2 * k], output[next + 2 * k + 1]);
      }
      i += pairs;
      next += 2 * pairs;
      if (i < to) {
        words[i++] = next64();
      }
    }
  }

  private static long joined(int high, int low) {
    return (long) high << 32 | Integer.toUnsignedLong(low);
  }

  private static double unit(int high, int low) {
    return ((high >>> 5) * 0x1p26 + (low >>> 6)) * 0x1p-53;
  }

  private static int temper(int y) {
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private int previous(int i) {
    return state[i - 1] ^ (state[i - 1] >>> 30);
  }

  private int advance(int i) {
    if (i + 1 < N) {
      return i + 1;
    }
    state[0] = state[N - 1];
    return 1;
  }

  /** The next 624 words of state, and of output; from one array to another the loops vectorise. */
  private void twist() {
    System.arraycopy(state, 0, before, 0, N);
    for (int i = 0; i < N - M; i++) {
      state[i] = before[i + M] ^ mixed(before[i], before[i + 1]);
    }
    for (int i = N - M; i < N - 1; i++) {
      state[i] = state[i + M - N] ^ mixed(before[i], before[i + 1]);
    }
    state[N - 1] = state[M - 1] ^ mixed(before[N - 1], state[0]);
    for (int i = 0; i < N; i++) {
      output[i] = temper(state[i]);
    }
    next = 0;
  }

  private static int mixed(int upper, int lower) {
    int y = (upper & 0x80000000) | (lower & 0x7fffffff);
    return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
  }
}
