package peaberry.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.
 *
 * @param low where the axis begins, at or below the data
 * @param high where it ends
 * @param step from tick to tick
 */
record Ticks(double low, double high, double step) {

  /** An axis that covers the data, with about {@code count} ticks. */
  static Ticks covering(double min, double max, int count) {
    double spread = max - min;
    if (!(spread > Math.abs(max) * 1e-12)) {
      double half = max == 0 ? 0.5 : Math.abs(max) / 2;
      return covering(max - half, max + half, count);
    }
    double raw = spread / count;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double factor = raw / power;
    double step = power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    return new Ticks(Math.floor(min / step) * step, Math.ceil(max / step) * step, step);
  }

  List<Double> values() {
    int count = (int) Math.round((high - low) / step);
    long first = Math.round(low / step);
    return IntStream.rangeClosed(0, count).mapToObj(i -> (first + i) * step).toList();
  }

  /** The value with as many decimals as the step has. */
  String label(double value) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (largest >= 1e7 || largest < 1e-3) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.replaceFirst("^-(0(\\.0+)?)$", "$1");
  }

  /** Where the value lies between the ends, from 0 to 1. */
  double share(double value) {
    return (value - low) / (high - low);
  }
}
