package peaberry.data.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import peaberry.data.Excerpt;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/**
 * Shows a DJL array: a number as it is, a vector or matrix by its edges, shape, type and device, an
 * array of more dimensions as DJL writes it or, if it is large, by its first matrix.
 */
public final class NDArrayRenderer implements Renderer<NDArray> {
  // Up to here all values are read at once, above it those that are shown, one by one.
  private static final long SMALL = 10_000;
  private static final int MOST_IN_TEXT = 500;

  @Override
  public Class<NDArray> type() {
    return NDArray.class;
  }

  @Override
  public MimeBundle render(NDArray array) {
    if (array.isReleased()) {
      return MimeBundle.text(
          "This array is closed: its manager or its scope was. Read the values before, or make it in a manager that stays open.");
    }
    Shape shape = array.getShape();
    DataType type = array.getDataType();
    String note = "%s on %s".formatted(type.name().toLowerCase(Locale.ROOT), array.getDevice());
    boolean shown = type.isFloating() || type.isInteger();
    if (shown && shape.dimension() == 0) {
      return MimeBundle.text(NDArrays.doubles(array)[0] + " · " + note);
    }
    if (!shown || shape.dimension() > 2 && shape.size() <= MOST_IN_TEXT) {
      return MimeBundle.text(array.toDebugString());
    }
    return shape.dimension() > 2
        ? firstMatrix(array, note + " · the first matrix of shape " + shape)
        : edges(array, note);
  }

  private static MimeBundle firstMatrix(NDArray array, String note) {
    long[] outer = new long[Math.toIntExact(array.getShape().dimension()) - 2];
    try (NDArray matrix = array.get(outer)) {
      return edges(matrix, note);
    }
  }

  private static MimeBundle edges(NDArray array, String note) {
    Shape shape = array.getShape();
    boolean vector = shape.dimension() == 1;
    int rows = Math.toIntExact(shape.get(0));
    int columns = vector ? 1 : Math.toIntExact(shape.get(1));
    if (shape.size() <= SMALL) {
      double[] values = NDArrays.doubles(array);
      return Excerpt.matrix(rows, columns, (i, j) -> values[i * columns + j], note).toMimeBundle();
    }
    return Excerpt.matrix(
            rows, columns, (i, j) -> vector ? value(array, i) : value(array, i, j), note)
        .toMimeBundle();
  }

  private static double value(NDArray array, long... index) {
    try (NDArray value = array.get(index)) {
      return NDArrays.doubles(value)[0];
    }
  }
}
