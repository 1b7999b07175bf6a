package peaberry.plot;

import java.util.List;

/**
 * One axis.
 *
 * @param title beside it, may be empty
 * @param scale what its values are
 * @param reversed true if values grow to the left or downwards
 * @param categories what stands at 0, 1, 2, ...; empty for numbers
 * @param range fixed ends; {@link Extent#NONE} for what the data need
 */
record Axis(String title, Scale scale, boolean reversed, List<String> categories, Extent range) {
  /** What the values along an axis are. */
  enum Scale {
    /** Numbers at even distances. */
    LINEAR,
    /** Numbers above zero, whose powers of ten stand at even distances; others are left out. */
    LOG,
    /** Moments, in milliseconds since 1970. */
    TIME
  }

  Axis {
    categories = List.copyOf(categories);
  }

  static Axis titled(String title) {
    return new Axis(title, Scale.LINEAR, false, List.of(), Extent.NONE);
  }

  static Axis of(String title, List<String> categories) {
    return new Axis(title, Scale.LINEAR, false, categories, Extent.NONE);
  }

  boolean log() {
    return scale == Scale.LOG;
  }

  boolean time() {
    return scale == Scale.TIME;
  }

  Axis withMoments() {
    return new Axis(title, Scale.TIME, reversed, categories, range);
  }

  Axis withTitle(String title) {
    return new Axis(title, scale, reversed, categories, range);
  }

  Axis withReversed() {
    return new Axis(title, scale, true, categories, range);
  }

  Axis withRange(double low, double high) {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
      throw new IllegalArgumentException(
          "Expected a range from a lower to a higher number, but got %s to %s."
              .formatted(low, high));
    }
    if (log() && low <= 0) {
      throw new IllegalArgumentException(
          "Expected a range above zero for a logarithmic axis, but it begins at %s."
              .formatted(low));
    }
    return new Axis(title, scale, reversed, categories, new Extent(low, high));
  }

  Axis withLog() {
    if (time()) {
      throw new IllegalArgumentException(
          "Expected an axis of numbers for a logarithmic scale, but it has dates.");
    }
    if (!categories.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected an axis of numbers for a logarithmic scale, but it has the categories %s."
              .formatted(categories));
    }
    if (!range.isEmpty() && range.low() <= 0) {
      throw new IllegalArgumentException(
          "Expected a range above zero for a logarithmic axis, but it begins at %s."
              .formatted(range.low()));
    }
    return new Axis(title, Scale.LOG, reversed, categories, range);
  }
}
