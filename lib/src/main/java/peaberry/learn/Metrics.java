package peaberry.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How far predictions lie from the truth: scikit-learn's regression metrics. */
public final class Metrics {
  private Metrics() {}

  /**
   * The root of the mean squared error, in the target's unit.
   *
   * @throws IllegalArgumentException if the arrays are empty or of different lengths
   */
  public static double rmse(double[] truth, double[] predicted) {
    return Math.sqrt(squaredErrors(truth, predicted) / truth.length);
  }

  /**
   * The coefficient of determination: 1 is perfect, 0 is as good as the truth's mean, and there is
   * no lower limit. NaN if the truth is constant.
   *
   * @throws IllegalArgumentException if the arrays are empty or of different lengths
   */
  public static double r2(double[] truth, double[] predicted) {
    double errors = squaredErrors(truth, predicted);
    double mean = Arrays.stream(truth).average().orElseThrow();
    double spread = Arrays.stream(truth).map(value -> (value - mean) * (value - mean)).sum();
    return spread == 0 ? Double.NaN : 1 - errors / spread;
  }

  private static double squaredErrors(double[] truth, double[] predicted) {
    if (truth.length == 0 || truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "There are %d true values and %d predictions: give the same number of both, at least 1."
              .formatted(truth.length, predicted.length));
    }
    return IntStream.range(0, truth.length)
        .mapToDouble(i -> (truth[i] - predicted[i]) * (truth[i] - predicted[i]))
        .sum();
  }
}
