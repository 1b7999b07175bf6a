package peaberry.data;

import java.util.Arrays;

/** Numbers different values 0, 1, 2 in the order in which they come: a hash table of primitives. */
final class HashIndex {
  private long[] values = new long[32];
  private int[] slots = filled(64);
  private int shift = 64 - 6;
  private int size;

  /** The number of a value, a new one if it was not there. */
  int add(long value) {
    int slot = slot(value);
    if (slots[slot] < 0) {
      if (size == values.length) {
        grow();
        slot = slot(value);
      }
      slots[slot] = size;
      values[size++] = value;
    }
    return slots[slot];
  }

  /** The number of a value, -1 if it is not there. */
  int find(long value) {
    return slots[slot(value)];
  }

  int size() {
    return size;
  }

  /** Where the value is, or the free slot that it would have. */
  private int slot(long value) {
    // Multiplicative hashing with the golden ratio (Knuth, volume 3, section 6.4).
    int slot = (int) (value * 0x9E3779B97F4A7C15L >>> shift);
    while (slots[slot] >= 0 && values[slots[slot]] != value) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * values.length);
    slots = filled(2 * values.length);
    shift--;
    for (int i = 0; i < size; i++) {
      slots[slot(values[i])] = i;
    }
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, -1);
    return slots;
  }
}
