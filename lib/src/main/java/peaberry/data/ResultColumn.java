package peaberry.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBReadableVector;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.LongColumnType;

/** A column of a result while it grows, chunk by chunk. */
sealed interface ResultColumn {

  /** Takes the first {@code rows} values of a vector. */
  void append(DuckDBReadableVector vector, int rows);

  /** All of it as Tablesaw's column. */
  Column<?> column();

  /** The type that values of DuckDB's {@code type} are read as. */
  static String readableType(String type) {
    return switch (type) {
      case "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "HUGEINT",
          "UHUGEINT" ->
          "BIGINT";
      case "FLOAT", "DOUBLE" -> "DOUBLE";
      case "BOOLEAN", "DATE", "TIMESTAMP" -> type;
      default -> type.startsWith("DECIMAL") ? "DOUBLE" : "VARCHAR";
    };
  }

  static ResultColumn of(String name, String readableType) {
    return switch (readableType) {
      case "BIGINT" -> new Wholes(name);
      case "DOUBLE" -> new Fractions(name);
      case "BOOLEAN" -> new Objects<>(BooleanColumn.create(name), DuckDBReadableVector::getBoolean);
      case "DATE" ->
          new Objects<LocalDate>(DateColumn.create(name), DuckDBReadableVector::getLocalDate);
      case "TIMESTAMP" ->
          new Objects<LocalDateTime>(
              DateTimeColumn.create(name), DuckDBReadableVector::getLocalDateTime);
      default -> new Texts(name);
    };
  }

  /** Whole numbers, of 32 bits if all of them fit, as Tablesaw decides, else of 64. */
  static Column<?> narrowest(String name, long[] values) {
    long missing = LongColumnType.missingValueIndicator();
    int[] narrow = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = values[i] == missing ? Integer.MIN_VALUE : (int) values[i];
      if (values[i] != missing && (narrow[i] != values[i] || narrow[i] == Integer.MIN_VALUE)) {
        return LongColumn.create(name, values);
      }
    }
    return IntColumn.create(name, narrow);
  }

  /** Fractions; NaN for what is missing. */
  final class Fractions implements ResultColumn {
    private final String name;
    private double[] values = new double[2048];
    private int size;

    Fractions(String name) {
      this.name = name;
    }

    @Override
    public void append(DuckDBReadableVector vector, int rows) {
      if (size + rows > values.length) {
        values = Arrays.copyOf(values, Math.max(size + rows, 2 * values.length));
      }
      for (int i = 0; i < rows; i++) {
        values[size++] = vector.getDouble(i, Double.NaN);
      }
    }

    @Override
    public Column<?> column() {
      return DoubleColumn.create(name, Arrays.copyOf(values, size));
    }
  }

  /** Whole numbers. */
  final class Wholes implements ResultColumn {
    private static final long MISSING = LongColumnType.missingValueIndicator();
    private final String name;
    private long[] values = new long[2048];
    private int size;

    Wholes(String name) {
      this.name = name;
    }

    @Override
    public void append(DuckDBReadableVector vector, int rows) {
      if (size + rows > values.length) {
        values = Arrays.copyOf(values, Math.max(size + rows, 2 * values.length));
      }
      for (int i = 0; i < rows; i++) {
        values[size++] = vector.getLong(i, MISSING);
      }
    }

    @Override
    public Column<?> column() {
      return narrowest(name, Arrays.copyOf(values, size));
    }
  }

  /** Texts; null for what is missing. */
  final class Texts implements ResultColumn {
    private final String name;
    private final List<String> values = new ArrayList<>();

    Texts(String name) {
      this.name = name;
    }

    @Override
    public void append(DuckDBReadableVector vector, int rows) {
      for (int i = 0; i < rows; i++) {
        values.add(vector.isNull(i) ? null : vector.getString(i));
      }
    }

    @Override
    public Column<?> column() {
      return StringColumn.create(name, values);
    }
  }

  /** What is read one value at a time. */
  final class Objects<T> implements ResultColumn {
    private final Column<T> column;
    private final Reader<T> reader;

    /** One value of a vector. */
    interface Reader<T> {
      T read(DuckDBReadableVector vector, long row);
    }

    Objects(Column<T> column, Reader<T> reader) {
      this.column = column;
      this.reader = reader;
    }

    @Override
    public void append(DuckDBReadableVector vector, int rows) {
      for (int i = 0; i < rows; i++) {
        if (vector.isNull(i)) {
          column.appendMissing();
        } else {
          column.append(reader.read(vector, i));
        }
      }
    }

    @Override
    public Column<?> column() {
      return column;
    }
  }
}
