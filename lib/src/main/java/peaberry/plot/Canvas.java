package peaberry.plot;

/**
 * Something to draw on, in pixels from the top left corner. Colours are written {@code #rrggbb}.
 */
interface Canvas {

  /** Which point of a text its position is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  void rectangle(double x, double y, double width, double height, String fill);

  /** A thin line, dashed on demand. */
  void line(double x1, double y1, double x2, double y2, String color, boolean dashed);

  /** A filled circle that lets others shine through. */
  void dot(double x, double y, double radius, String color);

  /** A text whose base line is at {@code y}. */
  void text(double x, double y, String text, double size, Anchor anchor);

  /** A text that reads from bottom to top, centred on the position. */
  void verticalText(double x, double y, String text, double size);
}
