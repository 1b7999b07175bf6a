package peaberry.plot;

/**
 * What is drawn over one pair of axes: data, and nothing about pixels. Each writer has one
 * exhaustive {@code switch} over the kinds: {@link PlotlyTraces} for the live figure, {@link
 * TracePainter} for the picture.
 *
 * <p>Positions on an axis of categories are 0, 1, 2, ...
 */
sealed interface Trace
    permits Points, Line, Band, Bars, Box, Violin, Heatmap, Contour, Region, Points3D, Radar {

  /** What the legend calls it; traces of one name have one colour. Empty: not in the legend. */
  String name();

  /** The same data under another name. */
  Trace withName(String name);

  /** What the horizontal axis must cover. */
  Extent x();

  /** What the vertical axis must cover. */
  Extent y();

  /** How many marks a drawing of it has, to judge its size by. */
  int marks();
}
