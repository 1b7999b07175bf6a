package peaberry.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Groups, joins and queries of large Tablesaw tables.
 *
 * <pre>{@code
 * Table means = Tables.group(sales, List.of("region"), "avg(amount) AS mean", "count(*) AS n");
 * Table both = Tables.join(sales, stores, "store");
 * Table some = Tables.query("SELECT * FROM s WHERE amount > 10 ORDER BY day", Map.of("s", sales));
 * }</pre>
 *
 * <p>All make a new table. Joins, and groups by sums, means, extremes and counts of columns, are
 * made by hashing; a query, and a group by any other expression, by DuckDB in this process, which
 * takes some 20 milliseconds to open.
 */
public final class Tables {
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
    List<Column<?>> columns = found(table, keys);
    List<Aggregate> aggregates =
        Arrays.stream(expressions)
            .map(expression -> Aggregate.of(expression, table))
            .flatMap(Optional::stream)
            .toList();
    if (aggregates.size() == expressions.length && columns.stream().allMatch(Grouping::takes)) {
      return Grouping.of(columns).table(aggregates);
    }
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
    return join(false, left, right, keys);
  }

  /** The same with all rows of the left table; what the right one has nothing for is missing. */
  public static Table leftJoin(Table left, Table right, String... keys) {
    return join(true, left, right, keys);
  }

  private static Table join(boolean outer, Table left, Table right, String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("A join needs a column that both tables have.");
    }
    List<String> common = List.of(names);
    List<Column<?>> leftKeys = found(left, common);
    List<Column<?>> rightKeys = found(right, common);
    for (String name : right.columnNames()) {
      if (!common.contains(name) && left.columnNames().contains(name)) {
        throw new IllegalArgumentException(
            "Both tables have a column %s: rename it in one, or join by it, too.".formatted(name));
      }
    }
    Matches matches = Matches.of(leftKeys, rightKeys, outer);
    Stream<Column<?>> ofLeft = left.columns().stream().map(matches.left()::of);
    Stream<Column<?>> ofRight =
        right.columns().stream()
            .filter(column -> !common.contains(column.name()))
            .map(matches.right()::of);
    return Table.create(Stream.concat(ofLeft, ofRight).parallel().toArray(Column<?>[]::new));
  }

  private static List<Column<?>> found(Table table, List<String> names) {
    return names.stream().<Column<?>>map(name -> ColumnsByName.find(table, name)).toList();
  }

  private static String names(List<String> columns) {
    return columns.stream().map(DuckDb::quoted).collect(Collectors.joining(", "));
  }
}
