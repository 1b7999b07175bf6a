package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Compares with scikit-learn at tol 1e-12, models.txt. Both stop where the loss no longer changes
 * in a double, which fixes coefficients to about the root of its precision: 1e-6.
 */
class LogisticRegressionTest {
  private final Reference python = Reference.of("models.txt");
  private final double[][] x = python.rows("x", 6);
  private final int[] y = python.ints("y");

  private void near(double[] ours, String name) {
    assertThat(ours).as(name).containsExactly(python.get(name), within(1e-6));
  }

  @Test
  void twoClassesHaveScikitLearnsCoefficients() {
    var model = LogisticRegression.fit(x, y);
    near(model.coefficients()[0], "logisticCoef");
    near(model.intercepts(), "logisticIntercept");
    near(Reference.flat(model.probabilities(Arrays.copyOf(x, 5))), "logisticProba");
    assertThat(model.classes()).containsExactly(0, 1);
  }

  @Test
  void aStrongPenaltyMeansWhatItDoesThere() {
    var model = LogisticRegression.fit(x, y, new LogisticRegression.Options(0.01));
    near(model.coefficients()[0], "logisticCCoef");
    near(model.intercepts(), "logisticCIntercept");
  }

  @Test
  void severalClassesHaveScikitLearnsCoefficients() {
    double[][] x3 = python.rows("x3", 6);
    var model = LogisticRegression.fit(x3, python.ints("y3"));
    near(Reference.flat(model.coefficients()), "logistic3Coef");
    near(model.intercepts(), "logistic3Intercept");
    near(Reference.flat(model.probabilities(Arrays.copyOf(x3, 5))), "logistic3Proba");
    assertThatIllegalStateException()
        .isThrownBy(() -> model.scores(x3))
        .withMessageContaining("[0, 1, 2]");
  }

  @Test
  void separableClassesStayFiniteThanksToThePenalty() {
    double[][] apart = {{-100}, {-90}, {90}, {100}};
    var model = LogisticRegression.fit(apart, new int[] {3, 3, 8, 8});
    assertThat(model.predict(apart)).containsExactly(3, 3, 8, 8);
    assertThat(model.coefficients()[0][0]).isBetween(0.0, 1.0);
  }

  @Test
  void aTableGivesWhatArraysGive() {
    Table table =
        Table.create(DoubleColumn.create("a", 1, 2, 3, 4, 5), IntColumn.create("y", 0, 1, 0, 1, 1));
    var model = LogisticRegression.fit(table, "y", "a");
    double[][] rows = {{1}, {2}, {3}, {4}, {5}};
    assertThat(model.scores(table))
        .isEqualTo(LogisticRegression.fit(rows, new int[] {0, 1, 0, 1, 1}).scores(rows));
    assertThat(model.toString()).contains("intercept", "class 1", "log odds");
  }

  @Test
  void badInputIsToldInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.fit(new double[][] {{1}, {2}}, new int[] {1, 1}))
        .withMessage("All 2 labels are 1: a classifier needs rows of at least two classes.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.fit(new double[][] {{1}, {2}}, new int[] {1}))
        .withMessage("There are 2 rows of features, but 1 targets.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogisticRegression.Options(0))
        .withMessage("C is 0.0: give a number above 0, large for little penalty.");
    Table table = Table.create(DoubleColumn.create("a", 1, 2), DoubleColumn.create("y", 0.5, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.fit(table, "y", "a"))
        .withMessage("y is 0.5 in row 0: a class label is a whole number.");
  }
}
