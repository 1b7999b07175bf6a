package peaberry.data;

import java.util.Locale;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Shows a Tablesaw table: its first and last rows and columns, the columns' types, and its shape.
 * Formats what it shows and nothing else, so a table of millions of rows is shown as fast as a
 * small one.
 */
public final class TableRenderer implements Renderer<Table> {

  @Override
  public Class<Table> type() {
    return Table.class;
  }

  @Override
  public MimeBundle render(Table table) {
    return grid(table).toMimeBundle();
  }

  // Without the table's name: what Tablesaw makes from a table (copy, where, summary) bears the old
  // one.
  static Grid grid(Table table) {
    return Excerpt.of(
        table.rowCount(), table.columnCount(), index -> column(table.column(index)), "");
  }

  private static Excerpt.Column column(Column<?> column) {
    String name = column.name();
    String type = word(column.type());
    // Not by type(): two instances of one type exist where classes were loaded in another order.
    return switch (column) {
      case DoubleColumn numbers -> Excerpt.Column.fractions(name, type, numbers::getDouble);
      case FloatColumn numbers -> Excerpt.Column.fractions(name, type, numbers::getDouble);
      case NumericColumn<?> numbers -> Excerpt.Column.right(name, type, numbers::getString);
      default -> Excerpt.Column.left(name, type, column::getString);
    };
  }

  private static String word(ColumnType type) {
    return switch (type.name()) {
      case "INTEGER" -> "int";
      case "STRING" -> "text";
      case "LOCAL_DATE" -> "date";
      case "LOCAL_TIME" -> "time";
      case "LOCAL_DATE_TIME" -> "date and time";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }
}
