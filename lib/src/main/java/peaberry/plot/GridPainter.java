package peaberry.plot;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.IntFunction;
import peaberry.plot.Canvas.Anchor;

/** Draws heat maps, contours and regions, with the bar that explains their colours. */
final class GridPainter {
  private static final int BAR_STEPS = 64;

  private final PanelLayout panel;
  private final Canvas canvas;

  GridPainter(PanelLayout panel, Canvas canvas) {
    this.panel = panel;
    this.canvas = canvas;
  }

  void paint(Heatmap map) {
    // Cells end at whole pixels: no seam shows what is behind.
    Grid grid = map.grid();
    double[] xs = Grid.edges(grid.xs());
    double[] ys = Grid.edges(grid.ys());
    for (int row = 0; row < grid.ys().size(); row++) {
      for (int column = 0; column < grid.xs().size(); column++) {
        double value = grid.at(row, column);
        if (!Double.isFinite(value)) {
          continue;
        }
        Frame cell =
            ordered(
                Math.rint(panel.toX(xs[column])),
                Math.rint(panel.toY(ys[row])),
                Math.rint(panel.toX(xs[column + 1])),
                Math.rint(panel.toY(ys[row + 1])));
        String color = map.scale().at(value, map.colors());
        canvas.rectangle(cell, Fill.of(color));
        if (!map.texts().isEmpty()) {
          canvas.text(
              cell.x(0.5),
              cell.y(0.5) + 4,
              map.texts().get(row).get(column),
              Layout.TEXT,
              Anchor.MIDDLE,
              ColorScale.textOn(color));
        }
      }
    }
    Ticks ticks = Ticks.between(map.colors().low(), map.colors().high(), 6);
    paintBar(ticks, i -> map.scale().at((i + 0.5) / BAR_STEPS), BAR_STEPS);
  }

  private static Frame ordered(double x1, double y1, double x2, double y2) {
    return new Frame(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  }

  void paint(Contour contour) {
    List<Double> levels = contour.levels();
    canvas.rectangle(panel.frame(), Fill.of(contour.color(0)));
    for (int i = 0; i < levels.size(); i++) {
      Path2D area = inPixels(Isolines.area(contour.grid(), levels.get(i)));
      canvas.fill(area, Fill.of(contour.color(i + 1)));
      canvas.stroke(area, new Stroke("#000000", 0.3, 1, Dash.SOLID));
    }
    paintBar(contour.ticks(), contour::color, levels.size() + 1);
  }

  void paint(Region region, String color) {
    Path2D area = inPixels(Isolines.area(region.grid(), Region.BORDER));
    canvas.fill(area, new Fill(color, Region.OPACITY));
  }

  /** The axes are linear, so that a path is moved as a whole. */
  private Path2D inPixels(Path2D path) {
    double x0 = panel.toX(0);
    double y0 = panel.toY(0);
    return new Path2D.Double(
        path, new AffineTransform(panel.toX(1) - x0, 0, 0, panel.toY(1) - y0, x0, y0));
  }

  private void paintBar(Ticks ticks, IntFunction<String> color, int steps) {
    Frame frame = panel.frame();
    double left = frame.right() + Layout.BAR_GAP;
    double right = left + Layout.BAR_WIDTH;
    for (int i = 0; i < steps; i++) {
      // Each reaches below the next: no seam.
      double bottom = Math.min(frame.bottom(), frame.y((double) i / steps) + 1);
      canvas.rectangle(
          new Frame(left, frame.y((i + 1.0) / steps), right, bottom), Fill.of(color.apply(i)));
    }
    for (double value : ticks.values()) {
      double y = frame.y(ticks.share(value));
      canvas.text(right + 5, y + 4, ticks.label(value), Layout.TEXT, Anchor.START);
    }
  }
}
