package peaberry.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * Precision against recall as the threshold rises: scikit-learn's {@code precision_recall_curve}
 * and {@code average_precision_score}. Tells more than a ROC curve where positives are rare.
 *
 * @param points by rising threshold; the last one, of precision 1 and recall 0, has an infinite one
 * @param averagePrecision the sum of each point's precision times the recall it adds, without
 *     interpolation
 */
public record PrecisionRecallCurve(List<Point> points, double averagePrecision)
    implements Displayable {

  /**
   * One threshold; rows whose score is at least that are predicted positive.
   *
   * @param threshold in the scores' unit
   * @param precision the share of predicted positives that are positive
   * @param recall the share of positives that are predicted positive
   */
  public record Point(double threshold, double precision, double recall) {}

  public PrecisionRecallCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of scores for labels 0 and 1.
   *
   * @throws IllegalArgumentException if the lengths differ, a label is neither 0 nor 1, one class
   *     is absent, or a score is not finite
   */
  public static PrecisionRecallCurve of(int[] truth, double[] scores) {
    Ranking ranking = Ranking.of(truth, scores);
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 1, 0));
    double sum = 0;
    int before = 0;
    for (int i = 0; i < ranking.thresholds().length; i++) {
      int found = ranking.truePositives()[i];
      double precision = (double) found / (found + ranking.falsePositives()[i]);
      sum += precision * (found - before) / ranking.positives();
      before = found;
      points.add(
          new Point(ranking.thresholds()[i], precision, (double) found / ranking.positives()));
    }
    Collections.reverse(points);
    return new PrecisionRecallCurve(points, sum);
  }

  /** The points' precisions, for a plot. */
  public double[] precisions() {
    return points.stream().mapToDouble(Point::precision).toArray();
  }

  /** The points' recalls, for a plot. */
  public double[] recalls() {
    return points.stream().mapToDouble(Point::recall).toArray();
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
        "Precision-recall curve of %d points, average precision %s"
            .formatted(points.size(), Numbers.format(averagePrecision)),
        List.of(
            new Curves.Column<>("threshold", Point::threshold),
            new Curves.Column<>("precision", Point::precision),
            new Curves.Column<>("recall", Point::recall)));
  }
}
