package peaberry.data.smile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import peaberry.data.Datasets;
import peaberry.learn.LinearRegression;
import smile.classification.KNN;
import smile.classification.LogisticRegression;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.OLS;
import smile.regression.RegressionTree;

/** How Smile's fitted models are shown. */
class SmileModelsTest {
  private static final DataFrame DIABETES = DataFrames.of(Datasets.diabetes().table());
  private static final DataFrame IRIS = DataFrames.of(Datasets.iris().table());
  private static final Formula TARGET = Formula.lhs("target");

  private static String shown(smile.regression.Regression<?> model) {
    return new SmileRegressionRenderer().render(model).plain();
  }

  private static String shown(smile.classification.Classifier<?> model) {
    return new SmileClassifierRenderer().render(model).plain();
  }

  @Test
  void aForestShowsItsFormulaTreesOutOfBagFiguresAndTheLargestImportances() {
    var options = new smile.regression.RandomForest.Options(20);
    var forest = smile.regression.RandomForest.fit(TARGET, DIABETES, options);
    assertThat(shown(forest))
        .startsWith("RandomForest, Smile regression")
        .containsPattern("formula +target ~ ")
        .containsPattern("features +10")
        .containsPattern("trees +20")
        .contains(String.format(Locale.ROOT, "%.5g", forest.metrics().r2()))
        .containsPattern("importance +\\w+ \\d+%, .*…");
  }

  @Test
  void aClassifyingForestShowsItsClassesAndAccuracy() {
    var forest =
        smile.classification.RandomForest.fit(
            TARGET, IRIS, new smile.classification.RandomForest.Options(20));
    assertThat(shown(forest))
        .startsWith("RandomForest, Smile classification")
        .containsPattern("classes +3")
        .contains(String.format(Locale.ROOT, "%.5g", forest.metrics().accuracy()));
  }

  @Test
  void boostedTreesAndLogisticRegressionsAreShown() {
    var options = new smile.regression.GradientTreeBoost.Options(10);
    assertThat(shown(smile.regression.GradientTreeBoost.fit(TARGET, DIABETES, options)))
        .startsWith("GradientTreeBoost, Smile regression")
        .containsPattern("trees +10");
    var cancer = Datasets.breastCancer();
    var logistic = LogisticRegression.fit(cancer.x(), cancer.y());
    assertThat(shown(logistic))
        .startsWith("LogisticRegression, Smile classification")
        .containsPattern("weights +.*… \\(30\\)")
        .contains(String.format(Locale.ROOT, "%.5g", logistic.AIC()));
    var iris = Datasets.iris();
    assertThat(shown(LogisticRegression.fit(iris.x(), iris.y()))).containsPattern("classes +3");
    assertThat(shown(KNN.fit(iris.x(), iris.y(), 3)))
        .startsWith("KNN, Smile classification")
        .containsPattern("classes +3");
  }

  @Test
  void aLinearModelShowsItsCoefficients() {
    // Loads the OpenBLAS that Smile's own class looks for.
    LinearRegression.fit(new double[][] {{1}, {2}, {4}}, new double[] {1, 2, 3});
    var model = OLS.fit(TARGET, DIABETES);
    assertThat(shown(model))
        .startsWith("LinearModel, Smile regression")
        .contains("estimate", "std. error", "Intercept", "bmi")
        .contains(String.format(Locale.ROOT, "%.5g", model.intercept()))
        .contains(String.format(Locale.ROOT, "%.5g", model.ttest()[2][3]))
        .contains(String.format(Locale.ROOT, "R² %.5g", model.RSquared()))
        .containsOnlyOnce("Intercept");
    assertThat(new SmileRegressionRenderer().render(model).data().get("text/html").toString())
        .contains("<table");
  }

  @Test
  void aTreeIsShownAsSmileDescribesIt() {
    var tree = RegressionTree.fit(TARGET, DIABETES, new RegressionTree.Options(3, 8, 5));
    assertThat(shown(tree)).isEqualTo(tree.toString());
  }
}
