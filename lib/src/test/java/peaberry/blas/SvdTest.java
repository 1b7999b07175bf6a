package peaberry.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The signs are NumPy's: peaberry.random.NumPyStreamsTest compares them in multivariate normals.
 */
class SvdTest {

  @Property(tries = 60)
  void theVectorsAndValuesGiveTheMatrixBack(@ForAll @IntRange(max = 60) int n, @ForAll long seed) {
    double[][] matrix = matrix(n, new Random(seed));
    Svd svd = Svd.of(matrix);
    Offset<Double> rounding = within(1e-12 * n);
    for (int i = 0; i < n; i++) {
      assertThat(svd.values()[i]).isBetween(0.0, i == 0 ? Double.MAX_VALUE : svd.values()[i - 1]);
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int v = 0; v < n; v++) {
          sum += svd.left()[v][i] * svd.values()[v] * svd.right()[v][k];
        }
        assertThat(sum).isCloseTo(matrix[i][k], rounding);
        assertThat(dot(svd.left()[i], svd.left()[k])).isCloseTo(i == k ? 1 : 0, rounding);
        assertThat(dot(svd.right()[i], svd.right()[k])).isCloseTo(i == k ? 1 : 0, rounding);
      }
    }
  }

  @Test
  void theMatrixIsLeftAsItIs() {
    double[][] matrix = {{2, 1}, {0, 3}};
    Svd.of(matrix);
    assertThat(matrix).isDeepEqualTo(new double[][] {{2, 1}, {0, 3}});
  }

  @Test
  void whatIsNotSquareOrNotFiniteIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Svd.of(new double[][] {{1, 2}, {3}}))
        .withMessage("The matrix must be square, but row 1 of 2 has 1 values.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Svd.of(new double[][] {{1, 2}, {Double.NaN, 4}}))
        .withMessage("The matrix must hold finite numbers, but row 1 has NaN in column 0.");
  }

  private static double[][] matrix(int n, Random random) {
    double[][] matrix = new double[n][n];
    for (double[] row : matrix) {
      for (int i = 0; i < n; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return matrix;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
