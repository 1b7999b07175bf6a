package peaberry.plot;

import java.util.Map;
import peaberry.plot.Canvas.Anchor;

/** Draws a figure, the same on every canvas. */
final class FigurePainter {
  private FigurePainter() {}

  static void paint(Layout layout, Canvas canvas) {
    for (PanelLayout panel : layout.panels()) {
      switch (panel.panel().kind()) {
        case FLAT -> paintFlat(layout, panel, canvas);
        case SPACE -> new SpacePainter(layout, panel, canvas).paint();
        case RADAR -> new RadarPainter(layout, panel, canvas).paint();
      }
      Frame frame = panel.frame();
      String title = panel.panel().title();
      if (!title.isEmpty()) {
        canvas.title(frame.x(0.5), frame.top() - 8, title, Layout.LABEL);
      }
    }
    if (layout.hasLegend()) {
      paintLegend(layout, canvas);
    }
    if (!layout.figure().title().isEmpty()) {
      canvas.title(layout.all().x(0.5), 28, layout.figure().title(), Layout.TITLE);
    }
  }

  private static void paintFlat(Layout layout, PanelLayout panel, Canvas canvas) {
    AxesPainter axes = new AxesPainter(panel, canvas);
    axes.paint();
    Runnable data = () -> new TracePainter(layout, panel, canvas).paint();
    if (panel.cut()) {
      canvas.inside(panel.frame(), data);
    } else {
      data.run();
    }
    axes.paintGuides();
  }

  private static void paintLegend(Layout layout, Canvas canvas) {
    double left = layout.legendLeft();
    double line = layout.all().top() + 8;
    for (Map.Entry<String, Trace> entry : layout.legend().entrySet()) {
      if (line > layout.all().bottom()) {
        return;
      }
      String color = layout.color(entry.getValue());
      paintSign(entry.getValue(), left, line, color, canvas);
      String name = Layout.legendName(entry.getKey());
      canvas.text(left + 28, line + 4, name, Layout.TEXT, Anchor.START);
      line += 20;
    }
  }

  private static void paintSign(Trace trace, double left, double y, String color, Canvas canvas) {
    switch (trace) {
      case Points points -> canvas.dot(left + 13, y, 4, new Fill(color, Palette.OPACITY));
      case Points3D points -> canvas.dot(left + 13, y, 4, new Fill(color, Palette.OPACITY));
      case Line line -> {
        canvas.line(left, y, left + 24, y, new Stroke(color, 1, TracePainter.LINE, line.dash()));
        if (line.markers()) {
          canvas.dot(left + 12, y, TracePainter.DOT, Fill.of(color));
        }
      }
      case Radar radar -> canvas.line(left, y, left + 24, y, Stroke.of(color, TracePainter.LINE));
      case Band band -> square(left, y, new Fill(color, TracePainter.BAND), canvas);
      case Region region -> square(left, y, new Fill(color, Region.OPACITY), canvas);
      case Bars bars -> square(left, y, new Fill(color, TracePainter.bar(bars)), canvas);
      case Box box -> square(left, y, new Fill(color, Palette.OPACITY), canvas);
      case Violin violin -> square(left, y, new Fill(color, Palette.OPACITY), canvas);
      case Heatmap map -> square(left, y, new Fill(color, Palette.OPACITY), canvas);
      case Contour contour -> square(left, y, new Fill(color, Palette.OPACITY), canvas);
    }
  }

  private static void square(double left, double y, Fill fill, Canvas canvas) {
    canvas.rectangle(new Frame(left + 7, y - 6, left + 19, y + 6), fill);
  }
}
