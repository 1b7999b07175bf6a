package peaberry.plot;

/**
 * How a line is drawn.
 *
 * @param color as {@code #rrggbb}
 * @param opacity 0 to 1
 * @param width in pixels
 */
record Stroke(String color, double opacity, double width, Dash dash) {
  static final Stroke GRID = new Stroke(Palette.INK, Palette.GRID_OPACITY, 1, Dash.SOLID);
  static final Stroke DASHED = new Stroke(Palette.INK, 1, 1, Dash.DASHED);

  static Stroke of(String color, double width) {
    return new Stroke(color, 1, width, Dash.SOLID);
  }
}
