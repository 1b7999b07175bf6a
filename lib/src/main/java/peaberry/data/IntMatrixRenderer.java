package peaberry.data;

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
    return MatrixRenderer.bundle(
        rows,
        row -> row.length,
        j ->
            Excerpt.Column.right(
                Integer.toString(j),
                "",
                i -> rows[i] == null || j >= rows[i].length ? null : rows[i][j]));
  }
}
