package peaberry.random;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A table of numbers that lies beside the classes: a line of text per row, each number as the 64
 * bits of it in hexadecimal. Lines that start with # are remarks.
 *
 * @param bits the numbers, row by row
 * @param columns how many a row has
 */
record BitTable(long[] bits, int columns) {

  /** Reads a table; digit by digit, since a first use of {@code parseDouble} takes 30 ms. */
  static BitTable read(String name, int rows, int columns) {
    byte[] text;
    try (var in = BitTable.class.getResourceAsStream(name)) {
      text = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long[] bits = new long[rows * columns];
    int cell = 0;
    boolean remark = false;
    for (byte character : text) {
      if (character == '#') {
        remark = true;
      } else if (character == '\n') {
        cell += remark ? 0 : 1;
        remark = false;
      } else if (character == ' ') {
        cell += remark ? 0 : 1;
      } else if (!remark) {
        bits[cell] = bits[cell] << 4 | Character.digit(character, 16);
      }
    }
    if (cell != bits.length) {
      throw new IllegalStateException(
          name + " must have " + bits.length + " numbers, but it has " + cell + ".");
    }
    return new BitTable(bits, columns);
  }

  long[] integers(int column) {
    long[] values = new long[bits.length / columns];
    for (int row = 0; row < values.length; row++) {
      values[row] = bits[row * columns + column];
    }
    return values;
  }

  double[] doubles(int column) {
    double[] values = new double[bits.length / columns];
    for (int row = 0; row < values.length; row++) {
      values[row] = Double.longBitsToDouble(bits[row * columns + column]);
    }
    return values;
  }
}
