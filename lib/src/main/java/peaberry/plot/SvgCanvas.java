package peaberry.plot;

import java.util.Locale;

/** Writes what is drawn as SVG: no script, no fonts of its own, two decimals at most. */
final class SvgCanvas implements Canvas {
  private final StringBuilder svg = new StringBuilder();

  /**
   * An empty drawing.
   *
   * @param description what a screen reader says
   */
  SvgCanvas(String description) {
    append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%1$s\""
            + " height=\"%2$s\" role=\"img\" font-family=\"system-ui, sans-serif\" fill=\"%s\">\n",
        number(ScatterPainter.WIDTH), number(ScatterPainter.HEIGHT), Palette.INK);
    append("<title>%s</title>\n", escaped(description));
  }

  String finish() {
    return svg + "</svg>";
  }

  @Override
  public void gridLine(double x1, double y1, double x2, double y2) {
    line(x1, y1, x2, y2, "stroke-opacity=\"%s\"".formatted(Palette.GRID_OPACITY));
  }

  @Override
  public void dashedLine(double x1, double y1, double x2, double y2) {
    line(x1, y1, x2, y2, "stroke-dasharray=\"6 4\"");
  }

  private void line(double x1, double y1, double x2, double y2, String style) {
    append(
        "<path d=\"M%s %sL%s %s\" stroke=\"%s\" %s/>\n",
        number(x1), number(y1), number(x2), number(y2), Palette.INK, style);
  }

  @Override
  public void dot(double x, double y, double radius, String color) {
    append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" fill-opacity=\"%s\"/>\n",
        number(x), number(y), number(radius), color, number(Palette.OPACITY));
  }

  @Override
  public void text(double x, double y, String text, double size, Anchor anchor) {
    append(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\">%s</text>\n",
        number(x), number(y), number(size), anchor.name().toLowerCase(Locale.ROOT), escaped(text));
  }

  @Override
  public void verticalText(double x, double y, String text, double size) {
    append(
        "<text transform=\"translate(%s %s) rotate(-90)\" font-size=\"%s\""
            + " text-anchor=\"middle\">%s</text>\n",
        number(x), number(y), number(size), escaped(text));
  }

  private void append(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
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
