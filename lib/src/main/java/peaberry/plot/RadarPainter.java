package peaberry.plot;

import java.awt.geom.Path2D;
import peaberry.plot.Canvas.Anchor;

/** Draws profiles around a centre, the first category to the right, the next against the clock. */
final class RadarPainter {
  static final double OPACITY = 0.2;

  private final Layout layout;
  private final PanelLayout panel;
  private final Canvas canvas;
  private final Ruler ruler;
  private final double radius;

  RadarPainter(Layout layout, PanelLayout panel, Canvas canvas) {
    this.layout = layout;
    this.panel = panel;
    this.canvas = canvas;
    ruler = panel.y();
    Frame frame = panel.frame();
    radius = radius(frame);
  }

  /** Room is left for what stands around. */
  static double radius(Frame frame) {
    return Math.max(20, Math.min(frame.width() / 2 - 90, frame.height() / 2 - 28));
  }

  private double[] place(int category, double share) {
    double angle = 2 * Math.PI * category / Math.max(1, panel.x().at().size());
    Frame frame = panel.frame();
    return new double[] {
      frame.x(0.5) + radius * share * Math.cos(angle),
      frame.y(0.5) - radius * share * Math.sin(angle)
    };
  }

  void paint() {
    for (double value : ruler.at()) {
      double share = ruler.share(value);
      if (share > 0) {
        canvas.stroke(
            TracePainter.circle(panel.frame().x(0.5), panel.frame().y(0.5), radius * share),
            Stroke.GRID);
      }
    }
    for (int i = 0; i < panel.x().at().size(); i++) {
      double[] from = place(i, 0);
      double[] end = place(i, 1);
      canvas.line(from[0], from[1], end[0], end[1], Stroke.GRID);
      double[] label = place(i, 1 + 10 / radius);
      double lean = (label[0] - from[0]) / radius;
      Anchor anchor = lean > 0.2 ? Anchor.START : lean < -0.2 ? Anchor.END : Anchor.MIDDLE;
      double drop = 4 + 5 * (label[1] - from[1]) / radius;
      canvas.text(label[0], label[1] + drop, panel.x().labels().get(i), Layout.TEXT, anchor);
    }
    for (Trace trace : panel.panel().traces()) {
      if (trace instanceof Radar radar) {
        paint(radar, layout.color(trace));
      }
    }
    for (int i = 0; i < ruler.at().size(); i++) {
      double[] at = place(0, ruler.share(ruler.at().get(i)));
      canvas.text(at[0] - 3, at[1] + 15, ruler.labels().get(i), Layout.TEXT - 1, Anchor.MIDDLE);
    }
  }

  private void paint(Radar radar, String color) {
    Path2D path = new Path2D.Double();
    boolean down = false;
    boolean whole = true;
    for (int i = 0; i < radar.marks(); i++) {
      if (!radar.values().finite(i)) {
        down = false;
        whole = false;
        continue;
      }
      double[] at = place(i, ruler.share(radar.values().at(i)));
      if (down) {
        path.lineTo(at[0], at[1]);
      } else {
        path.moveTo(at[0], at[1]);
      }
      down = true;
    }
    if (whole && radar.marks() > 0) {
      path.closePath();
      canvas.fill(path, new Fill(color, OPACITY));
    }
    canvas.stroke(path, Stroke.of(color, TracePainter.LINE));
  }
}
