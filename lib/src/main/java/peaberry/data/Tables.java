package peaberry.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Groups, joins and queries of large Tablesaw tables, done by DuckDB in this process.
 *
 * <pre>{@code
 * Table means = Tables.group(sales, List.of("region"), "avg(amount) AS mean", "count(*) AS n");
 * Table both = Tables.join(sales, stores, "store");
 * Table some = Tables.query("SELECT * FROM s WHERE amount > 10 ORDER BY day", Map.of("s", sales));
 * }</pre>
 *
 * <p>A query reads the tables where they are and makes a new one. For tables of some thousand rows
 * Tablesaw's own methods are as good: a database takes some milliseconds to open.
 */
public final class Tables {
  /** The column of row numbers beside the keys of a join. */
  private static final String ROW = "row number for a join";

  private Tables() {}

  /**
   * What a query in SQL gives.
   *
   * @param sql one SELECT in DuckDB's dialect
   * @param tables the tables by the names that the query calls them
   * @throws IllegalArgumentException if the query cannot be run; the message is DuckDB's
   */
  public static Table query(String sql, Map<String, Table> tables) {
    return DuckDb.query(Objects.requireNonNull(sql, "sql"), tables);
  }

  /**
   * One row for each combination of the keys' values, in ascending order.
   *
   * @param keys columns to group by
   * @param expressions what to compute in each group, such as {@code avg(amount) AS mean}
   */
  public static Table group(Table table, List<String> keys, String... expressions) {
    if (keys.isEmpty() || expressions.length == 0) {
      throw new IllegalArgumentException(
          "A group needs a column to group by and something to compute, such as count(*) AS n.");
    }
    keys.forEach(key -> ColumnsByName.find(table, key));
    String by = names(keys);
    String chosen = by + ", " + String.join(", ", expressions);
    return query(
        "SELECT %s FROM t GROUP BY %s ORDER BY %s".formatted(chosen, by, by), Map.of("t", table));
  }

  /**
   * The rows of both tables whose keys are equal, in the order of the left one; columns of the left
   * table first.
   *
   * @param keys columns that both have
   * @throws IllegalArgumentException if another column is in both: its name would be there twice
   */
  public static Table join(Table left, Table right, String... keys) {
    return join("", left, right, keys);
  }

  /** The same with all rows of the left table; what the right one has nothing for is missing. */
  public static Table leftJoin(Table left, Table right, String... keys) {
    return join("LEFT", left, right, keys);
  }

  private static Table join(String kind, Table left, Table right, String... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("A join needs a column that both tables have.");
    }
    List<String> common = List.of(keys);
    common.forEach(
        key -> {
          ColumnsByName.find(left, key);
          ColumnsByName.find(right, key);
        });
    for (String name : right.columnNames()) {
      if (!common.contains(name) && left.columnNames().contains(name)) {
        throw new IllegalArgumentException(
            "Both tables have a column %s: rename it in one, or join by it, too.".formatted(name));
      }
    }
    String sql =
        "SELECT l.%s AS l, r.%s AS r FROM l %s JOIN r USING (%s) ORDER BY 1, 2"
            .formatted(DuckDb.quoted(ROW), DuckDb.quoted(ROW), kind, names(common));
    // Only keys go to the database; the rows that it finds are taken from the tables themselves.
    Table pairs = query(sql, Map.of("l", keyed(left, common), "r", keyed(right, common)));
    int[] leftRows = pairs.intColumn("l").asIntArray();
    Table joined = Table.create(left.columns().stream().map(column -> column.subset(leftRows)));
    for (Column<?> column : right.columns()) {
      if (!common.contains(column.name())) {
        joined.addColumns(taken(column, pairs.intColumn("r")));
      }
    }
    return joined;
  }

  private static Table keyed(Table table, List<String> keys) {
    Table keyed = Table.create(keys.stream().map(key -> ColumnsByName.find(table, key)));
    return keyed.addColumns(IntColumn.create(ROW, IntStream.range(0, table.rowCount()).toArray()));
  }

  private static Column<?> taken(Column<?> column, IntColumn rows) {
    if (rows.countMissing() == 0) {
      return column.subset(rows.asIntArray());
    }
    Column<?> taken = column.emptyCopy();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.isMissing(i)) {
        taken.appendMissing();
      } else {
        taken.appendObj(column.get(rows.getInt(i)));
      }
    }
    return taken;
  }

  private static String names(List<String> columns) {
    return columns.stream().map(DuckDb::quoted).collect(Collectors.joining(", "));
  }
}
