package peaberry.data.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * With a manager that keeps what it is given, since no engine is on the class path of these tests;
 * those of {@code peaberry.torch} have one.
 */
class NDArraysTest {

  private final NDManager manager =
      proxy(
          NDManager.class,
          (self, method, arguments) ->
              array((FloatBuffer) (Buffer) arguments[0], (Shape) arguments[1]));

  private static NDArray array(FloatBuffer values, Shape shape) {
    double[] numbers = new double[values.remaining()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i);
    }
    return array(numbers, shape, DataType.FLOAT32);
  }

  private static NDArray array(double[] numbers, Shape shape, DataType type) {
    return proxy(
        NDArray.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getShape" -> shape;
              case "getDataType" -> type;
              case "isReleased" -> false;
              case "toType" -> array(numbers, shape, (DataType) arguments[0]);
              case "toDoubleArray" -> numbers;
              case "close" -> null;
              case "getDevice" -> Device.cpu();
              case "toDebugString" -> "as DJL writes it";
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            NDArraysTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Test
  void columnsBecomeTheColumnsOfAMatrix() {
    Table table =
        Table.create(
            DoubleColumn.create("a", 1.5, 2.5),
            StringColumn.create("s", "x", "y"),
            IntColumn.create("b", 3, 4));
    NDArray array = NDArrays.of(manager, table, "b", "a");
    assertThat(array.getShape()).isEqualTo(new Shape(2, 2));
    assertThat(NDArrays.rows(array)).isDeepEqualTo(new double[][] {{3, 1.5}, {4, 2.5}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NDArrays.of(manager, table))
        .withMessage("The column s holds string, not numbers.");
  }

  @Test
  void rowsComeBackAsTheyWere() {
    double[][] rows = {{1, 2, 3}, {4, 5, 6}};
    assertThat(NDArrays.rows(NDArrays.of(manager, rows))).isDeepEqualTo(rows);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NDArrays.of(manager, new double[][] {{1}, {1, 2}}))
        .withMessage("Row 1 has 2 values, but row 0 has 1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NDArrays.rows(array(FloatBuffer.allocate(8), new Shape(2, 2, 2))))
        .withMessage("A matrix has two dimensions, but this array is of shape (2, 2, 2).");
  }

  @Test
  void anArrayShowsItsEdgesShapeTypeAndDevice() {
    var renderer = new NDArrayRenderer();
    assertThat(renderer.render(array(FloatBuffer.allocate(3000), new Shape(1000, 3))).plain())
        .contains("999", "1,000 rows × 3 columns · float32 on cpu()")
        .hasSizeLessThan(500);
    assertThat(renderer.render(array(FloatBuffer.allocate(8), new Shape(2, 2, 2))).plain())
        .isEqualTo("as DJL writes it");
  }
}
