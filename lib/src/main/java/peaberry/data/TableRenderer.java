package peaberry.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
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
  private static final int ROWS = 20;
  private static final int EDGE_ROWS = 5;
  private static final int COLUMNS = 20;
  private static final int EDGE_COLUMNS = 9;
  private static final int LONGEST_TEXT = 60;
  private static final int GAP = -1;

  @Override
  public Class<Table> type() {
    return Table.class;
  }

  @Override
  public MimeBundle render(Table table) {
    return grid(table).toMimeBundle();
  }

  static Grid grid(Table table) {
    int[] rows = edges(table.rowCount(), ROWS, EDGE_ROWS);
    int[] columns = edges(table.columnCount(), COLUMNS, EDGE_COLUMNS);
    List<Grid.Column> heads = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    heads.add(Grid.Column.number(""));
    cells.add(
        IntStream.of(rows).mapToObj(row -> row == GAP ? "…" : Integer.toString(row)).toList());
    for (int index : columns) {
      if (index == GAP) {
        heads.add(Grid.Column.text("…"));
        cells.add(IntStream.of(rows).mapToObj(row -> "…").toList());
      } else {
        Column<?> column = table.column(index);
        heads.add(
            new Grid.Column(
                column.name(), word(column.type()), column instanceof NumericColumn<?>));
        cells.add(format(column, rows));
      }
    }
    return new Grid(heads, transposed(cells, rows.length), caption(table));
  }

  /** All numbers below {@code n}, or the first and the last ones with a gap between. */
  private static int[] edges(int n, int most, int edge) {
    return n <= most
        ? IntStream.range(0, n).toArray()
        : IntStream.concat(
                IntStream.concat(IntStream.range(0, edge), IntStream.of(GAP)),
                IntStream.range(n - edge, n))
            .toArray();
  }

  private static List<String> format(Column<?> column, int[] rows) {
    // Not by type(): two instances of one type exist where classes were loaded in another order.
    boolean fractions = column instanceof DoubleColumn || column instanceof FloatColumn;
    if (fractions && column instanceof NumericColumn<?> numbers) {
      double[] shown =
          IntStream.of(rows).filter(row -> row != GAP).mapToDouble(numbers::getDouble).toArray();
      List<String> texts = new ArrayList<>(Numbers.column(shown));
      IntStream.range(0, rows.length).filter(i -> rows[i] == GAP).forEach(i -> texts.add(i, "…"));
      return texts;
    }
    return IntStream.of(rows)
        .mapToObj(row -> row == GAP ? "…" : shortened(column.getString(row)))
        .toList();
  }

  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    String oneLine = text.replace('\n', ' ');
    return length <= LONGEST_TEXT
        ? oneLine
        : oneLine.substring(0, oneLine.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }

  private static List<List<String>> transposed(List<List<String>> columns, int rows) {
    return IntStream.range(0, rows)
        .mapToObj(row -> columns.stream().map(column -> column.get(row)).toList())
        .toList();
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

  // Without the table's name: what Tablesaw makes from a table (copy, where, summary) bears the old
  // one.
  private static String caption(Table table) {
    return String.format(
        Locale.ROOT,
        "%,d %s × %,d %s",
        table.rowCount(),
        table.rowCount() == 1 ? "row" : "rows",
        table.columnCount(),
        table.columnCount() == 1 ? "column" : "columns");
  }
}
