package peaberry.data;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import tech.tablesaw.api.Table;

/**
 * A database in this process' memory that sees Tablesaw's tables without a copy of them and answers
 * with tables.
 */
final class DuckDb implements AutoCloseable {
  private final DuckDBConnection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    // Nothing is to be fetched at run time.
    execute("SET autoinstall_known_extensions = false");
    execute("SET autoload_known_extensions = false");
  }

  /**
   * What a query over these tables gives; a query that cannot be run is told as the caller's error.
   */
  static Table query(String sql, Map<String, Table> tables) {
    try (DuckDb database = new DuckDb()) {
      for (Map.Entry<String, Table> table : tables.entrySet()) {
        database.show(table.getKey(), table.getValue());
      }
      return database.query(sql);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "The query cannot be run: %s\nIt reads: %s".formatted(e.getMessage(), sql), e);
    }
  }

  /** A name in double quotes, as SQL has it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void show(String name, Table table) throws SQLException {
    String function = "table " + name;
    TableScan scan = new TableScan(table);
    try (var builder = DuckDBFunctions.tableFunction()) {
      builder.withName(function).withProjectionPushdown().withFunction(scan).register(connection);
    }
    if (table.columnCount() == 0) {
      throw new IllegalArgumentException("The table %s has no columns to query.".formatted(name));
    }
    String columns =
        table.columns().stream().map(scan::expression).collect(Collectors.joining(", "));
    execute(
        "CREATE VIEW %s AS SELECT %s FROM %s()".formatted(quoted(name), columns, quoted(function)));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Table query(String sql) throws SQLException {
    try (DuckDBPreparedStatement statement = prepare(readable(sql));
        DuckDBChunkedResult result = statement.query()) {
      int width = Math.toIntExact(result.columnCount());
      List<ResultColumn> columns = new ArrayList<>();
      var types = statement.getMetaData();
      for (int i = 0; i < width; i++) {
        columns.add(ResultColumn.of(types.getColumnName(i + 1), types.getColumnTypeName(i + 1)));
      }
      while (result.nextChunk()) {
        DuckDBDataChunkReader chunk = result.chunk();
        int rows = Math.toIntExact(chunk.rowCount());
        for (int i = 0; i < width; i++) {
          columns.get(i).append(chunk.vector(i), rows);
        }
      }
      Table table = Table.create();
      columns.forEach(column -> table.addColumns(column.column()));
      return table;
    }
  }

  /** The query with each column in a type that a table can hold. */
  private String readable(String sql) throws SQLException {
    try (DuckDBPreparedStatement statement = prepare(sql)) {
      var types = statement.getMetaData();
      int width = types.getColumnCount();
      List<String> casts = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        String wanted = ResultColumn.readableType(types.getColumnTypeName(i));
        casts.add("CAST(c%d AS %s) AS %s".formatted(i, wanted, quoted(types.getColumnName(i))));
      }
      String names =
          IntStream.rangeClosed(1, width).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
      return "SELECT %s FROM (%s\n) AS result(%s)".formatted(String.join(", ", casts), sql, names);
    }
  }

  DuckDBPreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
