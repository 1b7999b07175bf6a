package peaberry.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The part of a large table that is shown: first and last rows, first and last columns, the shape.
 * Asks for what it shows and for nothing else, so millions of rows take no longer than a few.
 */
public final class Excerpt {
  private static final int MOST = 20;
  private static final int EDGE_ROWS = 5;
  private static final int EDGE_COLUMNS = 9;
  private static final int LONGEST_TEXT = 60;
  private static final int GAP = -1;

  /**
   * One column of the whole.
   *
   * @param head its name, type and alignment
   * @param texts the cells of the rows asked for
   */
  public record Column(Grid.Column head, TextsOf texts) {
    public Column {
      Objects.requireNonNull(head, "head");
      Objects.requireNonNull(texts, "texts");
    }

    /** Fractions, all shown with one number of decimals; NaN is an empty cell. */
    public static Column fractions(String name, String type, IntToDoubleFunction value) {
      return new Column(
          new Grid.Column(name, type, true),
          rows -> Numbers.column(IntStream.of(rows).mapToDouble(value).toArray()));
    }

    /** Whole numbers or other cells that stand to the right. */
    public static Column right(String name, String type, IntFunction<?> value) {
      return new Column(new Grid.Column(name, type, true), cells(value));
    }

    /** Texts, shortened where they are long; null is an empty cell. */
    public static Column left(String name, String type, IntFunction<?> value) {
      return new Column(new Grid.Column(name, type, false), cells(value));
    }

    private static TextsOf cells(IntFunction<?> value) {
      return rows ->
          IntStream.of(rows)
              .mapToObj(row -> shortened(Objects.toString(value.apply(row), "")))
              .toList();
    }
  }

  /** The cells of some rows, as texts. */
  @FunctionalInterface
  public interface TextsOf {
    /** One text per row number. */
    List<String> rows(int[] rows);
  }

  private Excerpt() {}

  /**
   * What is shown of {@code rows} rows and {@code columns} columns, with row numbers on the left.
   *
   * @param column the column of a number from 0; asked for those that are shown
   * @param note said below beside the shape, may be empty
   */
  public static Grid of(int rows, int columns, IntFunction<Column> column, String note) {
    int[] shownRows = edges(rows, EDGE_ROWS);
    List<Grid.Column> heads = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    heads.add(Grid.Column.number(""));
    cells.add(
        withGaps(shownRows, numbers -> IntStream.of(numbers).mapToObj(String::valueOf).toList()));
    for (int index : edges(columns, EDGE_COLUMNS)) {
      if (index == GAP) {
        heads.add(Grid.Column.text("…"));
        cells.add(IntStream.of(shownRows).mapToObj(row -> "…").toList());
      } else {
        Column shown = column.apply(index);
        heads.add(shown.head());
        cells.add(withGaps(shownRows, shown.texts()));
      }
    }
    List<List<String>> lines =
        IntStream.range(0, shownRows.length)
            .mapToObj(line -> cells.stream().map(texts -> texts.get(line)).toList())
            .toList();
    return new Grid(heads, lines, shape(rows, columns) + (note.isEmpty() ? "" : " · " + note));
  }

  /** What is shown of a matrix: all its numbers with one number of decimals per column. */
  public static Grid matrix(int rows, int columns, Cell cell, String note) {
    return of(
        rows, columns, j -> Column.fractions(Integer.toString(j), "", i -> cell.at(i, j)), note);
  }

  /** A matrix' number in a row and a column, both from 0. */
  @FunctionalInterface
  public interface Cell {
    /** The number there. */
    double at(int row, int column);
  }

  private static List<String> withGaps(int[] rows, TextsOf texts) {
    List<String> cells =
        new ArrayList<>(texts.rows(IntStream.of(rows).filter(row -> row != GAP).toArray()));
    IntStream.range(0, rows.length).filter(i -> rows[i] == GAP).forEach(i -> cells.add(i, "…"));
    return cells;
  }

  /** All numbers below {@code n}, or the first and the last ones with a gap between. */
  private static int[] edges(int n, int edge) {
    return n <= MOST
        ? IntStream.range(0, n).toArray()
        : IntStream.concat(
                IntStream.concat(IntStream.range(0, edge), IntStream.of(GAP)),
                IntStream.range(n - edge, n))
            .toArray();
  }

  private static String shape(int rows, int columns) {
    return String.format(
        Locale.ROOT,
        "%,d %s × %,d %s",
        rows,
        rows == 1 ? "row" : "rows",
        columns,
        columns == 1 ? "column" : "columns");
  }

  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    String oneLine = text.replace('\n', ' ');
    return length <= LONGEST_TEXT
        ? oneLine
        : oneLine.substring(0, oneLine.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }
}
