package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peaberry.data.Fixtures;
import peaberry.data.TrainTestSplit;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Compares with scikit-learn's fit on OmniCorp's servers, servers_ols.txt. */
class LinearRegressionTest {
  private final Map<String, double[]> python = Fixtures.figures("/peaberry/learn/servers_ols.txt");
  private final Table servers = Fixtures.servers();
  private final TrainTestSplit split = TrainTestSplit.of(1000, 0.2, 42);
  private final Table test = split.test(servers);
  private final LinearRegression model =
      LinearRegression.fit(split.train(servers), "Cost", "CPU", "Memory", "Age");

  private static void near(double[] ours, double[] theirs) {
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).isCloseTo(theirs[i], within(1e-10 * Math.abs(theirs[i])));
    }
  }

  @Test
  void theCoefficientsAreScikitLearnsInTheOrderOfTheFeatures() {
    near(estimates(model), python.get("coefficients"));
    assertThat(model.intercept()).isEqualTo(estimates(model)[0]);
    assertThat(model.coefficients()).containsExactly(Arrays.copyOfRange(estimates(model), 1, 4));
    assertThat(model.features()).containsExactly("CPU", "Memory", "Age");
    assertThat(model.coefficient("Age")).isEqualTo(model.coefficients()[2]);
  }

  @Test
  void theStandardErrorsAndTTestsAreTheTextbooks() {
    near(
        model.terms().stream().mapToDouble(LinearRegression.Term::standardError).toArray(),
        python.get("errors"));
    assertThat(model.terms())
        .allSatisfy(
            term ->
                assertThat(term.t())
                    .isCloseTo(term.estimate() / term.standardError(), within(1e-9)));
    assertThat(model.terms()).allSatisfy(term -> assertThat(term.p()).isBetween(0.0, 1e-20));
    near(new double[] {model.residualError()}, python.get("residualError"));
  }

  @Test
  void predictionsAndScoresAreScikitLearns() {
    double[] predicted = model.predict(test);
    double[] truth = test.doubleColumn("Cost").asDoubleArray();
    near(Arrays.copyOf(predicted, 10), python.get("predicted"));
    near(new double[] {Metrics.rmse(truth, predicted)}, python.get("testRmse"));
    near(new double[] {Metrics.r2(truth, predicted)}, python.get("testR2"));
    near(new double[] {model.r2()}, python.get("r2"));
    assertThat(model.adjustedR2()).isCloseTo(1 - (1 - model.r2()) * 799 / 796, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"longley,6", "powers,5", "far,2"})
  void nearDependentColumnsAreFittedToNineDigitsOfTheExactSolution(String name, int width) {
    Reference exact = Reference.of("hard_ols.txt");
    var fitted = LinearRegression.fit(exact.rows(name + "X", width), exact.get(name + "Y"));
    for (int i = 0; i <= width; i++) {
      var term = fitted.terms().get(i);
      double error = exact.get(name + "Errors")[i];
      double estimate = exact.get(name + "Coefficients")[i];
      assertThat(term.estimate()).isCloseTo(estimate, within(1e-9 * Math.abs(estimate)));
      assertThat(term.standardError()).isCloseTo(error, within(1e-9 * error));
    }
  }

  @Test
  void arraysGiveTheSameFitAsATable() {
    double[][] x = {{1, 2}, {2, 1}, {3, 5}, {4, 3}, {5, 9}};
    double[] y = {1, 2, 4, 3, 9};
    Table table =
        Table.create(
            DoubleColumn.create("a", 1, 2, 3, 4, 5),
            DoubleColumn.create("b", 2, 1, 5, 3, 9),
            DoubleColumn.create("y", y));
    assertThat(estimates(LinearRegression.fit(x, y)))
        .containsExactly(estimates(LinearRegression.fit(table, "y", "a", "b")));
    assertThat(LinearRegression.fit(x, y).features()).containsExactly("x0", "x1");
  }

  @Test
  void theSummaryShowsItselfAsATable() {
    assertThat(model.toString())
        .contains("term", "coefficient", "std. error", "intercept", "CPU", "< 0.0001")
        .contains("Cost by least squares on 800 rows: R² 0.957");
    assertThat(model.toMimeBundle().data()).containsOnlyKeys("text/plain", "text/html");
    assertThat(model.toMimeBundle().plain()).isEqualTo(model.toString());
  }

  @Test
  void columnsThatFollowFromOthersAreRefused() {
    Table table =
        Table.create(
            DoubleColumn.create("a", 1, 2, 3, 4, 5, 6),
            DoubleColumn.create("b", 2, 4, 6, 8, 10, 12),
            DoubleColumn.create("c", 7, 7, 7, 7, 7, 7),
            DoubleColumn.create("y", 3, 1, 4, 1, 5, 9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(table, "y", "a", "b"))
        .withMessageContaining("b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(table, "y", "c"))
        .withMessageContaining("c");
  }

  @Test
  void aNameInAnotherSpellingIsRefusedAndTheRightOneOffered() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(servers, "Cost", "cpu", "Memory"))
        .withMessage(
            "The table has no column cpu; did you mean CPU? It has [CPU, Memory, Age, Cost].");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(servers, "cost", "CPU"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.coefficient("age"))
        .withMessage("The model has no feature age; did you mean Age? It has [CPU, Memory, Age].");
    Table renamed = test.copy();
    renamed.column("Age").setName("age");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predict(renamed))
        .withMessageStartingWith("The table has no column Age; did you mean age?");
  }

  @Test
  void aWrongArgumentIsNamedInOneSentence() {
    Table table =
        Table.create(
            DoubleColumn.create("a", 1, 2, Double.NaN, 4),
            StringColumn.create("s", "w", "x", "y", "z"),
            DoubleColumn.create("y", 1, 2, 3, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(table, "y", "q"))
        .withMessage("The table has no column q; it has [a, s, y].");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(table, "y", "s"))
        .withMessage("The column s holds string, not numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(table, "y", "a"))
        .withMessage("a is missing or not finite in row 2: drop such rows or fill them in.");
    assertThatIllegalArgumentException().isThrownBy(() -> LinearRegression.fit(table, "y"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(new double[][] {{1}, {2}}, new double[] {1, 2}))
        .withMessage("2 rows are too few for 2 coefficients: give at least 3.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(new double[3][1], new double[4]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predict(new double[][] {{1, 2}}))
        .withMessage("Row 0 has 2 values, but the model has 3 features: [CPU, Memory, Age].");
    assertThatIllegalArgumentException().isThrownBy(() -> model.coefficient("Disk"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metrics.rmse(new double[0], new double[0]));
  }

  private static double[] estimates(LinearRegression model) {
    return model.terms().stream().mapToDouble(LinearRegression.Term::estimate).toArray();
  }

  @Test
  void aFitWithoutFeaturesNamesTheColumnsThereAre() {
    Table table =
        Table.create(IntColumn.create("Churn", 0, 1), DoubleColumn.create("Age", 30.0, 40.0));
    String told = "No features are named: give those to learn from, of the columns Churn, Age.";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.fit(table, "Churn"))
        .withMessage(told);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.fit(table, "Churn"))
        .withMessage(told);
  }
}
