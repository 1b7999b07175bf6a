package peaberry.plot;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import peaberry.plot.Canvas.Anchor;

/**
 * Draws points in space as seen from far away (orthographic projection), those behind first. The
 * box of the axes is a cube; its three walls that are behind the points have grids.
 */
final class SpacePainter {
  /** Where one looks from: the direction that {@link PlotlyAxes} gives the live figure's camera. */
  static final double[] EYE = {1.3, 1.6, 0.9};

  private static final double RADIUS = 4;

  private final Layout layout;
  private final PanelLayout panel;
  private final Canvas canvas;
  private final Ruler[] rulers;
  private final double[] right;
  private final double[] up;
  private final double scale;

  private record Dot(double[] at, double depth, String color) {}

  SpacePainter(Layout layout, PanelLayout panel, Canvas canvas) {
    this.layout = layout;
    this.panel = panel;
    this.canvas = canvas;
    rulers = new Ruler[] {panel.x(), panel.y(), panel.panel().zRuler()};
    double flat = Math.hypot(EYE[0], EYE[1]);
    double length = Math.hypot(flat, EYE[2]);
    right = new double[] {-EYE[1] / flat, EYE[0] / flat, 0};
    up =
        new double[] {
          -EYE[2] * EYE[0] / flat / length, -EYE[2] * EYE[1] / flat / length, flat / length
        };
    Frame frame = panel.frame();
    scale = Math.min(frame.width() / 2, frame.height() / 1.95);
  }

  /** Shares of the three axes to pixels. */
  private double[] toPixels(double... shares) {
    double across = 0;
    double upwards = 0;
    for (int i = 0; i < 3; i++) {
      across += right[i] * (shares[i] - 0.5);
      upwards += up[i] * (shares[i] - 0.5);
    }
    Frame frame = panel.frame();
    return new double[] {frame.x(0.5) + across * scale, frame.y(0.52) - upwards * scale};
  }

  void paint() {
    for (int axis = 0; axis < 3; axis++) {
      paintWall(axis);
    }
    for (int axis = 0; axis < 3; axis++) {
      paintLabels(axis);
    }
    List<Dot> dots = new ArrayList<>();
    for (Trace trace : panel.panel().traces()) {
      if (trace instanceof Points3D points) {
        collect(points, layout.color(trace), dots);
      }
    }
    dots.sort(Comparator.comparingDouble(Dot::depth));
    for (Dot dot : dots) {
      double[] at = toPixels(dot.at());
      canvas.dot(at[0], at[1], RADIUS, new Fill(dot.color(), Palette.OPACITY));
    }
  }

  private void collect(Points3D points, String color, List<Dot> dots) {
    for (int i = 0; i < points.marks(); i++) {
      double[] at = {
        rulers[0].share(points.xs().at(i)),
        rulers[1].share(points.ys().at(i)),
        rulers[2].share(points.zs().at(i))
      };
      if (Double.isFinite(at[0]) && Double.isFinite(at[1]) && Double.isFinite(at[2])) {
        double depth = at[0] * EYE[0] + at[1] * EYE[1] + at[2] * EYE[2];
        dots.add(new Dot(at, depth, color));
      }
    }
  }

  /** The wall where one axis is at its beginning, with the ticks of the other two. */
  private void paintWall(int axis) {
    int one = (axis + 1) % 3;
    int other = (axis + 2) % 3;
    for (int[] pair : new int[][] {{one, other}, {other, one}}) {
      List<Double> shares = new ArrayList<>(List.of(0.0, 1.0));
      rulers[pair[0]].at().forEach(at -> shares.add(rulers[pair[0]].share(at)));
      for (double share : shares.stream().distinct().toList()) {
        double[] from = new double[3];
        from[pair[0]] = share;
        double[] to = from.clone();
        to[pair[1]] = 1;
        line(toPixels(from), toPixels(to));
      }
    }
  }

  private void line(double[] from, double[] to) {
    Path2D path = new Path2D.Double();
    path.moveTo(from[0], from[1]);
    path.lineTo(to[0], to[1]);
    canvas.stroke(path, Stroke.GRID);
  }

  /** Labels stand outside of the cube's outline: x and y below it, z at its side. */
  private void paintLabels(int axis) {
    Ruler ruler = rulers[axis];
    double[] middle = place(axis, 0.5, axis == 2 ? 46 : 38);
    String title = ruler.axis().title();
    if (axis == 2) {
      canvas.turnedText(middle[0], middle[1], title, Layout.LABEL, Anchor.MIDDLE, 90);
    } else {
      Anchor anchor = axis == 0 ? Anchor.START : Anchor.END;
      canvas.text(middle[0], middle[1], title, Layout.LABEL, anchor);
    }
    for (int i = 0; i < ruler.at().size(); i++) {
      double share = ruler.share(ruler.at().get(i));
      if (axis != 2 && share > 0.97 || axis == 1 && share < 0.03) {
        continue; // Corners where two axes meet would hold two labels.
      }
      double[] at = place(axis, share, axis == 2 ? 8 : 12);
      Anchor anchor = axis == 0 ? Anchor.START : Anchor.END;
      canvas.text(at[0], at[1] + 4, ruler.labels().get(i), Layout.TEXT, anchor);
    }
  }

  /** A place beside the edge of the cube that bears an axis' labels, so many pixels outside. */
  private double[] place(int axis, double share, double out) {
    double[] at =
        switch (axis) {
          case 0 -> toPixels(share, 1, 0);
          case 1 -> toPixels(1, share, 0);
          default -> toPixels(1, 0, share);
        };
    return switch (axis) {
      case 0 -> new double[] {at[0] + out * 0.6, at[1] + out * 0.8};
      case 1 -> new double[] {at[0] - out * 0.6, at[1] + out * 0.8};
      default -> new double[] {at[0] - out, at[1]};
    };
  }
}
