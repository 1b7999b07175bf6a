package peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import peaberry.data.Fixtures;

/**
 * Compares with scikit-learn's figures on the same labels and scores, evaluation.txt. Both sides
 * add up the same few hundred doubles in another order, which leaves 12 digits.
 */
class EvaluationTest {
  private final Map<String, double[]> python = Fixtures.figures("/peaberry/learn/evaluation.txt");
  private final int[] truth = labels("truth");
  private final double[] scores = python.get("scores");

  private int[] labels(String name) {
    return Arrays.stream(python.get(name)).mapToInt(v -> (int) v).toArray();
  }

  private void near(double[] ours, String name) {
    assertThat(ours).as(name).containsExactly(python.get(name), within(1e-12));
  }

  @Test
  void theReportIsScikitLearnsWithAClassThatNeverOccurs() {
    var report = ClassificationReport.of(labels("three"), labels("guess"));
    near(new double[] {report.accuracy()}, "accuracy");
    for (String name : new String[] {"0", "1", "2", "3"}) {
      near(values(report.of(name)), name);
    }
    near(values(report.macro()), "macro_avg");
    near(values(report.weighted()), "weighted_avg");
    assertThat(report.toString()).contains("precision", "weighted avg", "accuracy 0.");
    assertThat(report.toMimeBundle().data()).containsOnlyKeys("text/plain", "text/html");
  }

  private static double[] values(ClassificationReport.Line line) {
    return new double[] {line.precision(), line.recall(), line.f1(), line.support()};
  }

  @Test
  void theConfusionMatrixHasTrueClassesInRows() {
    var matrix = ConfusionMatrix.of(labels("three"), labels("guess"));
    near(
        Arrays.stream(matrix.counts())
            .flatMapToInt(Arrays::stream)
            .mapToDouble(count -> count)
            .toArray(),
        "confusion");
    var names =
        ConfusionMatrix.of(new String[] {"no", "yes", "yes"}, new String[] {"no", "no", "yes"});
    assertThat(names.count("yes", "no")).isEqualTo(1);
    assertThat(names.count("no", "yes")).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names.recall("Yes"))
        .withMessage("The confusion matrix has no class Yes; did you mean yes? It has [no, yes].");
  }

  @Test
  void theRocCurveHasScikitLearnsPointsAndArea() {
    var curve = RocCurve.of(truth, scores);
    near(curve.falsePositiveRates(), "fpr");
    near(curve.truePositiveRates(), "tpr");
    near(
        curve.points().stream().skip(1).mapToDouble(RocCurve.Point::threshold).toArray(),
        "thresholds");
    near(new double[] {curve.auc()}, "auc");
    assertThat(curve.toString()).contains("area 0.");
  }

  @Test
  void thePrecisionRecallCurveHasScikitLearnsPointsAndAverage() {
    var curve = PrecisionRecallCurve.of(truth, scores);
    near(curve.precisions(), "precision");
    near(curve.recalls(), "recall");
    near(
        curve.points().stream()
            .mapToDouble(PrecisionRecallCurve.Point::threshold)
            .filter(Double::isFinite)
            .toArray(),
        "prThresholds");
    near(new double[] {curve.averagePrecision()}, "ap");
  }

  @Test
  void theCostCurveCountsFalseAlarmsAndMissesAtEachScore() {
    var curve = CostCurve.of(truth, scores, 10, 35);
    double[] costs = curve.costs();
    near(Arrays.copyOf(costs, costs.length - 1), "costs");
    near(new double[] {curve.best().threshold()}, "costThreshold");
    assertThat(costs[costs.length - 1]).isEqualTo(35.0 * Arrays.stream(truth).sum());
    var at = CostCurve.of(truth, scores, 10, 35, new double[] {2, 0.5, -1});
    assertThat(at.thresholds()).containsExactly(-1, 0.5, 2);
    assertThat(at.points().getFirst().falseNegatives()).isZero();
    assertThat(at.points().getLast().falsePositives()).isZero();
  }

  @Test
  void theSilhouetteIsScikitLearnsForEveryRow() {
    double[] flat = python.get("blobs");
    double[][] x = new double[60][];
    Arrays.setAll(x, i -> Arrays.copyOfRange(flat, 3 * i, 3 * i + 3));
    var silhouette = Silhouette.of(x, labels("labels"));
    near(silhouette.values().stream().mapToDouble(v -> v).toArray(), "silhouette");
    near(new double[] {silhouette.mean()}, "silhouetteMean");
    assertThat(silhouette.clusters().getLast()).isEqualTo(new Silhouette.Cluster(7, 1, 0));
  }

  @Test
  void badInputIsToldInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocCurve.of(new int[] {1, 1}, new double[] {0.1, 0.2}))
        .withMessage("All 2 true labels are 1: a curve needs rows of both classes, 0 and 1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocCurve.of(new int[] {1, 2}, new double[] {0.1, 0.2}))
        .withMessageContaining("Label 1 is 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrecisionRecallCurve.of(new int[] {1, 0}, new double[] {Double.NaN, 1}))
        .withMessage("Score 0 is NaN: give a finite number for each row.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CostCurve.of(truth, scores, -1, 1))
        .withMessageContaining("-1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassificationReport.of(new int[0], new int[0]))
        .withMessageContaining("at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Silhouette.of(new double[3][2], new int[] {1, 1, 1}))
        .withMessageContaining("1 clusters in 3 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Silhouette.of(new double[3][2], new int[] {1, 2}))
        .withMessage("There are 3 rows, but 2 labels.");
    double[][] missing = {{1}, {Double.NaN}, {2}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Silhouette.of(missing, new int[] {1, 2, 1}))
        .withMessage("Row 1 is [NaN]: give 1 finite numbers.");
  }
}
