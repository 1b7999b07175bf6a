package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares with scikit-learn's copies (lib/src/test/python/classic_datasets.py). */
class ClassicDataTest {

  @Test
  void everyNumberHasTheBitsOfScikitLearnsCopy() throws NoSuchAlgorithmException {
    List<ReferenceCall> calls =
        ReferenceCall.read("classic.txt").stream().filter(call -> call.has("rows")).toList();
    assertThat(calls).hasSize(5);
    for (ReferenceCall call : calls) {
      double[][] x;
      double[] y;
      if (call.name().equals("diabetes")) {
        RegressionData data = Datasets.diabetesUnscaled();
        x = data.x();
        y = data.y();
      } else {
        ClassificationData data = classes(call.name());
        x = data.x();
        y = Arrays.stream(data.y()).asDoubleStream().toArray();
      }
      assertThat(x).hasNumberOfRows(call.whole("rows"));
      assertThat(x[0]).hasSize(call.whole("features"));
      assertThat(digest(x, y)).as(call.name()).isEqualTo(call.result());
    }
  }

  private static ClassificationData classes(String name) {
    return switch (name) {
      case "iris" -> Datasets.iris();
      case "wine" -> Datasets.wine();
      case "breast_cancer" -> Datasets.breastCancer();
      case "digits" -> Datasets.digits();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String digest(double[][] x, double[] y) throws NoSuchAlgorithmException {
    ByteBuffer bytes = ByteBuffer.allocate(8 * (x.length * x[0].length + y.length));
    for (double[] row : x) {
      Arrays.stream(row).forEach(bytes::putDouble);
    }
    Arrays.stream(y).forEach(bytes::putDouble);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }

  @Test
  void diabetesIsScaledAsScikitLearnScalesIt() {
    double[] expected =
        ReferenceCall.read("classic.txt").stream()
            .filter(call -> call.name().equals("diabetes_scaled"))
            .findAny()
            .map(call -> Fixtures.doubles(call.result()))
            .orElseThrow();
    double[] got =
        Arrays.stream(Datasets.diabetes().x()).limit(40).flatMapToDouble(Arrays::stream).toArray();
    assertThat(got).containsExactly(expected, within(1e-12));
  }

  @Test
  void namesAreTheFieldsOwn() {
    var iris = Datasets.iris();
    assertThat(iris.featureNames())
        .containsExactly(
            "sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)");
    assertThat(iris.labels()).startsWith("setosa").endsWith("virginica").contains("versicolor");
    assertThat(Datasets.digits().featureNames()).startsWith("pixel_0_0").hasSize(64);
    assertThat(iris.toMimeBundle().plain()).contains("150 rows × 5 columns");
  }

  @Test
  void eachCallGivesDataOfItsOwn() {
    Datasets.iris().x()[0][0] = -1;
    assertThat(Datasets.iris().x()[0][0]).isEqualTo(5.1);
  }
}
