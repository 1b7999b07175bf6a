package peaberry.plot;

import java.util.List;
import peaberry.plot.Canvas.Anchor;

/** Draws a flat panel's axes, and the lines and marks that explain its data. */
final class AxesPainter {
  private static final double TEXT = Layout.TEXT;

  private final PanelLayout panel;
  private final Canvas canvas;
  private final Frame frame;

  AxesPainter(PanelLayout panel, Canvas canvas) {
    this.panel = panel;
    this.canvas = canvas;
    frame = panel.frame();
  }

  void paint() {
    paintX(panel.x());
    paintY(panel.y());
    for (double x : new double[] {frame.left(), frame.right()}) {
      canvas.line(x, frame.top(), x, frame.bottom(), Stroke.GRID);
    }
    for (double y : new double[] {frame.top(), frame.bottom()}) {
      canvas.line(frame.left(), y, frame.right(), y, Stroke.GRID);
    }
  }

  private void paintX(Ruler ruler) {
    for (int i = 0; i < ruler.at().size(); i++) {
      double share = ruler.share(ruler.at().get(i));
      double x = frame.x(share);
      if (isGrid(ruler, share)) {
        canvas.line(x, frame.top(), x, frame.bottom(), Stroke.GRID);
      }
      if (panel.xLabels()) {
        if (panel.turned()) {
          canvas.turnedText(
              x + 4, frame.bottom() + 16, ruler.labels().get(i), TEXT, Anchor.END, 45);
        } else {
          canvas.text(x, frame.bottom() + 18, ruler.labels().get(i), TEXT, Anchor.MIDDLE);
        }
      }
    }
    if (panel.xLabels() && !ruler.axis().title().isEmpty()) {
      double labels = panel.turned() ? 12 + 0.71 * Layout.widest(ruler.labels()) : 18;
      canvas.text(
          frame.x(0.5),
          frame.bottom() + labels + 24,
          ruler.axis().title(),
          Layout.LABEL,
          Anchor.MIDDLE);
    }
  }

  private void paintY(Ruler ruler) {
    for (int i = 0; i < ruler.at().size(); i++) {
      double share = ruler.share(ruler.at().get(i));
      double y = frame.y(share);
      if (isGrid(ruler, share)) {
        canvas.line(frame.left(), y, frame.right(), y, Stroke.GRID);
      }
      canvas.text(frame.left() - 8, y + 4, ruler.labels().get(i), TEXT, Anchor.END);
    }
    double title = frame.left() - Math.max(54, Layout.widest(ruler.labels()) + 22);
    if (!ruler.axis().title().isEmpty()) {
      canvas.turnedText(title, frame.y(0.5), ruler.axis().title(), Layout.LABEL, Anchor.MIDDLE, 90);
    }
  }

  /** The ends have lines anyway, and a category is not a line. */
  private static boolean isGrid(Ruler ruler, double share) {
    return !ruler.categories() && share > 1e-9 && share < 1 - 1e-9;
  }

  void paintGuides() {
    List<Guide> guides = panel.panel().guides();
    int upright = 0;
    for (Guide guide : guides) {
      double share = (guide.horizontal() ? panel.y() : panel.x()).share(guide.at());
      if (!(share >= 0 && share <= 1)) {
        continue;
      }
      if (guide.horizontal()) {
        double y = frame.y(share);
        canvas.line(frame.left(), y, frame.right(), y, Stroke.DASHED);
        double base = share > HIGH ? y + 15 : y - 5;
        text(frame.right() - 5, base, guide.label(), Anchor.END);
      } else {
        double x = frame.x(share);
        canvas.line(x, frame.top(), x, frame.bottom(), Stroke.DASHED);
        double base = frame.top() + 16 + LINE * upright++;
        text(
            x + (share > RIGHT ? -5 : 5),
            base,
            guide.label(),
            share > RIGHT ? Anchor.END : Anchor.START);
      }
    }
    for (Mark mark : panel.panel().marks()) {
      paint(mark);
    }
  }

  static final double HIGH = 0.92;
  static final double TOP = 0.94;
  static final double RIGHT = 0.6;
  static final double LINE = 16;
  static final double MARK = 6;

  private void paint(Mark mark) {
    double x = panel.toX(mark.x());
    double y = panel.toY(mark.y());
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return;
    }
    canvas.stroke(TracePainter.circle(x, y, MARK), Stroke.of(Palette.INK, 2));
    double share = panel.x().share(mark.x());
    Anchor anchor = share < 0.15 ? Anchor.START : share > 0.85 ? Anchor.END : Anchor.MIDDLE;
    boolean below = panel.y().share(mark.y()) > TOP;
    text(x, below ? y + 22 : y - 12, mark.label(), anchor);
  }

  private void text(double x, double y, String text, Anchor anchor) {
    if (!text.isEmpty()) {
      canvas.text(x, y, text, TEXT, anchor);
    }
  }
}
