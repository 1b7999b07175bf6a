package peaberry.plot;

import java.util.DoubleSummaryStatistics;
import peaberry.plot.Canvas.Anchor;

/** Lays a figure out and draws it, the same on every canvas. */
final class ScatterPainter {
  static final double WIDTH = 640;
  static final double HEIGHT = 420;

  static final double LEFT = 72;
  static final double BOTTOM_MARGIN = 56;
  static final double TEXT = 12;
  static final double TITLE = 15;

  private static final double BOTTOM = HEIGHT - BOTTOM_MARGIN;
  private static final double LEGEND_WIDTH = 130;
  private static final double RADIUS = 3;
  private static final int LONGEST_LEGEND = 16;

  private final Figure figure;
  private final Canvas canvas;
  private final double top;
  private final double right;
  private final Ticks x;
  private final Ticks y;

  private ScatterPainter(Figure figure, Canvas canvas) {
    this.figure = figure;
    this.canvas = canvas;
    top = topMargin(figure);
    right = WIDTH - rightMargin(figure);
    x = xTicks(figure);
    y = yTicks(figure);
  }

  static void paint(Figure figure, Canvas canvas) {
    new ScatterPainter(figure, canvas).paint();
  }

  static boolean hasLegend(Figure figure) {
    return figure.series().size() > 1;
  }

  static double topMargin(Figure figure) {
    return figure.title().isEmpty() ? 20 : 48;
  }

  static double rightMargin(Figure figure) {
    return hasLegend(figure) ? LEGEND_WIDTH : 24;
  }

  static Ticks xTicks(Figure figure) {
    return ticks(figure.range(Series::x), false);
  }

  static Ticks yTicks(Figure figure) {
    return ticks(figure.range(Series::y), figure.zeroLine());
  }

  private static Ticks ticks(DoubleSummaryStatistics values, boolean withZero) {
    if (values.getCount() == 0) {
      return Ticks.covering(0, 1, 5);
    }
    double min = withZero ? Math.min(0, values.getMin()) : values.getMin();
    double max = withZero ? Math.max(0, values.getMax()) : values.getMax();
    return Ticks.covering(min, max, 6);
  }

  private void paint() {
    paintAxes();
    if (figure.zeroLine()) {
      canvas.dashedLine(LEFT, toY(0), right, toY(0));
    }
    for (int i = 0; i < figure.series().size(); i++) {
      paintPoints(figure.series().get(i), Palette.series(i));
    }
    if (hasLegend(figure)) {
      paintLegend();
    }
    canvas.text((LEFT + right) / 2, 28, figure.title(), TITLE, Anchor.MIDDLE);
    canvas.text((LEFT + right) / 2, HEIGHT - 14, figure.xTitle(), TEXT + 1, Anchor.MIDDLE);
    canvas.verticalText(18, (top + BOTTOM) / 2, figure.yTitle(), TEXT + 1);
  }

  private void paintAxes() {
    for (double value : x.values()) {
      canvas.gridLine(toX(value), top, toX(value), BOTTOM);
      canvas.text(toX(value), BOTTOM + 18, x.label(value), TEXT, Anchor.MIDDLE);
    }
    for (double value : y.values()) {
      canvas.gridLine(LEFT, toY(value), right, toY(value));
      canvas.text(LEFT - 8, toY(value) + 4, y.label(value), TEXT, Anchor.END);
    }
  }

  private void paintPoints(Series series, String color) {
    double[] xs = series.x();
    double[] ys = series.y();
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
        canvas.dot(toX(xs[i]), toY(ys[i]), RADIUS, color);
      }
    }
  }

  private void paintLegend() {
    double line = top + 8;
    for (int i = 0; i < figure.series().size() && line < BOTTOM; i++) {
      String name = figure.series().get(i).name();
      canvas.dot(right + 18, line, RADIUS + 1, Palette.series(i));
      canvas.text(
          right + 28,
          line + 4,
          name.length() <= LONGEST_LEGEND ? name : name.substring(0, LONGEST_LEGEND - 1) + "…",
          TEXT,
          Anchor.START);
      line += 20;
    }
  }

  private double toX(double value) {
    return LEFT + x.share(value) * (right - LEFT);
  }

  private double toY(double value) {
    return BOTTOM - y.share(value) * (BOTTOM - top);
  }
}
