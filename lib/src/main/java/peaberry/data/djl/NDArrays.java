package peaberry.data.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import peaberry.data.ColumnsByName;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Rows of numbers as DJL's arrays, and back.
 *
 * <pre>{@code
 * try (NDManager manager = NDManager.newBaseManager()) {
 *   NDArray x = NDArrays.of(manager, servers, "CPU", "Memory");  // n x 2, float32
 * }
 * }</pre>
 *
 * <p>DJL has a class of this name, so import it by its own: {@code import
 * peaberry.data.djl.NDArrays;}.
 *
 * <p>Arrays are of {@code float32}, what models learn on; values go through one buffer, which the
 * engine takes over.
 */
public final class NDArrays {
  private NDArrays() {}

  /**
   * These columns of the table as a matrix of its rows, or all columns.
   *
   * @throws IllegalArgumentException if a column is not there or does not hold numbers
   */
  public static NDArray of(NDManager manager, Table table, String... names) {
    Objects.requireNonNull(table, "table");
    String[] chosen = names.length == 0 ? table.columnNames().toArray(String[]::new) : names;
    int width = chosen.length;
    float[] values = new float[Math.multiplyExact(table.rowCount(), width)];
    for (int j = 0; j < width; j++) {
      NumericColumn<?> column = ColumnsByName.numbers(table, chosen[j]);
      for (int i = 0; i < table.rowCount(); i++) {
        values[i * width + j] = (float) column.getDouble(i);
      }
    }
    return manager.create(FloatBuffer.wrap(values), new Shape(table.rowCount(), width));
  }

  /**
   * The rows as a matrix.
   *
   * @throws IllegalArgumentException if rows are of unlike length
   */
  public static NDArray of(NDManager manager, double[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    FloatBuffer values = FloatBuffer.allocate(Math.multiplyExact(rows.length, width));
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new IllegalArgumentException(
            "Row %d has %d values, but row 0 has %d.".formatted(i, rows[i].length, width));
      }
      for (double value : rows[i]) {
        values.put((float) value);
      }
    }
    return manager.create(values.flip(), new Shape(rows.length, width));
  }

  /**
   * The rows of a matrix, of any type of number.
   *
   * @throws IllegalStateException if the array is closed
   * @throws IllegalArgumentException if the array has not two dimensions
   */
  public static double[][] rows(NDArray matrix) {
    Shape shape = matrix.getShape();
    if (shape.dimension() != 2) {
      throw new IllegalArgumentException(
          "A matrix has two dimensions, but this array is of shape " + shape + ".");
    }
    int width = Math.toIntExact(shape.get(1));
    double[] values = doubles(matrix);
    double[][] rows = new double[Math.toIntExact(shape.get(0))][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
    return rows;
  }

  static double[] doubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    try (NDArray doubles = array.toType(DataType.FLOAT64, true)) {
      return doubles.toDoubleArray();
    }
  }
}
