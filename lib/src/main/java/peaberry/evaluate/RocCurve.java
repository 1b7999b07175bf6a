package peaberry.evaluate;

import java.util.ArrayList;
import java.util.List;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * The receiver operating characteristic: how many positives are found at the price of how many
 * false alarms, as the threshold falls. The points of scikit-learn's {@code roc_curve}, which
 * leaves out those on a straight line, and the area of its {@code roc_auc_score}.
 *
 * <pre>{@code double auc = RocCurve.of(truth, model.scores(test)).auc();}</pre>
 *
 * @param points from (0, 0), whose threshold is infinite, to (1, 1)
 * @param auc the area below the curve: the chance that a positive row has a higher score than a
 *     negative one
 */
public record RocCurve(List<Point> points, double auc) implements Displayable {

  /**
   * One threshold; rows whose score is at least that are predicted positive.
   *
   * @param threshold in the scores' unit
   * @param falsePositiveRate the share of negatives predicted positive
   * @param truePositiveRate the share of positives predicted positive
   */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of scores for labels 0 and 1.
   *
   * @throws IllegalArgumentException if the lengths differ, a label is neither 0 nor 1, one class
   *     is absent, or a score is not finite
   */
  public static RocCurve of(int[] truth, double[] scores) {
    Ranking ranking = Ranking.of(truth, scores);
    int[] tp = ranking.truePositives();
    int[] fp = ranking.falsePositives();
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
    double area = 0;
    int last = tp.length - 1;
    for (int i = 0; i <= last; i++) {
      int before = i == 0 ? 0 : tp[i - 1];
      area += (fp[i] - (i == 0 ? 0 : fp[i - 1])) * (tp[i] + before) / 2.0;
      boolean straight =
          i > 0
              && i < last
              && tp[i] - tp[i - 1] == tp[i + 1] - tp[i]
              && fp[i] - fp[i - 1] == fp[i + 1] - fp[i];
      if (!straight) {
        points.add(
            new Point(
                ranking.thresholds()[i],
                (double) fp[i] / ranking.negatives(),
                (double) tp[i] / ranking.positives()));
      }
    }
    return new RocCurve(points, area / ranking.negatives() / ranking.positives());
  }

  /** The points' false positive rates, for a plot. */
  public double[] falsePositiveRates() {
    return points.stream().mapToDouble(Point::falsePositiveRate).toArray();
  }

  /** The points' true positive rates, for a plot. */
  public double[] truePositiveRates() {
    return points.stream().mapToDouble(Point::truePositiveRate).toArray();
  }

  @Override
  public MimeBundle toMimeBundle() {
    return grid().toMimeBundle();
  }

  @Override
  public String toString() {
    return grid().toText();
  }

  private Grid grid() {
    return Curves.grid(
        points,
        "ROC curve of %d points, area %s".formatted(points.size(), Numbers.format(auc)),
        List.of(
            new Curves.Column<>("threshold", Point::threshold),
            new Curves.Column<>("false positive rate", Point::falsePositiveRate),
            new Curves.Column<>("true positive rate", Point::truePositiveRate)));
  }
}
