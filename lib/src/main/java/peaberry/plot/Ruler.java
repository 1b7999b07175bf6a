package peaberry.plot;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An axis with its ends and ticks settled: what both the live figure and the picture show.
 *
 * @param axis what it was made of
 * @param low where it begins; on a logarithmic axis a power of ten's exponent
 * @param high where it ends, likewise
 * @param at the ticks' values
 * @param labels what is written at them
 * @param ticks the steps of a linear axis; null for others
 */
record Ruler(
    Axis axis, double low, double high, List<Double> at, List<String> labels, Ticks ticks) {

  private static final int LONGEST_LABEL = 28;

  /** An axis that covers the data, with about {@code count} ticks. */
  static Ruler of(Axis axis, Extent data, int count) {
    if (!axis.categories().isEmpty()) {
      return categories(axis);
    }
    if (axis.log()) {
      return logarithmic(axis, data);
    }
    if (axis.time()) {
      return moments(axis, data, count);
    }
    Extent covered = data.isEmpty() ? new Extent(0, 1) : data;
    Ticks ticks =
        axis.range().isEmpty()
            ? Ticks.covering(covered.low(), covered.high(), count)
            : Ticks.between(axis.range().low(), axis.range().high(), count);
    return new Ruler(
        axis,
        ticks.low(),
        ticks.high(),
        ticks.values(),
        ticks.values().stream().map(ticks::label).toList(),
        ticks);
  }

  private static Ruler categories(Axis axis) {
    int count = axis.categories().size();
    List<Double> at = IntStream.range(0, count).mapToObj(i -> (double) i).toList();
    List<String> labels =
        axis.categories().stream().map(name -> Layout.shortened(name, LONGEST_LABEL)).toList();
    return new Ruler(axis, -0.5, Math.max(1, count) - 0.5, at, labels, null);
  }

  private static Ruler moments(Axis axis, Extent data, int count) {
    Extent given = axis.range().isEmpty() ? data : axis.range();
    Extent covered = given.isEmpty() ? new Extent(0, 0) : given;
    double low = covered.low();
    double high = covered.high();
    if (axis.range().isEmpty()) {
      double margin = high > low ? 0.03 * (high - low) : Duration.ofHours(12).toMillis();
      low -= margin;
      high += margin;
    }
    Calendar calendar = Calendar.between(low, high, count, Calendar.finest(covered));
    List<Double> at = calendar.moments(low, high);
    List<String> labels = at.stream().map(calendar::label).toList();
    return new Ruler(
        axis.withTitle(dated(axis.title(), calendar, at)), low, high, at, labels, null);
  }

  /** A title that says the day, where no tick says it. */
  private static String dated(String title, Calendar calendar, List<Double> at) {
    if (at.isEmpty() || at.stream().anyMatch(calendar::saysDay)) {
      return title;
    }
    String day = Calendar.day(at.getFirst());
    return title.isEmpty() ? day : title + ", " + day;
  }

  private static Ruler logarithmic(Axis axis, Extent data) {
    Extent covered = axis.range().isEmpty() ? data : axis.range();
    Extent positive = covered.isEmpty() || covered.high() <= 0 ? new Extent(1, 10) : covered;
    double low = Math.log10(Math.max(positive.aboveZero(), Double.MIN_NORMAL));
    double high = Math.log10(Math.max(positive.high(), Double.MIN_NORMAL));
    if (axis.range().isEmpty()) {
      double margin = Math.max(0.05 * (high - low), high == low ? 0.5 : 0);
      low -= margin;
      high += margin;
    }
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    int every = (int) Math.max(1, Math.ceil((high - low) / 8));
    double[] factors =
        high - low < 1
            ? new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}
            : high - low < 2.5 ? new double[] {1, 2, 5} : new double[] {1};
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (double factor : factors) {
        double place = power + Math.log10(factor);
        if (place >= low - 1e-9 && place <= high + 1e-9 && Math.floorMod(power, every) == 0) {
          at.add(factor * Math.pow(10, power));
          labels.add(powerLabel(factor, power));
        }
      }
    }
    return new Ruler(axis, low, high, at, labels, null);
  }

  private static String powerLabel(double factor, int power) {
    if (power >= -4 && power <= 5) {
      return BigDecimal.valueOf((long) factor, -power).toPlainString();
    }
    return (long) factor + "e" + power;
  }

  /** With no more ticks than that: every second one, every third, ... */
  Ruler thinned(double most) {
    if (at.size() <= most) {
      return this;
    }
    int every = (int) Math.ceil(at.size() / Math.max(1, most));
    int[] kept = IntStream.iterate(0, i -> i < at.size(), i -> i + every).toArray();
    return new Ruler(
        axis,
        low,
        high,
        IntStream.of(kept).mapToObj(at::get).toList(),
        IntStream.of(kept).mapToObj(labels::get).toList(),
        null);
  }

  boolean categories() {
    return !axis.categories().isEmpty();
  }

  /** Where the value lies between the ends, from 0 to 1; NaN if there is no place for it. */
  double share(double value) {
    double place = axis.log() ? (value > 0 ? Math.log10(value) : Double.NaN) : value;
    double share = (place - low) / (high - low);
    return axis.reversed() ? 1 - share : share;
  }
}
