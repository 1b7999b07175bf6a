package peaberry.plot;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Locale;

/** Writes what is drawn as SVG: no script, no fonts of its own, two decimals at most. */
final class SvgCanvas implements Canvas {
  private final StringBuilder svg = new StringBuilder();

  /**
   * An empty drawing.
   *
   * @param description what a screen reader says
   */
  SvgCanvas(String description, int width, int height) {
    append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%1$s\""
            + " height=\"%2$s\" role=\"img\" font-family=\"system-ui, sans-serif\" fill=\"%s\">\n",
        width, height, Palette.INK);
    append("<title>%s</title>\n", escaped(description));
  }

  String finish() {
    return svg + "</svg>";
  }

  @Override
  public void stroke(Path2D path, Stroke stroke) {
    append(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\"%s%s%s/>\n",
        data(path),
        stroke.color(),
        opacity("stroke", stroke.opacity()),
        stroke.width() == 1 ? "" : " stroke-width=\"" + number(stroke.width()) + "\"",
        stroke.dash() == Dash.DASHED ? " stroke-dasharray=\"6 4\"" : "");
  }

  @Override
  public void fill(Path2D path, Fill fill) {
    append(
        "<path d=\"%s\" fill=\"%s\" fill-rule=\"evenodd\"%s/>\n",
        data(path), fill.color(), opacity("fill", fill.opacity()));
  }

  @Override
  public void rectangle(Frame frame, Fill fill) {
    append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"%s/>\n",
        number(frame.left()),
        number(frame.top()),
        number(frame.width()),
        number(frame.height()),
        fill.color(),
        opacity("fill", fill.opacity()));
  }

  @Override
  public void dot(double x, double y, double radius, Fill fill) {
    append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"%s/>\n",
        number(x), number(y), number(radius), fill.color(), opacity("fill", fill.opacity()));
  }

  @Override
  public void text(double x, double y, String text, double size, Anchor anchor, String color) {
    append(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\"%s>%s</text>\n",
        number(x),
        number(y),
        number(size),
        anchor.name().toLowerCase(Locale.ROOT),
        color.equals(Palette.INK) ? "" : " fill=\"" + color + "\"",
        escaped(text));
  }

  @Override
  public void title(double x, double y, String text, double size) {
    append(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" font-weight=\"bold\""
            + " text-anchor=\"middle\">%s</text>\n",
        number(x), number(y), number(size), escaped(text));
  }

  @Override
  public void turnedText(
      double x, double y, String text, double size, Anchor anchor, double angle) {
    append(
        "<text transform=\"translate(%s %s) rotate(%s)\" font-size=\"%s\""
            + " text-anchor=\"%s\">%s</text>\n",
        number(x),
        number(y),
        number(-angle),
        number(size),
        anchor.name().toLowerCase(Locale.ROOT),
        escaped(text));
  }

  /** An SVG inside of the SVG shows nothing beyond its edges, and needs no name as a clip would. */
  @Override
  public void inside(Frame frame, Runnable drawing) {
    append(
        "<svg x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" viewBox=\"%1$s %2$s %3$s %4$s\">\n",
        number(frame.left()), number(frame.top()), number(frame.width()), number(frame.height()));
    drawing.run();
    svg.append("</svg>\n");
  }

  private void append(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String opacity(String kind, double opacity) {
    return opacity == 1 ? "" : " " + kind + "-opacity=\"" + number(opacity) + "\"";
  }

  private static String data(Path2D path) {
    StringBuilder data = new StringBuilder();
    double[] at = new double[6];
    for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> data.append('M');
        case PathIterator.SEG_LINETO -> data.append('L');
        default -> {
          data.append('Z');
          continue;
        }
      }
      data.append(number(at[0])).append(' ').append(number(at[1]));
    }
    return data.toString();
  }

  private static String number(double value) {
    double rounded = Math.rint(value * 100) / 100 + 0.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  /** Markup escaped; characters that XML 1.0 has no place for become a question mark. */
  private static String escaped(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
