package peaberry.plot;

import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;

/**
 * From where to where values reach; {@link #NONE} if there are none.
 *
 * @param low the smallest
 * @param high the largest
 * @param aboveZero the smallest of those above zero, for logarithmic axes; infinite if there is
 *     none
 */
record Extent(double low, double high, double aboveZero) {
  static final Extent NONE = new Extent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  Extent(double low, double high) {
    this(low, high, low > 0 ? low : high > 0 ? high : Double.POSITIVE_INFINITY);
  }

  /** The extent of those values that are finite. */
  static Extent of(DoubleStream values) {
    double low = NONE.low;
    double high = NONE.high;
    double aboveZero = NONE.aboveZero;
    for (PrimitiveIterator.OfDouble each = values.iterator(); each.hasNext(); ) {
      double value = each.nextDouble();
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
        aboveZero = value > 0 ? Math.min(aboveZero, value) : aboveZero;
      }
    }
    return new Extent(low, high, aboveZero);
  }

  static Extent of(double... values) {
    return of(DoubleStream.of(values));
  }

  boolean isEmpty() {
    return low > high;
  }

  Extent and(Extent other) {
    return new Extent(
        Math.min(low, other.low), Math.max(high, other.high), Math.min(aboveZero, other.aboveZero));
  }

  Extent and(double value) {
    return and(of(value));
  }

  /** Wider by so much at both ends. */
  Extent widened(double by) {
    return isEmpty() ? this : new Extent(low - by, high + by);
  }
}
