package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares with scikit-learn on rows that it was not fitted on, models.txt. */
class KNearestNeighborsTest {
  private final Reference python = Reference.of("models.txt");
  private final double[][] x = python.rows("x3", 6);
  private final int[] y = python.ints("y3");
  private final double[][] train = Arrays.copyOf(x, 200);
  private final double[][] test = Arrays.copyOfRange(x, 200, 300);

  /** Far from the origin squares lose the digits in which the rows differ. */
  @Test
  void theNearestRowsAreRightFarFromTheOriginAndForNumbersTooLargeToSquare() {
    var random = new SplittableRandom(3);
    for (double offset : new double[] {0, 1e6, 1e9, -1e155, 1e200}) {
      double[][] rows = new double[300][7];
      for (double[] row : rows) {
        Arrays.setAll(row, f -> offset + random.nextInt(4));
      }
      double[][] columns = Columns.transposed(rows, 7);
      double[][] points = Arrays.copyOf(rows, 40);
      Neighbors.of(columns, 6)
          .forEach(
              points,
              (i, nearest) -> {
                double[] found =
                    Arrays.stream(nearest).mapToDouble(r -> square(rows[r], points[i])).toArray();
                double[] all =
                    Arrays.stream(rows).mapToDouble(r -> square(r, points[i])).sorted().toArray();
                assertThat(found).isEqualTo(Arrays.copyOf(all, 6));
              });
    }
  }

  private static double square(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(f -> (a[f] - b[f]) * (a[f] - b[f])).sum();
  }

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
