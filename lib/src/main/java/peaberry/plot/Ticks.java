package peaberry.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.
 *
 * @param low where the axis begins
 * @param high where it ends
 * @param step from tick to tick
 */
record Ticks(double low, double high, double step) {
  /** A spread below this is none. */
  static final double SMALLEST = 1e-290;

  private static final double LARGEST = 1e300;

  /** An axis that covers the data, with about {@code count} ticks. */
  static Ticks covering(double low, double high, int count) {
    double min = Math.clamp(low, -LARGEST, LARGEST);
    double max = Math.clamp(high, -LARGEST, LARGEST);
    double largest = Math.max(Math.abs(min), Math.abs(max));
    if (!(max - min > largest * 1e-12) || max - min < SMALLEST) {
      double half = largest < SMALLEST ? 0.5 : largest / 2;
      return covering(Math.max(min - half, -LARGEST), Math.min(max + half, LARGEST), count);
    }
    double step = step(max - min, count);
    return new Ticks(Math.floor(min / step) * step, Math.ceil(max / step) * step, step);
  }

  /** An axis with these very ends. */
  static Ticks between(double low, double high, int count) {
    return new Ticks(low, high, step(high - low, count));
  }

  private static double step(double spread, int count) {
    double raw = Math.max(spread, SMALLEST) / count;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double factor = raw / power;
    return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
  }

  List<Double> values() {
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
  }

  /** Whether labels have no exponent. */
  boolean plain() {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    return largest < 1e7 && largest >= 1e-3;
  }

  /** How many stand behind the point. */
  int decimals() {
    double place = Math.floor(Math.log10(step) + 1e-9);
    double largest = Math.max(Math.abs(low), Math.abs(high));
    double digits = plain() ? -place : Math.floor(Math.log10(largest) + 1e-9) - place;
    return (int) Math.max(0, digits);
  }

  /** The value with as many decimals as the step has. */
  String label(double value) {
    if (!plain()) {
      String text = String.format(Locale.ROOT, "%." + decimals() + "e", value);
      return value == 0 ? "0" : text.replaceFirst("e\\+?(-?)0?(\\d+)$", "e$1$2");
    }
    String text = String.format(Locale.ROOT, "%." + decimals() + "f", value);
    return text.replaceFirst("^-(0(\\.0+)?)$", "$1");
  }

  /** Where the value lies between the ends, from 0 to 1. */
  double share(double value) {
    return (value - low) / (high - low);
  }
}
