package peaberry.random;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Indices drawn from 0 to n - 1. Source: {@code choice} in NumPy's {@code _generator.pyx}. */
final class Samples {
  private Samples() {}

  /** Indices with these probabilities, each draw from all of them. */
  static int[] weighted(BitStream bits, int size, double[] p) {
    double[] uniform = new double[size];
    bits.fill(uniform);
    double[] cumulative = cumulative(p);
    int[] indices = new int[size];
    for (int i = 0; i < size; i++) {
      indices[i] = firstAbove(cumulative, uniform[i]);
    }
    return indices;
  }

  /** Different indices with these probabilities: draws, drops what came before, and draws again. */
  static int[] weightedDistinct(BitStream bits, int size, double[] p) {
    double[] left = p.clone();
    int[] indices = new int[size];
    int found = 0;
    while (found < size) {
      double[] uniform = new double[size - found];
      bits.fill(uniform);
      double[] cumulative = cumulative(left);
      for (double u : uniform) {
        int index = firstAbove(cumulative, u);
        if (left[index] > 0) {
          left[index] = 0;
          indices[found++] = index;
        }
      }
    }
    return indices;
  }

  /** Different indices: the end of a shuffle, or R. W. Floyd's set where few are asked for. */
  static int[] distinct(BitStream bits, int n, int size) {
    if (n > 10_000 && size > n / 50) {
      int[] numbers = IntStream.range(0, n).toArray();
      shuffle(bits, numbers, Math.max(n - size, 1));
      return Arrays.copyOfRange(numbers, n - size, n);
    }
    int[] numbers = floyd(bits, n, size);
    shuffle(bits, numbers, 1);
    return numbers;
  }

  private static int[] floyd(BitStream bits, int n, int size) {
    // Open addressing over less than 5/6 of the slots; index + 1 is kept, 0 is a free slot.
    int slots = Math.max(2, Integer.highestOneBit((int) (1.2 * size)) << 1);
    int[] set = new int[slots];
    int[] numbers = new int[size];
    for (int last = n - size; last < n; last++) {
      int value = (int) Bounded.lemire(bits, last);
      int number = add(set, value) ? value : last;
      if (number != value) {
        add(set, last);
      }
      numbers[last - n + size] = number;
    }
    return numbers;
  }

  private static boolean add(int[] set, int value) {
    int slot = value & (set.length - 1);
    while (set[slot] != 0) {
      if (set[slot] == value + 1) {
        return false;
      }
      slot = (slot + 1) & (set.length - 1);
    }
    set[slot] = value + 1;
    return true;
  }

  private static void shuffle(BitStream bits, int[] values, int first) {
    for (int i = values.length - 1; i >= first; i--) {
      int j = (int) Bounded.lemire(bits, i);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  private static double[] cumulative(double[] p) {
    double[] sums = new double[p.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i];
      sums[i] = sum;
    }
    for (int i = 0; i < p.length; i++) {
      sums[i] /= sum;
    }
    return sums;
  }

  private static int firstAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
