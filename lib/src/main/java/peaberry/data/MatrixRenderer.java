package peaberry.data;

import java.util.Arrays;
import java.util.stream.IntStream;
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
    int columns = Arrays.stream(rows).mapToInt(row -> row == null ? 0 : row.length).max().orElse(0);
    boolean ragged =
        IntStream.range(0, rows.length).anyMatch(i -> rows[i] == null || rows[i].length != columns);
    return Excerpt.of(
            rows.length, columns, j -> column(rows, j), ragged ? "rows of unlike length" : "")
        .toMimeBundle();
  }

  private static Excerpt.Column column(double[][] rows, int j) {
    return Excerpt.Column.fractions(
        Integer.toString(j),
        "",
        i -> rows[i] == null || j >= rows[i].length ? Double.NaN : rows[i][j]);
  }
}
