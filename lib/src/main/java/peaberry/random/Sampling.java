package peaberry.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Choosing, ordering and raw bytes, for {@link RandomState} and {@link Generator}. Indices come as
 * {@code int}, since they index Java's arrays and lists; their values are NumPy's.
 */
public abstract sealed class Sampling extends DiscreteDistributions permits RandomState, Generator {
  Sampling(Algorithms algorithms) {
    super(algorithms);
  }

  /** One of the numbers 0 to n - 1, {@code choice(n)}. */
  public int choice(int n) {
    return choice(n, 1)[0];
  }

  /** {@code size} of the numbers 0 to n - 1, each drawn from all, {@code choice(n, size)}. */
  public int[] choice(int n, int size) {
    return choice(n, size, true);
  }

  /** {@code size} of the numbers 0 to n - 1, {@code choice(n, size, replace)}. */
  public int[] choice(int n, int size, boolean replace) {
    requireEnough(n, size, replace);
    return replace ? bounded(0, n - 1L, size) : algorithms().sample(n, size);
  }

  /**
   * {@code size} of the numbers 0 to n - 1 with their probabilities, {@code choice(n, size,
   * replace, p)}.
   *
   * @param replace whether a number can be drawn again
   * @param p {@code n} probabilities that add up to 1
   * @throws IllegalArgumentException if they do not, or if fewer than {@code size} numbers can be
   *     drawn without replacement
   */
  public int[] choice(int n, int size, boolean replace, double[] p) {
    Parameters.chances(n, p);
    long possible = Arrays.stream(p).filter(chance -> chance > 0).count();
    requireEnough((int) possible, size, replace);
    return replace ? Samples.weighted(bits(), size, p) : Samples.weightedDistinct(bits(), size, p);
  }

  /** {@code size} of the values, each drawn from all, {@code choice(values, size)}. */
  public double[] choice(double[] values, int size) {
    return at(values, choice(values.length, size));
  }

  /** {@code size} of the values, {@code choice(values, size, replace)}. */
  public double[] choice(double[] values, int size, boolean replace) {
    return at(values, choice(values.length, size, replace));
  }

  /** {@code size} of the values, {@code choice(values, size, replace, p)}. */
  public double[] choice(double[] values, int size, boolean replace, double[] p) {
    return at(values, choice(values.length, size, replace, p));
  }

  /** One of the values, {@code choice(values)}. */
  public <T> T choice(List<T> values) {
    return values.get(choice(values.size()));
  }

  /** {@code size} of the values, each drawn from all, {@code choice(values, size)}. */
  public <T> List<T> choice(List<T> values, int size) {
    return at(values, choice(values.size(), size));
  }

  /** {@code size} of the values, {@code choice(values, size, replace)}. */
  public <T> List<T> choice(List<T> values, int size, boolean replace) {
    return at(values, choice(values.size(), size, replace));
  }

  /** {@code size} of the values, {@code choice(values, size, replace, p)}. */
  public <T> List<T> choice(List<T> values, int size, boolean replace, double[] p) {
    return at(values, choice(values.size(), size, replace, p));
  }

  /** The numbers 0 to n - 1 in random order, {@code permutation(n)}. */
  public int[] permutation(int n) {
    int[] numbers = IntStream.range(0, Parameters.size(n)).toArray();
    shuffle(numbers);
    return numbers;
  }

  /** A copy of {@code values} in random order, {@code permutation(values)}. */
  public double[] permutation(double[] values) {
    double[] copy = values.clone();
    shuffle(copy);
    return copy;
  }

  /** A copy of {@code rows} in random order; the rows are the same objects. */
  public <T> T[] permutation(T[] rows) {
    T[] copy = rows.clone();
    shuffle(copy);
    return copy;
  }

  /** A new list of {@code values} in random order, {@code permutation(values)}. */
  public <T> List<T> permutation(List<T> values) {
    List<T> copy = new ArrayList<>(values);
    shuffle(copy);
    return copy;
  }

  /** Brings {@code values} into random order in place, {@code shuffle(values)}. */
  public void shuffle(int[] values) {
    Shuffles.shuffle(bits(), values);
  }

  /** Brings {@code values} into random order in place, {@code shuffle(values)}. */
  public void shuffle(long[] values) {
    Shuffles.shuffle(bits(), values);
  }

  /** Brings {@code values} into random order in place, {@code shuffle(values)}. */
  public void shuffle(double[] values) {
    Shuffles.shuffle(bits(), values);
  }

  /** Brings {@code rows}, of a matrix for one, into random order in place. */
  public <T> void shuffle(T[] rows) {
    Shuffles.shuffle(bits(), Arrays.asList(rows));
  }

  /** Brings {@code values}, a list that can be changed, into random order in place. */
  public <T> void shuffle(List<T> values) {
    Shuffles.shuffle(bits(), values);
  }

  /** {@code length} random bytes, {@code bytes(length)}. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[Parameters.size(length)];
    int word = 0;
    for (int i = 0; i < length; i++) {
      word = i % 4 == 0 ? bits().next32() : word >>> 8;
      bytes[i] = (byte) word;
    }
    return bytes;
  }

  /** {@code n} numbers from {@code low} to {@code low + span}; a span of 0 draws nothing. */
  final int[] bounded(int low, long span, int n) {
    int[] numbers = new int[Parameters.size(n)];
    if (span == 0) {
      Arrays.fill(numbers, low);
    } else {
      Bounded.fill(bits(), low, numbers, algorithms().bounded32(span));
    }
    return numbers;
  }

  final long[] bounded(long low, long span, int n) {
    long[] numbers = new long[Parameters.size(n)];
    if (span == 0) {
      Arrays.fill(numbers, low);
    } else if (Bounded.narrow(span)) {
      algorithms().bounded32(low, span, numbers);
    } else {
      algorithms().bounded64(low, span, numbers);
    }
    return numbers;
  }

  private static void requireEnough(int possible, int size, boolean replace) {
    Parameters.size(size);
    if (size > (replace && possible > 0 ? Integer.MAX_VALUE : possible)) {
      throw new IllegalArgumentException(
          "Of "
              + possible
              + " values "
              + size
              + " cannot be drawn"
              + (replace ? "." : " without replacement."));
    }
  }

  private static double[] at(double[] values, int[] indices) {
    double[] chosen = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      chosen[i] = values[indices[i]];
    }
    return chosen;
  }

  private static <T> List<T> at(List<T> values, int[] indices) {
    List<T> chosen = new ArrayList<>(indices.length);
    for (int index : indices) {
      chosen.add(values.get(index));
    }
    return chosen;
  }
}
