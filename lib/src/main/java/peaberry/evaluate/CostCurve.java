package peaberry.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * What each threshold costs when a false alarm and a miss have prices, and which threshold costs
 * least. A row is predicted positive if its score is at least the threshold.
 *
 * <pre>{@code
 * var curve = CostCurve.of(truth, probabilities, 10, 500);
 * double threshold = curve.best().threshold();
 * }</pre>
 *
 * <p>The trap: a threshold chosen on the rows that it is judged on looks better than it is.
 *
 * @param points by rising threshold
 * @param best the cheapest one, the lowest threshold if several are
 */
public record CostCurve(List<Point> points, Point best) implements Displayable {

  /**
   * One threshold.
   *
   * @param threshold in the scores' unit; infinite: no row is predicted positive
   * @param falsePositives how many negatives it raises an alarm for
   * @param falseNegatives how many positives it misses
   * @param cost the price of both over all rows
   */
  public record Point(double threshold, int falsePositives, int falseNegatives, double cost) {}

  public CostCurve {
    points = List.copyOf(points);
  }

  /**
   * The cost at each distinct score and above all of them: every cost that a threshold can have.
   *
   * @param truth 1 for the positive class, 0 for the other
   * @param scores one for each row, higher for rows that are more likely positive
   * @param falsePositive the price of one false alarm, not negative
   * @param falseNegative the price of one miss, not negative
   * @throws IllegalArgumentException if the lengths differ, a label is neither 0 nor 1, one class
   *     is absent, a score is not finite, or a price is negative
   */
  public static CostCurve of(
      int[] truth, double[] scores, double falsePositive, double falseNegative) {
    Labels.requireScored(truth, scores);
    double[] distinct = Arrays.stream(scores).map(v -> v + 0.0).sorted().distinct().toArray();
    double[] thresholds = Arrays.copyOf(distinct, distinct.length + 1);
    thresholds[distinct.length] = Double.POSITIVE_INFINITY;
    return of(truth, scores, falsePositive, falseNegative, thresholds);
  }

  /**
   * The cost at the thresholds given, such as 0.01, 0.02, and so on.
   *
   * @throws IllegalArgumentException as above, and if there is no threshold or one is NaN
   */
  public static CostCurve of(
      int[] truth,
      double[] scores,
      double falsePositive,
      double falseNegative,
      double[] thresholds) {
    if (!(falsePositive >= 0 && falseNegative >= 0)) {
      throw new IllegalArgumentException(
          "The prices are %s and %s: give two that are not negative."
              .formatted(falsePositive, falseNegative));
    }
    if (thresholds.length == 0 || Arrays.stream(thresholds).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("Give at least one threshold, and none that is NaN.");
    }
    Ranking ranking = Ranking.of(truth, scores);
    double[] rising = Arrays.stream(thresholds).sorted().toArray();
    List<Point> points = new ArrayList<>();
    int above = ranking.thresholds().length; // how many distinct scores are at or above
    for (double threshold : rising) {
      while (above > 0 && ranking.thresholds()[above - 1] < threshold) {
        above--;
      }
      int alarms = above == 0 ? 0 : ranking.falsePositives()[above - 1];
      int missed = ranking.positives() - (above == 0 ? 0 : ranking.truePositives()[above - 1]);
      points.add(
          new Point(threshold, alarms, missed, alarms * falsePositive + missed * falseNegative));
    }
    return new CostCurve(
        points, points.stream().min(Comparator.comparingDouble(Point::cost)).orElseThrow());
  }

  /** The points' thresholds, for a plot. */
  public double[] thresholds() {
    return points.stream().mapToDouble(Point::threshold).toArray();
  }

  /** The points' costs, for a plot. */
  public double[] costs() {
    return points.stream().mapToDouble(Point::cost).toArray();
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
        "Least cost %s at threshold %s, of %d"
            .formatted(Numbers.format(best.cost), Numbers.format(best.threshold), points.size()),
        List.of(
            new Curves.Column<>("threshold", Point::threshold),
            new Curves.Column<>("false positives", Point::falsePositives),
            new Curves.Column<>("false negatives", Point::falseNegatives),
            new Curves.Column<>("cost", Point::cost)));
  }
}
