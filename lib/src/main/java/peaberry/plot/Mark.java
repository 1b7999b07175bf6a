package peaberry.plot;

/**
 * A point that is pointed out, with a label above.
 *
 * @param x where
 * @param y where
 * @param label what is said of it
 */
record Mark(double x, double y, String label) {
  Mark {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "Expected finite numbers for where the mark is, but got (%s, %s).".formatted(x, y));
    }
  }
}
