package peaberry.plot;

/**
 * A panel in its place.
 *
 * @param index its number in the figure, from 0
 * @param frame what its axes enclose
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param turned true if labels of the horizontal axis would touch, and are turned
 * @param xLabels false if the panel below has the labels for both
 */
record PanelLayout(
    int index, Panel panel, Frame frame, Ruler x, Ruler y, boolean turned, boolean xLabels) {

  double toX(double value) {
    return frame.x(x.share(value));
  }

  double toY(double value) {
    return frame.y(y.share(value));
  }

  /** Whether some data may lie outside of the axes. */
  boolean cut() {
    return !panel.x().range().isEmpty() || !panel.y().range().isEmpty();
  }
}
