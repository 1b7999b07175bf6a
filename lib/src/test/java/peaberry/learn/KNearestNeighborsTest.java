package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Compares with scikit-learn on rows that it was not fitted on, models.txt. */
class KNearestNeighborsTest {
  private final Reference python = Reference.of("models.txt");
  private final double[][] x = python.rows("x3", 6);
  private final int[] y = python.ints("y3");
  private final double[][] train = Arrays.copyOf(x, 200);
  private final double[][] test = Arrays.copyOfRange(x, 200, 300);

  @Test
  void votesAndClassesAreScikitLearns() {
    var model = KNearestNeighbors.fit(train, Arrays.copyOf(y, 200), 5);
    assertThat(model.predict(test)).isEqualTo(python.ints("knn"));
    assertThat(Reference.flat(model.probabilities(test)))
        .containsExactly(python.get("knnProba"), within(1e-15));
  }

  @Test
  void predictedNumbersAreScikitLearns() {
    double[] target = Arrays.stream(train).mapToDouble(row -> row[0]).toArray();
    assertThat(KNearestNeighborsRegression.fit(train, target, 4).predict(test))
        .containsExactly(python.get("knnRegression"), within(1e-12));
  }

  @Test
  void theNearestNeighbourOfATrainingRowIsItself() {
    assertThat(KNearestNeighbors.fit(x, y, 1).predict(x)).isEqualTo(y);
  }

  @Test
  void badInputIsToldInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KNearestNeighbors.fit(x, y, 301))
        .withMessage("k is 301, but there are 300 rows: give a number from 1 to that.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KNearestNeighbors.fit(x, y, 3).predict(new double[][] {{1, 2}}))
        .withMessageContaining("Row 0 has 2 values");
  }
}
