package peaberry.data;

import java.util.Locale;
import java.util.Objects;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table's columns by their exact names. Tablesaw's own {@code column} takes {@code cpu} for
 * {@code CPU}; a model would then bear a name that no column has, and later look-ups fail.
 */
public final class ColumnsByName {
  private ColumnsByName() {}

  /**
   * The column of that very name.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  public static Column<?> find(Table table, String name) {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(name, "name");
    for (Column<?> column : table.columns()) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw UnknownName.in("The table", "column", name, table.columnNames());
  }

  /**
   * The column of that very name, which holds numbers.
   *
   * @throws IllegalArgumentException if there is none or it holds something else
   */
  public static NumericColumn<?> numbers(Table table, String name) {
    Column<?> column = find(table, name);
    if (column instanceof NumericColumn<?> numbers) {
      return numbers;
    }
    throw new IllegalArgumentException(
        "The column %s holds %s, not numbers."
            .formatted(name, column.type().name().toLowerCase(Locale.ROOT)));
  }
}
