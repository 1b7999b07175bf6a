package peaberry.plot;

/**
 * Something to draw on, in pixels from the top left corner, with nothing behind. Colours are
 * written {@code #rrggbb}.
 */
interface Canvas {

  /** Which point of a text its position is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A thin line of a grid. */
  void gridLine(double x1, double y1, double x2, double y2);

  /** A thin dashed line. */
  void dashedLine(double x1, double y1, double x2, double y2);

  /** A filled circle that lets others shine through. */
  void dot(double x, double y, double radius, String color);

  /** A text whose base line is at {@code y}. */
  void text(double x, double y, String text, double size, Anchor anchor);

  /** A text that reads from bottom to top, centred on the position. */
  void verticalText(double x, double y, String text, double size);
}
