package peaberry.data.smile;

import peaberry.data.Excerpt;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;
import smile.tensor.Matrix;

/** Shows a Smile matrix or vector: edges and shape. */
public final class SmileMatrixRenderer implements Renderer<Matrix> {

  @Override
  public Class<Matrix> type() {
    return Matrix.class;
  }

  @Override
  public MimeBundle render(Matrix matrix) {
    return Excerpt.matrix(matrix.nrow(), matrix.ncol(), matrix::get, "").toMimeBundle();
  }
}
