package peaberry.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/** Shows an {@code int[][]} as a matrix; rows may be of unlike length. */
public final class IntMatrixRenderer implements Renderer<int[][]> {

  @Override
  public Class<int[][]> type() {
    return int[][].class;
  }

  @Override
  public MimeBundle render(int[][] rows) {
    int columns = Arrays.stream(rows).mapToInt(row -> row == null ? 0 : row.length).max().orElse(0);
    boolean ragged =
        IntStream.range(0, rows.length).anyMatch(i -> rows[i] == null || rows[i].length != columns);
    return Excerpt.of(
            rows.length, columns, j -> column(rows, j), ragged ? "rows of unlike length" : "")
        .toMimeBundle();
  }

  private static Excerpt.Column column(int[][] rows, int j) {
    return Excerpt.Column.right(
        Integer.toString(j), "", i -> rows[i] == null || j >= rows[i].length ? null : rows[i][j]);
  }
}
