package peaberry.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import peaberry.data.Fixtures;
import peaberry.learn.LinearRegression;
import peaberry.learn.RandomForest;
import peaberry.learn.RandomForestRegression;

/**
 * Compares with scikit-learn's inspection of a linear model, explanation.txt: its predictions are
 * the same on both sides to 12 digits, and so is what explains them.
 */
class ExplanationTest {
  private final Map<String, double[]> python = Fixtures.figures("/peaberry/learn/explanation.txt");
  private final double[][] x = rows(python.get("x"), 4);
  private final double[] y = python.get("y");
  private final LinearRegression model = LinearRegression.fit(x, y);

  private static double[][] rows(double[] flat, int width) {
    double[][] rows = new double[flat.length / width][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * width, i * width + width));
    return rows;
  }

  private void near(double[] ours, String name) {
    assertThat(ours).as(name).containsExactly(python.get(name), within(1e-10));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void permutationImportanceIsScikitLearnsWithItsShuffles() {
    var importance = PermutationImportance.of(model, x, y, 5, 42);
    near(importance.features().stream().mapToDouble(f -> f.mean()).toArray(), "importance");
    near(importance.features().stream().mapToDouble(f -> f.deviation()).toArray(), "deviation");
    assertThat(importance.score()).isCloseTo(model.r2(), within(1e-12));
    assertThat(importance.toString()).contains("x0").contains("falls when a feature is shuffled");
  }

  @Test
  void partialDependenceHasScikitLearnsGridAveragesAndLines() {
    for (int f : new int[] {0, 3}) {
      var dependence = PartialDependence.of(model, x, "x" + f, 20);
      near(array(dependence.grid()), "grid" + f);
      near(array(dependence.average()), "average" + f);
      near(
          dependence.individual().subList(0, 3).stream()
              .flatMap(List::stream)
              .mapToDouble(Double::doubleValue)
              .toArray(),
          "individual" + f);
    }
  }

  @Test
  void shapleyValuesOfALinearModelAddUpToThePrediction() {
    var shapley = ShapleyValues.of(model, x, x);
    double[] predicted = model.predict(x);
    for (int i = 0; i < x.length; i++) {
      double sum = shapley.base() + Arrays.stream(array(shapley.rows().get(i))).sum();
      assertThat(sum).isCloseTo(predicted[i], within(1e-12));
    }
    double mean = Arrays.stream(x).mapToDouble(row -> row[1]).average().orElseThrow();
    assertThat(shapley.of(7, "x1"))
        .isCloseTo(model.coefficient("x1") * (x[7][1] - mean), within(1e-12));
  }

  @Test
  void shapleyValuesOfAForestAddUpAndRankTheFeatures() {
    var forest = RandomForestRegression.fit(x, y, RandomForest.Options.defaults().withTrees(20));
    var shapley = ShapleyValues.of(forest, x, 0);
    double[] predicted = forest.predict(x);
    for (int i = 0; i < x.length; i++) {
      double sum = shapley.base() + Arrays.stream(array(shapley.rows().get(i))).sum();
      assertThat(sum).isCloseTo(predicted[i], within(1e-9));
    }
    double[] importances = shapley.importances();
    assertThat(importances[0]).isGreaterThan(importances[1]);
    assertThat(importances[1]).isGreaterThan(importances[2]);
    assertThat(shapley.toString()).contains("Shapley values of 150 rows around the base");
  }

  @Test
  void theRowsThatAreExplainedStayAsTheyAre() {
    double[][] before = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
    PermutationImportance.of(model, x, y, 2, 1);
    PartialDependence.of(model, x, "x0", 5);
    assertThat(x).isDeepEqualTo(before);
  }

  @Test
  void badInputIsToldInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartialDependence.of(model, x, "X0", 5))
        .withMessageContaining("did you mean x0?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PermutationImportance.of(model, x, new double[3], 5, 1))
        .withMessageContaining("150 rows and 3 targets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PermutationImportance.of(model, x, y, 0, 1))
        .withMessage("0 repeats: give at least 1.");
    var forest = RandomForestRegression.fit(x, y, RandomForest.Options.defaults().withTrees(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShapleyValues.of(forest, x, 1))
        .withMessage("Output 1: the model has 1, counted from 0.");
  }
}
