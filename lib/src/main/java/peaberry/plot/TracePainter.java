package peaberry.plot;

import java.awt.geom.Path2D;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Draws the data of a flat panel. */
final class TracePainter {
  static final double LINE = 2;
  static final double BAND = 0.25;
  static final double DOT = 3;

  private static final double CAP = 4;

  private final Layout layout;
  private final PanelLayout panel;
  private final Canvas canvas;
  private final Iterator<BarPlaces> bars;

  TracePainter(Layout layout, PanelLayout panel, Canvas canvas) {
    this.layout = layout;
    this.panel = panel;
    this.canvas = canvas;
    bars = BarPlaces.of(panel.panel().traces()).iterator();
  }

  void paint() {
    for (Trace trace : panel.panel().traces()) {
      String color = layout.color(trace);
      switch (trace) {
        case Points points -> paint(points, color);
        case Line line -> paint(line, color);
        case Band band -> paint(band, color);
        case Bars each -> paint(bars.next(), color);
        case Box box -> paint(box, color);
        case Violin violin -> paint(violin, color);
        case Heatmap map -> new GridPainter(panel, canvas).paint(map);
        case Contour contour -> new GridPainter(panel, canvas).paint(contour);
        case Region region -> new GridPainter(panel, canvas).paint(region, color);
        case Points3D space -> throw new IllegalStateException("points in space in a flat panel");
        case Radar radar -> throw new IllegalStateException("a profile in a flat panel");
      }
    }
  }

  /** How much of what is behind bars shines through. */
  static double bar(Bars bars) {
    return bars.arrangement() == Bars.Arrangement.OVERLAID ? 0.6 : 0.85;
  }

  private void paint(Points points, String color) {
    for (int i = 0; i < points.marks(); i++) {
      if (points.visible(i)) {
        paintError(points.xs().at(i), points.ys().at(i), points.errors(), i, false, color);
        dot(points.xs().at(i), points.ys().at(i), DOT, new Fill(color, Palette.OPACITY));
      }
    }
  }

  private void dot(double x, double y, double radius, Fill fill) {
    double left = panel.toX(x);
    double top = panel.toY(y);
    if (Double.isFinite(left) && Double.isFinite(top)) {
      canvas.dot(left, top, radius, fill);
    }
  }

  private void paint(Line line, String color) {
    Path2D path = new Path2D.Double();
    boolean down = false;
    double last = 0;
    for (int i = 0; i < line.marks(); i++) {
      double x = line.visible(i) ? panel.toX(line.xs().at(i)) : Double.NaN;
      double y = line.visible(i) ? panel.toY(line.ys().at(i)) : Double.NaN;
      if (Double.isNaN(x) || Double.isNaN(y)) {
        down = false;
        continue;
      }
      if (down && line.steps()) {
        path.lineTo(x, last);
      }
      if (down) {
        path.lineTo(x, y);
      } else {
        path.moveTo(x, y);
      }
      down = true;
      last = y;
    }
    canvas.stroke(path, new Stroke(color, 1, LINE, line.dash()));
    for (int i = 0; i < line.marks(); i++) {
      if (line.visible(i)) {
        paintError(line.xs().at(i), line.ys().at(i), line.errors(), i, false, color);
        if (line.markers()) {
          dot(line.xs().at(i), line.ys().at(i), DOT, Fill.of(color));
        }
      }
    }
  }

  private void paint(Band band, String color) {
    Path2D path = new Path2D.Double();
    int[] rows = IntStream.range(0, band.xs().size()).filter(band::visible).toArray();
    for (int i = 0; i < rows.length; i++) {
      point(path, i == 0, panel.toX(band.xs().at(rows[i])), panel.toY(band.upper().at(rows[i])));
    }
    for (int i = rows.length - 1; i >= 0; i--) {
      point(path, false, panel.toX(band.xs().at(rows[i])), panel.toY(band.lower().at(rows[i])));
    }
    if (rows.length > 0) {
      path.closePath();
      canvas.fill(path, new Fill(color, BAND));
    }
  }

  private static void point(Path2D path, boolean first, double x, double y) {
    if (first) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }

  private void paint(BarPlaces places, String color) {
    Bars all = places.bars();
    boolean across = all.horizontal();
    Ruler lengths = across ? panel.x() : panel.y();
    for (int i = 0; i < all.marks(); i++) {
      double to = lengths.share(places.to(i));
      if (!Double.isFinite(to)) {
        continue;
      }
      double zero = lengths.share(places.from().at(i));
      double from = Double.isFinite(zero) ? zero : 0;
      Ruler positions = across ? panel.y() : panel.x();
      double one = positions.share(places.firstEdge(i));
      double other = positions.share(places.firstEdge(i) + places.width());
      canvas.rectangle(
          across ? between(from, one, to, other) : between(one, from, other, to),
          new Fill(color, bar(all)));
      double middle = places.firstEdge(i) + places.width() / 2;
      paintError(
          across ? places.to(i) : middle,
          across ? middle : places.to(i),
          all.errors(),
          i,
          across,
          Palette.INK);
    }
  }

  private Frame between(double x1, double y1, double x2, double y2) {
    Frame frame = panel.frame();
    return new Frame(
        frame.x(Math.min(x1, x2)),
        frame.y(Math.max(y1, y2)),
        frame.x(Math.max(x1, x2)),
        frame.y(Math.min(y1, y2)));
  }

  private void paintError(double x, double y, Values errors, int i, boolean across, String color) {
    if (errors.size() == 0 || !errors.finite(i)) {
      return;
    }
    double far = errors.at(i);
    Stroke stroke = Stroke.of(color, 1.5);
    double x1 = panel.toX(across ? x - far : x);
    double x2 = panel.toX(across ? x + far : x);
    double y1 = panel.toY(across ? y : y - far);
    double y2 = panel.toY(across ? y : y + far);
    if (Double.isNaN(x1 + x2 + y1 + y2)) {
      return;
    }
    canvas.line(x1, y1, x2, y2, stroke);
    double wide = across ? 0 : CAP;
    double high = across ? CAP : 0;
    canvas.line(x1 - wide, y1 - high, x1 + wide, y1 + high, stroke);
    canvas.line(x2 - wide, y2 - high, x2 + wide, y2 + high, stroke);
  }

  private void paint(Box box, String color) {
    if (box.isEmpty()) {
      return;
    }
    Quartiles q = Quartiles.of(box.sample());
    paintBox(box.at(), Box.WIDTH, q, color);
    for (int i = 0; i < q.outliers().size(); i++) {
      dot(box.at(), q.outliers().at(i), DOT, new Fill(color, Palette.OPACITY));
    }
  }

  private void paintBox(double at, double width, Quartiles q, String color) {
    double left = panel.toX(at - width / 2);
    double right = panel.toX(at + width / 2);
    Frame inner = new Frame(left, panel.toY(q.upper()), right, panel.toY(q.lower()));
    Stroke stroke = Stroke.of(color, LINE);
    canvas.rectangle(inner, new Fill(color, 0.4));
    Path2D edge = new Path2D.Double();
    edge.moveTo(left, inner.top());
    edge.lineTo(right, inner.top());
    edge.lineTo(right, inner.bottom());
    edge.lineTo(left, inner.bottom());
    edge.closePath();
    canvas.stroke(edge, stroke);
    double median = panel.toY(q.median());
    canvas.line(left, median, right, median, stroke);
    double middle = panel.toX(at);
    double end = (right - left) / 4;
    for (double[] whisker :
        new double[][] {{q.upper(), q.upperWhisker()}, {q.lower(), q.lowerWhisker()}}) {
      double y = panel.toY(whisker[1]);
      canvas.line(middle, panel.toY(whisker[0]), middle, y, stroke);
      canvas.line(middle - end, y, middle + end, y, stroke);
    }
  }

  private void paint(Violin violin, String color) {
    if (violin.isEmpty()) {
      return;
    }
    Density density = Density.of(violin.sample());
    Path2D path = new Path2D.Double();
    int count = density.at().size();
    for (int i = 0; i < 2 * count; i++) {
      int row = i < count ? i : 2 * count - 1 - i;
      double half = density.share().at(row) * Violin.WIDTH / 2 * (i < count ? 1 : -1);
      point(path, i == 0, panel.toX(violin.at() + half), panel.toY(density.at().at(row)));
    }
    path.closePath();
    canvas.fill(path, new Fill(color, 0.4));
    canvas.stroke(path, Stroke.of(color, LINE));
    paintBox(violin.at(), Violin.WIDTH * Violin.BOX, Quartiles.of(violin.sample()), color);
  }

  /** A circle of straight pieces. */
  static Path2D circle(double x, double y, double radius) {
    Path2D path = new Path2D.Double();
    int pieces = 36;
    for (int i = 0; i < pieces; i++) {
      double angle = 2 * Math.PI * i / pieces;
      point(path, i == 0, x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
    path.closePath();
    return path;
  }
}
