package peaberry.data;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/** Shows a {@code double[][]} as a matrix; rows may be of unlike length. */
public final class MatrixRenderer implements Renderer<double[][]> {

  @Override
  public Class<double[][]> type() {
    return double[][].class;
  }

  @Override
  public MimeBundle render(double[][] rows) {
    return bundle(
        rows,
        row -> row.length,
        j ->
            Excerpt.Column.fractions(
                Integer.toString(j), "", i -> has(rows[i], j) ? rows[i][j] : Double.NaN));
  }

  private static boolean has(double[] row, int j) {
    return row != null && j < row.length;
  }

  /** What is shown of rows of any kind of number; a row may be null. */
  static <R> MimeBundle bundle(
      R[] rows, ToIntFunction<R> width, IntFunction<Excerpt.Column> column) {
    int[] widths =
        Arrays.stream(rows).mapToInt(row -> row == null ? -1 : width.applyAsInt(row)).toArray();
    int columns = Math.max(0, Arrays.stream(widths).max().orElse(0));
    boolean ragged = Arrays.stream(widths).anyMatch(found -> found != columns);
    return Excerpt.of(rows.length, columns, column, ragged ? "rows of unlike length" : "")
        .toMimeBundle();
  }
}
