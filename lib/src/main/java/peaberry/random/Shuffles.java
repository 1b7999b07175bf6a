package peaberry.random;

import java.util.List;

/** Fisher and Yates' shuffle from the end, in place, as NumPy does it for every generator. */
final class Shuffles {
  private Shuffles() {}

  static void shuffle(BitStream bits, int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = (int) Bounded.masked(bits, i);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  static void shuffle(BitStream bits, long[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = (int) Bounded.masked(bits, i);
      long kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  static void shuffle(BitStream bits, double[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = (int) Bounded.masked(bits, i);
      double kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  static <T> void shuffle(BitStream bits, List<T> values) {
    for (int i = values.size() - 1; i > 0; i--) {
      int j = (int) Bounded.masked(bits, i);
      values.set(i, values.set(j, values.get(i)));
    }
  }
}
