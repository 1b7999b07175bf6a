package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peaberry.random.RandomState;

/**
 * Compares with scikit-learn's scores, trees.txt, on the same rows: Friedman's function of five of
 * ten features with noise, learned from 1000 rows and judged on 1000 others.
 */
class TreesTest {
  private final Reference python = Reference.of("trees.txt");
  private final double[][] x = new double[2000][10];
  private final double[] t = new double[2000];
  private final int[] y = new int[2000];

  TreesTest() {
    double[] flat = RandomState.of(5).uniform(0, 1, 20000);
    double[] noise = RandomState.of(6).normal(0, 1, 2000);
    for (int i = 0; i < 2000; i++) {
      x[i] = Arrays.copyOfRange(flat, 10 * i, 10 * i + 10);
      t[i] =
          10 * Math.sin(Math.PI * x[i][0] * x[i][1])
              + 20 * (x[i][2] - 0.5) * (x[i][2] - 0.5)
              + 10 * x[i][3]
              + 5 * x[i][4]
              + noise[i];
      y[i] = t[i] > 14 ? 1 : 0;
    }
  }

  private double[][] train() {
    return Arrays.copyOf(x, 1000);
  }

  private double[][] test() {
    return Arrays.copyOfRange(x, 1000, 2000);
  }

  private double accuracy(Classifier model) {
    int[] predicted = model.predict(test());
    return IntStream.range(0, 1000).filter(i -> predicted[i] == y[1000 + i]).count() / 1000.0;
  }

  private double r2(Regressor model) {
    return Metrics.r2(Arrays.copyOfRange(t, 1000, 2000), model.predict(test()));
  }

  /** One seed's accuracy on 1000 rows differs by about 0.004 from another's; ten seeds average. */
  @Test
  void forestsAreAsGoodAsScikitLearns() {
    double classified =
        IntStream.range(0, 10)
            .mapToDouble(
                seed ->
                    accuracy(
                        RandomForest.fit(
                            train(),
                            Arrays.copyOf(y, 1000),
                            RandomForest.Options.defaults().withSeed(seed))))
            .average()
            .orElseThrow();
    assertThat(classified).isCloseTo(python.get("forest")[0], within(0.006));
    double predicted =
        r2(
            RandomForestRegression.fit(
                train(), Arrays.copyOf(t, 1000), RandomForest.Options.defaults()));
    assertThat(predicted).isCloseTo(python.get("forestRegression")[0], within(0.01));
  }

  /** Boosting has no chance in it; bins of 4 rows instead of single ones shift scores a little. */
  @Test
  void boostingIsAsGoodAsScikitLearns() {
    var options = GradientBoosting.Options.defaults();
    assertThat(accuracy(GradientBoosting.fit(train(), Arrays.copyOf(y, 1000), options)))
        .isCloseTo(python.get("boosting")[0], within(0.01));
    assertThat(r2(GradientBoostingRegression.fit(train(), Arrays.copyOf(t, 1000), options)))
        .isCloseTo(python.get("boostingRegression")[0], within(0.01));
  }

  /**
   * With no more than 255 values in a feature the bins are the values: scikit-learn's own trees.
   */
  @Test
  void boostingOnFewValuesIsScikitLearnsToTheLastDigits() {
    double[][] few = Arrays.copyOf(x, 200);
    var options = GradientBoosting.Options.defaults().withTrees(20).withMaxDepth(2);
    near(
        GradientBoosting.fit(few, Arrays.copyOf(y, 200), options).scores(few),
        python.get("boostingExact"));
    near(
        GradientBoostingRegression.fit(few, Arrays.copyOf(t, 200), options).predict(few),
        python.get("boostingRegressionExact"));
    near(
        GradientBoosting.fit(few, Arrays.copyOf(y, 200), options).importances(),
        python.get("boostingImportances"));
    near(
        GradientBoostingRegression.fit(few, Arrays.copyOf(t, 200), options).importances(),
        python.get("boostingRegressionImportances"));
  }

  /** A feature's importance differs by about 0.006 from seed to seed; ten seeds average. */
  @Test
  void aForestsImportancesAreScikitLearns() {
    double[] mean = new double[10];
    for (int seed = 0; seed < 10; seed++) {
      var options = RandomForest.Options.defaults().withSeed(seed);
      double[] one = RandomForest.fit(train(), Arrays.copyOf(y, 1000), options).importances();
      assertThat(Arrays.stream(one).sum()).isCloseTo(1, within(1e-12));
      Arrays.setAll(mean, f -> mean[f] + one[f] / 10);
    }
    assertThat(mean).containsExactly(python.get("forestImportances"), within(0.01));
  }

  private static void near(double[] ours, double[] theirs) {
    assertThat(ours).containsExactly(theirs, within(1e-9));
  }

  @Test
  void aDepthOfOneIsOneQuestion() {
    double[][] steps = {{1}, {2}, {3}, {4}};
    var options = new GradientBoosting.Options(1, 1, 1, 1, 1, 0);
    var model = GradientBoostingRegression.fit(steps, new double[] {1, 1, 5, 9}, options);
    assertThat(model.predict(steps)).containsExactly(new double[] {1, 1, 7, 7}, within(1e-12));
    assertThat(model.predict(new double[][] {{2.4}, {2.6}}))
        .containsExactly(new double[] {1, 7}, within(1e-12));
  }

  @Test
  void severalClassesAreToldApart() {
    double[][] rows = train();
    int[] labels = Arrays.stream(rows).mapToInt(row -> 10 * (int) (3 * row[3])).toArray();
    var forest = RandomForest.fit(rows, labels, RandomForest.Options.defaults().withTrees(30));
    assertThat(forest.classes()).containsExactly(0, 10, 20);
    assertThat(forest.predict(rows)).isEqualTo(labels);
    var boosting =
        GradientBoosting.fit(rows, labels, GradientBoosting.Options.defaults().withTrees(20));
    assertThat(boosting.predict(rows)).isEqualTo(labels);
    assertThat(Arrays.stream(boosting.probabilities(rows)[0]).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theForestDependsOnItsSeedAndNotOnTheThreads() throws Exception {
    var options = RandomForest.Options.defaults().withTrees(20).withSeed(9);
    try (var one = new ForkJoinPool(1);
        var four = new ForkJoinPool(4)) {
      var a = one.submit(() -> RandomForest.fit(x, y, options).scores(x)).get();
      var b = four.submit(() -> RandomForest.fit(x, y, options).scores(x)).get();
      assertThat(a).isEqualTo(b);
    }
    assertThat(RandomForest.fit(x, y, options.withSeed(10)).scores(x))
        .isNotEqualTo(RandomForest.fit(x, y, options).scores(x));
  }

  @Test
  void shapleyValuesAreThoseOfTheDefinition() {
    double[][] rows = Arrays.stream(train()).map(r -> Arrays.copyOf(r, 5)).toArray(double[][]::new);
    var options = RandomForest.Options.defaults().withTrees(1).withMaxDepth(6);
    Ensemble one =
        RandomForest.grow(Rows.of(rows), new double[][] {Arrays.copyOf(t, 1000)}, options, 5);
    Tree tree = one.trees().getFirst();
    for (int i = 0; i < 10; i++) {
      double[] row = rows[i];
      double[] phi = one.attributions(row)[0];
      for (int f = 0; f < 5; f++) {
        assertThat(phi[f]).isCloseTo(byDefinition(tree, row, f), within(1e-9));
      }
    }
  }

  /** The mean over all orders of the features of what knowing feature f adds. */
  private static double byDefinition(Tree tree, double[] row, int f) {
    double[] factorial = {1, 1, 2, 6, 24, 120};
    double sum = 0;
    for (int known = 0; known < 32; known++) {
      if ((known >> f & 1) == 0) {
        int size = Integer.bitCount(known);
        double weight = factorial[size] * factorial[4 - size] / factorial[5];
        sum += weight * (knowing(tree, 0, row, known | 1 << f) - knowing(tree, 0, row, known));
      }
    }
    return sum;
  }

  private static double knowing(Tree tree, int node, double[] row, int known) {
    int f = tree.feature()[node];
    if (f < 0) {
      return tree.values()[0][node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    if ((known >> f & 1) == 1) {
      return knowing(tree, row[f] <= tree.threshold()[node] ? left : right, row, known);
    }
    double share = tree.cover()[left] / tree.cover()[node];
    return share * knowing(tree, left, row, known) + (1 - share) * knowing(tree, right, row, known);
  }

  @Test
  void shapleyValuesAddUpToThePrediction() {
    DoubleUnaryOperator logOdds = p -> Math.log(p / (1 - p));
    var boosting =
        GradientBoosting.fit(
            train(), Arrays.copyOf(y, 1000), GradientBoosting.Options.defaults().withTrees(30));
    var forest =
        RandomForest.fit(
            train(), Arrays.copyOf(y, 1000), RandomForest.Options.defaults().withTrees(10));
    for (double[] row : Arrays.copyOf(test(), 20)) {
      double[][] one = {row};
      assertThat(forest.expectations()[1] + Arrays.stream(forest.attributions(row)[1]).sum())
          .isCloseTo(forest.scores(one)[0], within(1e-10));
      assertThat(boosting.expectations()[1] + Arrays.stream(boosting.attributions(row)[1]).sum())
          .isCloseTo(logOdds.applyAsDouble(boosting.scores(one)[0]), within(1e-9));
    }
  }

  @Test
  void badInputIsToldInOneSentence() {
    var options = RandomForest.Options.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomForest.fit(x, new int[2000], options))
        .withMessageContaining("at least two classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomForestRegression.fit(x, new double[3], options))
        .withMessage("There are 2000 rows of features, but 3 targets.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomForest.fit(x, y, new RandomForest.Options(5, 3, 1, 11, 0)))
        .withMessage("maxFeatures is 11, but there are only 10 features.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientBoosting.Options.defaults().withLearningRate(0))
        .withMessageContaining("learningRate 0.0");
  }
}
