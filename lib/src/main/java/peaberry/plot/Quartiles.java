package peaberry.plot;

import java.util.stream.DoubleStream;

/**
 * What a box shows of a sample. Quartiles are interpolated as NumPy's {@code percentile} does it;
 * whiskers end at the last values within 1.5 times the box's height (J. W. Tukey, "Exploratory Data
 * Analysis", 1977).
 *
 * @param outliers the values beyond the whiskers
 */
record Quartiles(
    double lowerWhisker,
    double lower,
    double median,
    double upper,
    double upperWhisker,
    Values outliers) {

  /** The quartiles of the finite values, of which there must be one at least. */
  static Quartiles of(Values sample) {
    double[] sorted = sample.sorted();
    double lower = quantile(sorted, 0.25);
    double upper = quantile(sorted, 0.75);
    double reach = 1.5 * (upper - lower);
    double[] inside =
        DoubleStream.of(sorted).filter(v -> v >= lower - reach && v <= upper + reach).toArray();
    double[] outside =
        DoubleStream.of(sorted).filter(v -> v < lower - reach || v > upper + reach).toArray();
    return new Quartiles(
        Math.min(inside[0], lower),
        lower,
        quantile(sorted, 0.5),
        upper,
        Math.max(inside[inside.length - 1], upper),
        Values.of(outside));
  }

  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    double part = place - below;
    double between = sorted[below] * (1 - part) + sorted[above] * part;
    return Math.clamp(between, sorted[below], sorted[above]); // rounding may lead out of the two
  }
}
