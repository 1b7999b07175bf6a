package peaberry.random;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * {@code numpy.random.SeedSequence}: hashes integers of any size into a pool of 128 bits, from
 * which a generator takes its starting state, and gives children whose streams are independent.
 *
 * <p>Source: NumPy's {@code bit_generator.pyx}, after M. E. O'Neill, "Developing a seed_seq
 * Alternative", 2015. Immutable but for the count of children.
 */
final class SeedSequence {
  private static final int POOL = 4;
  private static final int MIX_LEFT = 0xca01f9dd;
  private static final int MIX_RIGHT = 0x4973f715;

  private final int[] entropy;
  private final int[] path;
  private final int[] pool;
  private int children;

  private SeedSequence(int[] entropy, int[] path) {
    this.entropy = entropy;
    this.path = path;
    this.pool = mix(assembled(entropy, path));
  }

  /** One seed, or several one after another; each as its 32-bit words, the lowest first. */
  static SeedSequence of(BigInteger... seeds) {
    int[] entropy = new int[0];
    for (BigInteger seed : seeds) {
      int[] words = words(seed);
      int length = entropy.length;
      entropy = Arrays.copyOf(entropy, length + words.length);
      System.arraycopy(words, 0, entropy, length, words.length);
    }
    return new SeedSequence(entropy, new int[0]);
  }

  /** The next {@code n} children; two calls never give the same child. */
  SeedSequence[] spawn(int n) {
    SeedSequence[] spawned = new SeedSequence[n];
    for (int i = 0; i < n; i++) {
      int[] longer = Arrays.copyOf(path, path.length + 1);
      longer[path.length] = children++;
      spawned[i] = new SeedSequence(entropy, longer);
    }
    return spawned;
  }

  /** {@code n} words of 64 bits, {@code generate_state(n, np.uint64)}. */
  long[] state64(int n) {
    Hash hash = new Hash(0x8b51f9dd, 0x58f38ded);
    long[] state = new long[n];
    for (int i = 0; i < n; i++) {
      long low = Integer.toUnsignedLong(hash.of(pool[2 * i % POOL]));
      state[i] = low | (long) hash.of(pool[(2 * i + 1) % POOL]) << 32;
    }
    return state;
  }

  private static int[] mix(int[] words) {
    Hash hash = new Hash(0x43b0d7e5, 0x931e8875);
    int[] pool = new int[POOL];
    for (int i = 0; i < POOL; i++) {
      pool[i] = hash.of(i < words.length ? words[i] : 0);
    }
    for (int from = 0; from < POOL; from++) {
      for (int to = 0; to < POOL; to++) {
        if (from != to) {
          pool[to] = mix(pool[to], hash.of(pool[from]));
        }
      }
    }
    for (int from = POOL; from < words.length; from++) {
      for (int to = 0; to < POOL; to++) {
        pool[to] = mix(pool[to], hash.of(words[from]));
      }
    }
    return pool;
  }

  private static int mix(int x, int y) {
    int mixed = MIX_LEFT * x - MIX_RIGHT * y;
    return mixed ^ (mixed >>> 16);
  }

  /** A child's entropy is filled up with zeros, so that its path never reads as a seed's words. */
  private static int[] assembled(int[] entropy, int[] path) {
    int length = path.length == 0 ? entropy.length : Math.max(POOL, entropy.length);
    int[] words = Arrays.copyOf(entropy, length + path.length);
    System.arraycopy(path, 0, words, length, path.length);
    return words;
  }

  private static int[] words(BigInteger seed) {
    if (seed.signum() < 0) {
      throw new IllegalArgumentException("A seed must be 0 or more, but it is " + seed + ".");
    }
    int[] words = new int[Math.max(1, (seed.bitLength() + 31) / 32)];
    for (int i = 0; i < words.length; i++) {
      words[i] = seed.shiftRight(32 * i).intValue();
    }
    return words;
  }

  /** A multiplicative hash whose constant moves on with every word. */
  private static final class Hash {
    private final int multiplier;
    private int constant;

    Hash(int constant, int multiplier) {
      this.constant = constant;
      this.multiplier = multiplier;
    }

    int of(int word) {
      word ^= constant;
      constant *= multiplier;
      word *= constant;
      return word ^ (word >>> 16);
    }
  }
}
