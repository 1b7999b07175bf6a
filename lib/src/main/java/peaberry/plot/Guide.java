package peaberry.plot;

/**
 * A dashed line across the panel.
 *
 * @param horizontal true for one at a y, false for one at an x
 * @param at where
 * @param label written beside it, may be empty
 */
record Guide(boolean horizontal, double at, String label) {
  Guide {
    if (!Double.isFinite(at)) {
      throw new IllegalArgumentException(
          "Expected a finite number for where the line is, but got %s.".formatted(at));
    }
  }
}
