package peaberry.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import peaberry.data.djl.BlockRenderer;
import peaberry.data.djl.ModelRenderer;
import peaberry.data.djl.NDArrayRenderer;
import peaberry.data.djl.NDArrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** The conversions and renderers of {@code peaberry.data.djl} with an engine. */
class RenderersTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  private static String shown(NDArray array) {
    return new NDArrayRenderer().render(array).plain();
  }

  @Test
  void aTablesColumnsAndBackAreTheSameNumbers() {
    Table table = Table.create(DoubleColumn.create("a", 1.5, -2.25), IntColumn.create("b", 3, 4));
    NDArray matrix = NDArrays.of(manager, table);
    assertThat(matrix.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(NDArrays.rows(matrix)).isDeepEqualTo(new double[][] {{1.5, 3}, {-2.25, 4}});
    assertThat(NDArrays.rows(NDArrays.of(manager, new double[0][]))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64", "INT8", "UINT8", "INT32", "INT64"})
  void anyTypeOfNumberComesBackAndIsShownInZeroToThreeDimensions(DataType type) {
    NDArray all = manager.arange(12f).toType(type, true);
    String name = type.name().toLowerCase(java.util.Locale.ROOT) + " on cpu()";
    assertThat(NDArrays.rows(all.reshape(6, 2))[5]).containsExactly(10, 11);
    assertThat(shown(all.get(7))).isEqualTo("7.0 · " + name);
    assertThat(shown(all)).endsWith("12 rows × 1 column · " + name);
    assertThat(shown(all.reshape(3, 4))).contains("11").endsWith("3 rows × 4 columns · " + name);
    assertThat(shown(all.reshape(2, 3, 2))).contains("ND: (2, 3, 2) cpu()", "11");
  }

  @Test
  void aLargeArrayShowsItsEdgesAndNothingElseIsRead() {
    NDArray numbers = manager.arange(30_000_000f).reshape(10_000, 3_000);
    int arrays = manager.getManagedArrays().size();
    assertThat(shown(numbers))
        .contains("2999", "…", "9999", "29997000")
        .endsWith("10,000 rows × 3,000 columns · float32 on cpu()")
        .hasSizeLessThan(4000);
    assertThat(shown(numbers.reshape(100, 100, 3000)))
        .contains("299999")
        .endsWith("the first matrix of shape (100, 100, 3000)");
    assertThat(manager.getManagedArrays()).hasSizeLessThanOrEqualTo(arrays + 1);
  }

  @Test
  void emptyArraysAndTruthValuesAreShown() {
    assertThat(shown(manager.zeros(new Shape(0, 3)))).contains("0 rows × 3 columns");
    assertThat(shown(manager.zeros(new Shape(0)))).contains("0 rows × 1 column");
    assertThat(shown(manager.create(new boolean[] {true, false}))).contains("true, false");
  }

  @Test
  void aClosedArraySaysSo() {
    NDArray array = manager.ones(new Shape(2, 2));
    array.close();
    assertThat(shown(array)).startsWith("This array is closed: ");
    assertThatIllegalStateException().isThrownBy(() -> NDArrays.rows(array));
  }

  @Test
  void aNetworkShowsItsLayersShapesAndWeights() {
    SequentialBlock network =
        new SequentialBlock()
            .add(Linear.builder().setUnits(8).build())
            .add(Activation.reluBlock())
            .add(new SequentialBlock().add(Linear.builder().setUnits(3).build()));
    var renderer = new BlockRenderer();
    assertThat(renderer.render(network).plain())
        .contains("Linear", "ReLU")
        .endsWith("no weights yet: call initialize with the shape of the input");
    network.initialize(manager, DataType.FLOAT32, new Shape(64, 4));
    network.getChildren().get(0).getValue().freezeParameters(true);
    Stream<String> lines =
        renderer
            .render(network)
            .plain()
            .lines()
            .map(line -> line.strip().replaceAll("[ \u2003]+", " "));
    assertThat(lines.filter(line -> !line.startsWith("---")))
        .containsExactly(
            "layer input output weights",
            "SequentialBlock (4) (3)",
            "Linear (4) (8) 40 frozen",
            "ReLU (8) (8)",
            "SequentialBlock (8) (3)",
            "Linear (8) (3) 27",
            "67 weights, 40 frozen");
  }

  @Test
  void aModelShowsItsNameAndItsNetwork() {
    try (Model model = Model.newInstance("battery")) {
      assertThat(new ModelRenderer().render(model).plain())
          .isEqualTo("battery: no network yet, give it one by setBlock");
      model.setBlock(Linear.builder().setUnits(8).build());
      model.getBlock().initialize(manager, DataType.FLOAT32, new Shape(1, 4));
      assertThat(new ModelRenderer().render(model).plain()).endsWith("battery · 40 weights");
      assertThat(new ModelRenderer().render(model).data().get("text/html").toString())
          .contains("<table");
    }
  }
}
