package peaberry.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToLongFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * A column to group or join by, one long for each row: rows have the same long if their values are
 * equal.
 */
record KeyColumn(Column<?> column, IntToLongFunction value) {
  /** What a missing value has: Tablesaw's own for a column of longs. */
  static final long MISSING = Long.MIN_VALUE;

  /** Columns to group by. */
  static List<KeyColumn> of(List<Column<?>> columns) {
    return columns.stream()
        .map(column -> of(column, column instanceof DoubleColumn, new HashMap<>()))
        .toList();
  }

  /**
   * Two columns to join by; whole numbers are equal to fractions of that value.
   *
   * @throws IllegalArgumentException if their values cannot be compared
   */
  static List<KeyColumn> pair(Column<?> left, Column<?> right) {
    if (kind(left) != kind(right)) {
      throw new IllegalArgumentException(
          "The column %s holds %s in one table and %s in the other: give both one type."
              .formatted(left.name(), name(left), name(right)));
    }
    boolean fractions = isFractional(left) || isFractional(right);
    Map<String, Long> texts = new HashMap<>();
    return List.of(of(left, fractions, texts), of(right, fractions, texts));
  }

  private static boolean isFractional(Column<?> column) {
    return column instanceof DoubleColumn || column instanceof FloatColumn;
  }

  private static Class<?> kind(Column<?> column) {
    return switch (column) {
      case DoubleColumn c -> Number.class;
      case FloatColumn c -> Number.class;
      case IntColumn c -> Number.class;
      case ShortColumn c -> Number.class;
      case LongColumn c -> Number.class;
      case BooleanColumn c -> BooleanColumn.class;
      case StringColumn c -> StringColumn.class;
      case DateColumn c -> DateColumn.class;
      case DateTimeColumn c -> DateTimeColumn.class;
      default ->
          throw new IllegalArgumentException(
              "The column %s holds %s, which a query cannot read: turn it into texts."
                  .formatted(column.name(), name(column)));
    };
  }

  private static String name(Column<?> column) {
    return column.type().name().toLowerCase(Locale.ROOT);
  }

  private static KeyColumn of(Column<?> column, boolean fractions, Map<String, Long> texts) {
    return new KeyColumn(
        column,
        switch (column) {
          case IntColumn c when !fractions -> row -> whole(c, row, c.getInt(row));
          case ShortColumn c when !fractions -> row -> whole(c, row, c.getShort(row));
          case LongColumn c when !fractions -> row -> c.getLong(row);
          case DoubleColumn c -> row -> bits(c.getDouble(row));
          case FloatColumn c -> row -> bits(c.getDouble(row));
          case IntColumn c -> row -> bits(c.getDouble(row));
          case ShortColumn c -> row -> bits(c.getDouble(row));
          case LongColumn c -> row -> bits(c.isMissing(row) ? Double.NaN : c.getLong(row));
          case BooleanColumn c -> row -> whole(c, row, c.getByte(row));
          case DateColumn c -> row -> whole(c, row, c.getIntInternal(row));
          case DateTimeColumn c -> row -> whole(c, row, c.getLongInternal(row));
          case StringColumn c -> texts(c, texts);
          default -> throw new IllegalStateException("kind refuses " + column.type());
        });
  }

  private static long whole(Column<?> column, int row, long value) {
    return column.isMissing(row) ? MISSING : value;
  }

  private static long bits(double value) {
    return Double.isNaN(value) ? MISSING : Double.doubleToRawLongBits(value + 0.0); // -0 is 0
  }

  /** Numbers from 1 on for texts, by way of Tablesaw's keys for them. */
  private static IntToLongFunction texts(StringColumn column, Map<String, Long> texts) {
    var dictionary = column.getDictionary();
    HashIndex keys = new HashIndex();
    List<Long> known = new ArrayList<>();
    for (int row = 0; row < column.size(); row++) {
      if (keys.add(dictionary.getKeyForIndex(row)) == known.size()) {
        String text = dictionary.getValueForIndex(row);
        known.add(
            column.isMissing(row)
                ? MISSING
                : texts.computeIfAbsent(text, t -> Long.valueOf(texts.size() + 1)));
      }
    }
    long[] numbers = known.stream().mapToLong(Long::longValue).toArray();
    return row -> numbers[keys.find(dictionary.getKeyForIndex(row))];
  }
}
