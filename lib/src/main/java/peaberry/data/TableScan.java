package peaberry.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Hands a table's columns to DuckDB, chunk by chunk, as far as a query asks for them. */
final class TableScan implements DuckDBTableFunction<Table, TableScan.State, Object> {
  // More texts than these are handed over one by one.
  private static final int MOST_LISTED = 1000;
  private final Table table;
  private final Map<String, Listed> listed = new HashMap<>();

  /** The different texts of a column, and their places from 1 on by Tablesaw's key for them. */
  private record Listed(List<String> texts, Map<Integer, Integer> places) {

    static Listed of(StringColumn column) {
      List<String> texts = List.copyOf(column.asSet());
      Map<String, Integer> byText = new HashMap<>();
      texts.forEach(text -> byText.put(text, byText.size() + 1));
      Map<Integer, Integer> places = new HashMap<>();
      var dictionary = column.getDictionary();
      for (int row = 0; row < column.size() && places.size() < texts.size(); row++) {
        int key = dictionary.getKeyForIndex(row);
        if (!places.containsKey(key)) {
          places.put(key, byText.get(dictionary.getValueForKey(key)));
        }
      }
      return new Listed(texts, places);
    }
  }

  /** How far one reading has come. */
  static final class State {
    private final Writer[] writers;
    private int row;

    private State(Writer[] writers) {
      this.writers = writers;
    }
  }

  /** Writes a row of one column into a place of a vector. */
  private interface Writer {
    void write(DuckDBWritableVector vector, int place, int row);
  }

  TableScan(Table table) {
    this.table = table;
    for (Column<?> column : table.columns()) {
      if (column instanceof StringColumn texts && texts.countUnique() <= MOST_LISTED) {
        listed.put(column.name(), Listed.of(texts));
      }
    }
  }

  /**
   * What a query is to select for a column: itself, or for few different texts, which come as
   * numbers, the text out of a list.
   */
  String expression(Column<?> column) {
    String name = DuckDb.quoted(column.name());
    if (!listed.containsKey(column.name())) {
      return name;
    }
    String texts =
        listed.get(column.name()).texts().stream()
            .map(text -> "'" + text.replace("'", "''") + "'")
            .collect(Collectors.joining(", ", "[", "]::VARCHAR[]"));
    return "(%s)[%s] AS %s".formatted(texts, name, name);
  }

  @Override
  public Table bind(DuckDBTableFunctionBindInfo info) {
    for (Column<?> column : table.columns()) {
      boolean number = listed.containsKey(column.name());
      info.addResultColumn(column.name(), number ? DuckDBColumnType.INTEGER : type(column));
    }
    info.setCardinality(table.rowCount(), true);
    return table;
  }

  @Override
  public State init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1); // so rows come in their order
    Writer[] writers = new Writer[Math.toIntExact(info.getColumnCount())];
    List<Column<?>> columns = table.columns();
    for (int i = 0; i < writers.length; i++) {
      long index = info.getColumnIndex(i);
      // A count(*) asks for a column that is none.
      boolean real = index >= 0 && index < columns.size();
      writers[i] = real ? writer(columns.get((int) index)) : (vector, place, row) -> {};
    }
    return new State(writers);
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    State state = info.getInitData();
    int rows = (int) Math.min(chunk.capacity(), table.rowCount() - state.row);
    for (int i = 0; i < state.writers.length; i++) {
      DuckDBWritableVector vector = chunk.vector(i);
      Writer writer = state.writers[i];
      for (int place = 0; place < rows; place++) {
        writer.write(vector, place, state.row + place);
      }
    }
    state.row += rows;
    return rows;
  }

  private static DuckDBColumnType type(Column<?> column) {
    return switch (column) {
      case DoubleColumn numbers -> DuckDBColumnType.DOUBLE;
      case FloatColumn numbers -> DuckDBColumnType.FLOAT;
      case IntColumn numbers -> DuckDBColumnType.INTEGER;
      case ShortColumn numbers -> DuckDBColumnType.SMALLINT;
      case LongColumn numbers -> DuckDBColumnType.BIGINT;
      case BooleanColumn truths -> DuckDBColumnType.BOOLEAN;
      case StringColumn texts -> DuckDBColumnType.VARCHAR;
      case DateColumn days -> DuckDBColumnType.DATE;
      case DateTimeColumn times -> DuckDBColumnType.TIMESTAMP;
      default ->
          throw new IllegalArgumentException(
              "The column %s holds %s, which a query cannot read: turn it into texts."
                  .formatted(column.name(), column.type().name().toLowerCase(Locale.ROOT)));
    };
  }

  private Writer writer(Column<?> column) {
    Writer values =
        switch (column) {
          case DoubleColumn c -> (vector, place, row) -> vector.setDouble(place, c.getDouble(row));
          case FloatColumn c -> (vector, place, row) -> vector.setFloat(place, c.getFloat(row));
          case IntColumn c -> (vector, place, row) -> vector.setInt(place, c.getInt(row));
          case ShortColumn c -> (vector, place, row) -> vector.setShort(place, c.getShort(row));
          case LongColumn c -> (vector, place, row) -> vector.setLong(place, c.getLong(row));
          case BooleanColumn c -> (vector, place, row) -> vector.setBoolean(place, c.get(row));
          case StringColumn c when listed.containsKey(c.name()) -> {
            var places = listed.get(c.name()).places();
            var dictionary = c.getDictionary();
            yield (vector, place, row) ->
                vector.setInt(place, places.get(dictionary.getKeyForIndex(row)));
          }
          case StringColumn c -> (vector, place, row) -> vector.setString(place, c.get(row));
          case DateColumn c -> (vector, place, row) -> vector.setDate(place, c.get(row));
          case DateTimeColumn c -> (vector, place, row) -> vector.setTimestamp(place, c.get(row));
          default -> throw new IllegalStateException("bind refuses " + column.type());
        };
    return (vector, place, row) -> {
      if (column.isMissing(row)) {
        vector.setNull(place);
      } else {
        values.write(vector, place, row);
      }
    };
  }
}
