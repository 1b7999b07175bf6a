package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Compares with statsmodels' GLM, glm.txt. Both stop where the deviance settles to 14 digits, which
 * leaves about 7 of a coefficient.
 */
class GeneralizedLinearModelTest {
  private final Reference python = Reference.of("glm.txt");
  private final double[][] x = python.rows("x", 3);

  private void compare(GeneralizedLinearModel model, String name) {
    near(model.terms().stream().mapToDouble(t -> t.estimate()).toArray(), name);
    near(model.terms().stream().mapToDouble(t -> t.standardError()).toArray(), name + "Errors");
    near(model.terms().stream().mapToDouble(t -> t.p()).toArray(), name + "P");
    near(new double[] {model.deviance(), model.nullDeviance(), model.dispersion()}, name + "Fit");
  }

  private void near(double[] ours, String name) {
    double[] theirs = python.get(name);
    assertThat(ours).as(name).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).as(name).isCloseTo(theirs[i], within(1e-6 * Math.abs(theirs[i]) + 1e-9));
    }
  }

  @Test
  void poissonRegressionIsStatsmodels() {
    var model = PoissonRegression.fit(x, python.get("counts"), Link.LOG);
    compare(model, "poisson");
    assertThat(model.toString()).contains("y by Poisson regression, log link, on 200 rows");
  }

  @Test
  void gammaRegressionIsStatsmodelsWithDispersionInTheStandardErrors() {
    compare(GammaRegression.fit(x, python.get("costs"), Link.LOG), "gamma");
    compare(GammaRegression.fit(x, python.get("lineCosts"), Link.IDENTITY), "gammaIdentity");
  }

  @Test
  void stepsThatLeadOutsideTheIdentityLinksMeansAreHalved() {
    compare(GammaRegression.fit(python.rows("farX", 2), python.get("farY"), Link.IDENTITY), "far");
  }

  @Test
  void predictionsOfTheLogLinkAreProducts() {
    var model = PoissonRegression.fit(x, python.get("counts"), Link.LOG);
    double[] at = model.predict(new double[][] {{0, 0, 0}, {1, 0, 0}});
    assertThat(at[0]).isCloseTo(Math.exp(model.intercept()), within(1e-12));
    assertThat(at[1] / at[0]).isCloseTo(Math.exp(model.coefficient("x0")), within(1e-12));
  }

  /** With the log link, whose score equations are these, fitted counts add up to the true ones. */
  @Test
  void fittedCountsAddUpToTheTrueOnes() {
    double[] counts = python.get("counts");
    double[] fitted = PoissonRegression.fit(x, counts, Link.LOG).predict(x);
    assertThat(Arrays.stream(fitted).sum()).isCloseTo(Arrays.stream(counts).sum(), within(1e-8));
  }

  @Test
  void badInputIsToldInOneSentence() {
    double[] costs = python.get("costs").clone();
    costs[3] = 0;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GammaRegression.fit(x, costs, Link.LOG))
        .withMessage("y is 0.0 in row 3: a gamma regression needs targets above 0.");
    costs[3] = -1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PoissonRegression.fit(x, costs, Link.LOG))
        .withMessage(
            "y is -1.0 in row 3: a Poisson regression needs targets that are not negative.");
    double[][] twice =
        Arrays.stream(x).map(r -> new double[] {r[0], 2 * r[0]}).toArray(double[][]::new);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PoissonRegression.fit(twice, python.get("counts"), Link.LOG))
        .withMessageContaining("follows from the others");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PoissonRegression.fit(new double[3][3], new double[3], Link.LOG))
        .withMessageContaining("All of y is 0");
  }
}
