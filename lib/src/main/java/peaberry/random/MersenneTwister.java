package peaberry.random;

/**
 * MT19937, the 32-bit Mersenne twister, with the seeding that NumPy's {@code RandomState} uses.
 *
 * <p>Source: M. Matsumoto and T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed
 * uniform pseudo-random number generator", ACM TOMACS 8(1), 1998; initialisation of their 2002
 * version. Not safe for use by several threads.
 */
final class MersenneTwister {
  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int next = N;

  /** Knuth's linear congruential fill, {@code init_genrand}; what NumPy does with one integer. */
  MersenneTwister(int seed) {
    fill(seed);
  }

  /** {@code init_by_array}; what NumPy does with a sequence of integers. */
  MersenneTwister(int[] key) {
    fill(19650218);
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

  /** 32 random bits, to be read as unsigned. */
  int nextInt() {
    if (next == N) {
      twist();
      next = 0;
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /** 64 random bits, the first 32 of them on top. */
  long nextLong() {
    long high = nextInt();
    return (high << 32) | Integer.toUnsignedLong(nextInt());
  }

  /** A multiple of 2<sup>-53</sup> in [0, 1), from 27 bits and 26 bits. */
  double nextDouble() {
    long high = nextInt() >>> 5;
    long low = nextInt() >>> 6;
    return (high * 0x1p26 + low) * 0x1p-53;
  }

  private void fill(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
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

  private void twist() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
    }
  }
}
