package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import peaberry.kernel.display.Renderer;

class MatrixRendererTest {

  @Test
  void aMatrixIsShownWithItsShape() {
    assertThat(new MatrixRenderer().render(new double[][] {{1, 0.5}, {2, 3}}).plain())
        .isEqualTo(
            """
               0    1
            ---------
            0  1  0.5
            1  2  3.0
            2 rows × 2 columns\
            """);
    assertThat(new IntMatrixRenderer().render(new int[][] {{1, 20}, {3, 4}}).plain())
        .contains("0  1  20", "2 rows × 2 columns");
  }

  @Test
  void aLargeMatrixShowsItsEdges() {
    String text = new MatrixRenderer().render(new double[100_000][300]).plain();
    assertThat(text)
        .contains("299", "99999", "…", "100,000 rows × 300 columns")
        .hasSizeLessThan(2000);
  }

  @Test
  void rowsOfUnlikeLengthAndEmptyOnesAreShown() {
    assertThat(new MatrixRenderer().render(new double[][] {{1}, null, {2, 3}}).plain())
        .endsWith("3 rows × 2 columns · rows of unlike length");
    assertThat(new IntMatrixRenderer().render(new int[][] {{1}, {2, 3}}).plain())
        .endsWith("rows of unlike length");
    assertThat(new MatrixRenderer().render(new double[0][]).plain())
        .isEqualTo("0 rows × 0 columns");
  }

  @Test
  void aConfusionMatrixMustBeSquare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionGrid.of(List.of("a", "b"), new double[][] {{1, 2}}))
        .withMessage("There are 2 classes, but 1 rows of counts.");
  }

  @Test
  void everyRendererIsFoundAndHasATypeOfItsOwn() {
    List<Class<?>> types = new ArrayList<>();
    for (Renderer<?> renderer : ServiceLoader.load(Renderer.class)) {
      types.add(renderer.type());
    }
    assertThat(types).hasSizeGreaterThan(9).doesNotHaveDuplicates();
  }
}
