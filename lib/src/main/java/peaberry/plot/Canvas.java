package peaberry.plot;

import java.awt.geom.Path2D;

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

  /** A line along a path. */
  void stroke(Path2D path, Stroke stroke);

  /** What a path encloses; inner rings are holes. */
  void fill(Path2D path, Fill fill);

  /** A filled rectangle. */
  void rectangle(Frame frame, Fill fill);

  /** A filled circle. */
  void dot(double x, double y, double radius, Fill fill);

  /** A text whose base line is at {@code y}. */
  void text(double x, double y, String text, double size, Anchor anchor, String color);

  /** A bold text about the middle of its base line. */
  void title(double x, double y, String text, double size);

  /** A text that is turned to the left about its position, by an angle in degrees. */
  void turnedText(double x, double y, String text, double size, Anchor anchor, double angle);

  /** Draws, and shows of it what is inside of the frame. */
  void inside(Frame frame, Runnable drawing);

  default void text(double x, double y, String text, double size, Anchor anchor) {
    text(x, y, text, size, anchor, Palette.INK);
  }

  default void line(double x1, double y1, double x2, double y2, Stroke stroke) {
    Path2D path = new Path2D.Double();
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
    stroke(path, stroke);
  }
}
