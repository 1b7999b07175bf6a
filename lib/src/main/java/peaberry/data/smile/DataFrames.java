package peaberry.data.smile;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import smile.data.DataFrame;
import smile.data.measure.CategoricalMeasure;
import smile.data.vector.BooleanVector;
import smile.data.vector.DoubleVector;
import smile.data.vector.FloatVector;
import smile.data.vector.IntVector;
import smile.data.vector.LongVector;
import smile.data.vector.NullableIntVector;
import smile.data.vector.NullableLongVector;
import smile.data.vector.ShortVector;
import smile.data.vector.StringVector;
import smile.data.vector.ValueVector;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as a Smile data frame, and back.
 *
 * <pre>{@code
 * DataFrame frame = DataFrames.of(servers);
 * Table table = DataFrames.table(frame);
 * }</pre>
 *
 * <p>Each column of numbers is copied once, as a block: neither library lets its array out. A
 * missing fraction is NaN in both; a missing whole number makes Smile's column nullable. Tablesaw's
 * own converter is written for an older Smile and does not run with this one.
 */
public final class DataFrames {
  private DataFrames() {}

  /**
   * The data frame with these columns of the table, or with all of them.
   *
   * @throws IllegalArgumentException if a column is not there, or holds neither numbers, texts nor
   *     truth values
   */
  public static DataFrame of(Table table, String... names) {
    Objects.requireNonNull(table, "table");
    String[] chosen = names.length == 0 ? table.columnNames().toArray(String[]::new) : names;
    return new DataFrame(
        Arrays.stream(chosen)
            .map(name -> vector(ColumnsByName.find(table, name)))
            .toArray(ValueVector[]::new));
  }

  /** The table with the data frame's columns; levels of a category become their texts. */
  public static Table table(DataFrame frame) {
    Table table = Table.create();
    for (ValueVector vector : frame.columns()) {
      table.addColumns(column(vector));
    }
    return table;
  }

  private static ValueVector vector(Column<?> column) {
    String name = column.name();
    return switch (column) {
      case DoubleColumn numbers -> new DoubleVector(name, numbers.asDoubleArray());
      case FloatColumn numbers -> new FloatVector(name, numbers.asFloatArray());
      case IntColumn numbers ->
          numbers.countMissing() == 0
              ? new IntVector(name, numbers.asIntArray())
              : new NullableIntVector(name, numbers.asIntArray(), missing(column));
      case LongColumn numbers ->
          numbers.countMissing() == 0
              ? new LongVector(name, numbers.asLongArray())
              : new NullableLongVector(name, numbers.asLongArray(), missing(column));
      case ShortColumn numbers when numbers.countMissing() == 0 ->
          new ShortVector(name, numbers.asShortArray());
      case BooleanColumn truths when truths.countMissing() == 0 -> truths(truths);
      case StringColumn texts -> texts(texts);
      default ->
          throw new IllegalArgumentException(
              "The column %s holds %s%s, which has no counterpart here: convert it to numbers or texts."
                  .formatted(
                      name,
                      column.type().name().toLowerCase(Locale.ROOT),
                      column.countMissing() > 0 ? " with gaps" : ""));
    };
  }

  private static BitSet missing(Column<?> column) {
    BitSet missing = new BitSet(column.size());
    IntStream.range(0, column.size()).filter(column::isMissing).forEach(missing::set);
    return missing;
  }

  private static ValueVector truths(BooleanColumn column) {
    boolean[] values = new boolean[column.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = column.get(row);
    }
    return new BooleanVector(column.name(), values);
  }

  private static ValueVector texts(StringColumn column) {
    String[] values = column.asObjectArray();
    Arrays.setAll(values, row -> column.isMissing(row) ? null : values[row]);
    return new StringVector(column.name(), values);
  }

  private static Column<?> column(ValueVector vector) {
    String name = vector.name();
    int n = vector.size();
    if (vector.measure() instanceof CategoricalMeasure) {
      String[] levels = new String[n];
      Arrays.setAll(levels, row -> vector.isNullAt(row) ? null : vector.getScale(row));
      return StringColumn.create(name, levels);
    }
    return switch (vector.dtype().id()) {
      case Double -> {
        double[] values = new double[n];
        Arrays.setAll(values, row -> vector.isNullAt(row) ? Double.NaN : vector.getDouble(row));
        yield DoubleColumn.create(name, values);
      }
      case Float -> {
        FloatColumn column = FloatColumn.create(name, n);
        for (int row = 0; row < n; row++) {
          column.set(row, vector.isNullAt(row) ? Float.NaN : vector.getFloat(row));
        }
        yield column;
      }
      case Byte, Short, Int -> {
        int[] values = new int[n];
        Arrays.setAll(values, row -> vector.isNullAt(row) ? 0 : vector.getInt(row));
        yield withGaps(IntColumn.create(name, values), vector);
      }
      case Long -> {
        long[] values = new long[n];
        Arrays.setAll(values, row -> vector.isNullAt(row) ? 0 : vector.getLong(row));
        yield withGaps(LongColumn.create(name, values), vector);
      }
      case Boolean -> {
        Boolean[] values = new Boolean[n];
        Arrays.setAll(values, row -> vector.isNullAt(row) ? null : vector.getBoolean(row));
        yield BooleanColumn.create(name, values);
      }
      default -> {
        String[] values = new String[n];
        Arrays.setAll(values, row -> Objects.toString(vector.get(row), null));
        yield StringColumn.create(name, values);
      }
    };
  }

  private static Column<?> withGaps(Column<?> column, ValueVector vector) {
    for (int row = 0; row < vector.size(); row++) {
      if (vector.isNullAt(row)) {
        column.setMissing(row);
      }
    }
    return column;
  }
}
