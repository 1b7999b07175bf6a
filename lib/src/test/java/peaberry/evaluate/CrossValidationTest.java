package peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import peaberry.data.Fixtures;
import peaberry.data.KFold;
import peaberry.data.TrainTestSplit;
import peaberry.learn.KNearestNeighborsRegression;
import peaberry.learn.LinearRegression;
import peaberry.learn.Metrics;

/** Compares with scikit-learn's cross_val_score of least squares in five folds, models.txt. */
class CrossValidationTest {
  private final Map<String, double[]> python = Fixtures.figures("/peaberry/learn/models.txt");
  private final double[][] x = new double[300][];
  private final double[] y = new double[300];

  CrossValidationTest() {
    double[] flat = python.get("x");
    for (int i = 0; i < 300; i++) {
      y[i] = flat[6 * i];
      x[i] = Arrays.copyOfRange(flat, 6 * i + 1, 6 * i + 5); // the sixth follows from the others
    }
  }

  private double linear(TrainTestSplit fold) {
    var model = LinearRegression.fit(fold.train(x), fold.train(y));
    return Metrics.r2(fold.test(y), model.predict(fold.test(x)));
  }

  private double neighbors(int k, TrainTestSplit fold) {
    var model = KNearestNeighborsRegression.fit(fold.train(x), fold.train(y), k);
    return Metrics.r2(fold.test(y), model.predict(fold.test(x)));
  }

  @Test
  void eachFoldHasScikitLearnsScore() {
    var scores = CrossValidation.of(KFold.of(5).split(300), this::linear);
    assertThat(scores.scores().stream().mapToDouble(s -> s).toArray())
        .containsExactly(python.get("cv"), within(1e-9));
    assertThat(scores.mean())
        .isCloseTo(Arrays.stream(python.get("cv")).average().orElseThrow(), within(1e-9));
    assertThat(new CrossValidation(List.of(1.0, 3.0)).deviation()).isEqualTo(1);
    assertThat(scores.toString()).contains("fold", "Mean");
  }

  @Test
  void theGridSearchFindsTheSettingWithTheBestMean() {
    List<TrainTestSplit> folds = KFold.of(5).shuffled(1).split(300);
    var search = GridSearch.of(List.of(1, 5, 200), folds, this::neighbors);
    assertThat(search.results()).hasSize(3);
    for (var result : search.results()) {
      var alone = CrossValidation.of(folds, fold -> neighbors(result.setting(), fold));
      assertThat(result.scores()).isEqualTo(alone);
      assertThat(search.best().scores().mean()).isGreaterThanOrEqualTo(alone.mean());
    }
    assertThat(search.best().setting()).isEqualTo(5);
    assertThat(search.toString()).contains("3 settings, the best first");
  }

  @Test
  void combinationsAreAllPairs() {
    assertThat(GridSearch.combinations(List.of(1, 2), List.of("a", "b"), (i, s) -> s + i))
        .containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void badInputIsToldInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.of(List.of(), this::linear))
        .withMessage("There is no fold: give at least one.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GridSearch.of(List.of(), KFold.of(2).split(10), (p, f) -> 0))
        .withMessage("There is no setting to try: give at least one.");
  }
}
