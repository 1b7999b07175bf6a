package peaberry.data.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import peaberry.data.Excerpt;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/**
 * Shows a DJL array: a vector or matrix by its edges, shape, type and device, anything else as DJL
 * writes it.
 */
public final class NDArrayRenderer implements Renderer<NDArray> {
  // Above this, copying the values out of the engine would cost more than showing them is worth.
  private static final long MOST = 10_000_000;

  @Override
  public Class<NDArray> type() {
    return NDArray.class;
  }

  @Override
  public MimeBundle render(NDArray array) {
    Shape shape = array.getShape();
    String note =
        "%s on %s"
            .formatted(array.getDataType().name().toLowerCase(Locale.ROOT), array.getDevice());
    boolean flat = shape.dimension() == 1 || shape.dimension() == 2;
    if (!flat
        || shape.size() > MOST
        || !(array.getDataType().isFloating() || array.getDataType().isInteger())) {
      return MimeBundle.text(array.toDebugString());
    }
    int rows = Math.toIntExact(shape.get(0));
    int columns = shape.dimension() == 1 ? 1 : Math.toIntExact(shape.get(1));
    double[] values = NDArrays.doubles(array);
    return Excerpt.matrix(rows, columns, (i, j) -> values[i * columns + j], note).toMimeBundle();
  }
}
