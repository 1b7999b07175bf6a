package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import peaberry.data.Fixtures;
import tech.tablesaw.api.Table;

/** Compares with scikit-learn, models.txt: sums of 300 doubles in another order leave 12 digits. */
class ScalersAndPcaTest {
  private final Reference python = Reference.of("models.txt");
  private final double[][] x = python.rows("x", 6);
  private final double[][] first = Arrays.copyOf(x, 5);

  private void near(double[] ours, String name) {
    assertThat(ours).as(name).containsExactly(python.get(name), within(1e-11));
  }

  @Test
  void standardScalingIsScikitLearns() {
    var scaler = StandardScaler.fit(x);
    near(scaler.means(), "means");
    near(scaler.scales(), "scales");
    near(Reference.flat(scaler.transform(first)), "standard");
    assertThat(Reference.flat(scaler.inverse(scaler.transform(x))))
        .containsExactly(Reference.flat(x), within(1e-12));
  }

  @Test
  void minMaxScalingIsScikitLearns() {
    near(Reference.flat(MinMaxScaler.fit(x).transform(first)), "minmax");
  }

  @Test
  void aConstantFeatureIsMovedAndNotDividedByZero() {
    double[][] constant = {{0.1}, {0.1}, {0.1}};
    assertThat(Reference.flat(StandardScaler.fit(constant).transform(constant)))
        .containsExactly(new double[3], within(1e-12));
    assertThat(Reference.flat(MinMaxScaler.fit(constant).transform(constant)))
        .containsExactly(0, 0, 0);
  }

  @Test
  void aTableIsScaledInACopyAndItsOtherColumnsStay() {
    Table servers = Fixtures.servers();
    double before = servers.doubleColumn("Age").get(0);
    Table scaled = StandardScaler.fit(servers, "Age", "CPU").transform(servers);
    assertThat(servers.doubleColumn("Age").get(0)).isEqualTo(before);
    assertThat(scaled.columnNames()).isEqualTo(servers.columnNames());
    assertThat(scaled.doubleColumn("Age").mean()).isCloseTo(0, within(1e-12));
    assertThat(scaled.doubleColumn("Memory").asDoubleArray())
        .isEqualTo(servers.doubleColumn("Memory").asDoubleArray());
  }

  @Test
  void principalComponentsAreScikitLearnsWithTheirSigns() {
    var pca = Pca.fit(x, 3);
    near(pca.explainedVariance(), "pcaVariance");
    near(pca.explainedVarianceRatio(), "pcaRatio");
    near(Reference.flat(pca.components()), "pcaComponents");
    near(Reference.flat(pca.transform(first)), "pcaScores");
    assertThat(pca.toString()).contains("component", "share", "Principal components of 6 features");
  }

  @Test
  void allComponentsTogetherLoseNothing() {
    var pca = Pca.fit(x, 6);
    assertThat(Arrays.stream(pca.explainedVarianceRatio()).sum()).isCloseTo(1, within(1e-12));
    assertThat(Reference.flat(pca.inverse(pca.transform(x))))
        .containsExactly(Reference.flat(x), within(1e-11));
  }

  @Test
  void badInputIsToldInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pca.fit(x, 7))
        .withMessage(
            "7 components of 300 rows and 6 features: ask for 1 to 6, of at least 2 rows.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardScaler.fit(new double[0][]))
        .withMessage("There are 0 rows of 0 features: give at least one of each.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MinMaxScaler.fit(new double[][] {{1, 2}, {3, Double.NaN}}))
        .withMessage("x1 is missing or not finite in row 1: drop such rows or fill them in.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pca.fit(x, 2).transform(new double[][] {{1}}))
        .withMessageContaining("Row 0 has 1 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardScaler.fit(Fixtures.servers(), "cpu"))
        .withMessageContaining("did you mean CPU?");
  }
}
