package peaberry.data;

import java.util.Arrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.columns.Column;

/**
 * A column of a CSV file while its pieces are read, each into rows of its own: one array of the
 * kind that the column has been found to be.
 */
final class CsvColumn {
  /** In the order in which one can become the next. */
  enum Kind {
    INT,
    LONG,
    FRACTION,
    TEXT
  }

  private final Kind kind;
  private final int[] ints;
  private final long[] longs;
  private final double[] fractions;

  CsvColumn(Kind kind, int rows) {
    this.kind = kind;
    this.ints = kind == Kind.INT || kind == Kind.TEXT ? new int[rows] : null;
    this.longs = kind == Kind.LONG ? new long[rows] : null;
    this.fractions = kind == Kind.FRACTION ? new double[rows] : null;
  }

  Kind kind() {
    return kind;
  }

  void setMissing(int row) {
    switch (kind) {
      case INT -> ints[row] = Integer.MIN_VALUE;
      case LONG -> longs[row] = Long.MIN_VALUE;
      case FRACTION -> fractions[row] = Double.NaN;
      case TEXT -> ints[row] = -1;
    }
  }

  /** Whether the number has found room: what has none needs another kind. */
  boolean setWhole(int row, long value) {
    switch (kind) {
      case INT -> {
        ints[row] = (int) value;
        return ints[row] == value && ints[row] != Integer.MIN_VALUE;
      }
      case LONG -> longs[row] = value;
      default -> fractions[row] = value;
    }
    return true;
  }

  boolean setFraction(int row, double value) {
    if (kind != Kind.FRACTION) {
      return false;
    }
    fractions[row] = value;
    return true;
  }

  /** The place of a row's text in its piece's dictionary. */
  void setText(int row, int place) {
    ints[row] = place;
  }

  /** Puts the whole column's places for those of a piece. */
  void replaceTexts(int from, int to, int[] places) {
    for (int row = from; row < to; row++) {
      ints[row] = ints[row] < 0 ? -1 : places[ints[row]];
    }
  }

  boolean isAllMissing() {
    return switch (kind) {
      case INT -> Arrays.stream(ints).allMatch(value -> value == Integer.MIN_VALUE);
      case LONG -> Arrays.stream(longs).allMatch(value -> value == Long.MIN_VALUE);
      case FRACTION -> Arrays.stream(fractions).allMatch(Double::isNaN);
      case TEXT -> Arrays.stream(ints).allMatch(place -> place < 0);
    };
  }

  Column<?> column(String name, TextDictionary texts) {
    return switch (kind) {
      case INT -> IntColumn.create(name, ints);
      case LONG -> LongColumn.create(name, longs);
      case FRACTION -> DoubleColumn.create(name, fractions);
      case TEXT -> texts.column(name, ints);
    };
  }
}
