package peaberry.plot;

import static peaberry.plot.PlotlyJson.number;
import static peaberry.plot.PlotlyJson.ordered;
import static peaberry.plot.PlotlyJson.place;
import static peaberry.plot.PlotlyJson.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One panel's axes, and the lines and labels over them, in Plotly's JSON. */
final class PlotlyAxes {
  private final Layout layout;
  private final PanelLayout panel;
  private final String suffix;

  PlotlyAxes(Layout layout, PanelLayout panel) {
    this.layout = layout;
    this.panel = panel;
    suffix = suffix(panel.index());
  }

  /** Plotly's first axis has no number. */
  static String suffix(int index) {
    return index == 0 ? "" : Integer.toString(index + 1);
  }

  Map<String, Object> axes() {
    return switch (panel.panel().kind()) {
      case FLAT -> ordered("xaxis" + suffix, x(), "yaxis" + suffix, y());
      case SPACE -> ordered("scene" + suffix, scene());
      case RADAR -> ordered("polar" + suffix, polar());
    };
  }

  private Map<String, Object> x() {
    Map<String, Object> axis =
        axis(panel.x(), title(panel.xLabels() ? panel.x().axis().title() : "", 10));
    axis.put("tickangle", panel.turned() ? -45 : 0);
    if (!panel.xLabels()) {
      axis.put("showticklabels", false);
    }
    if (layout.figure().sharedX()) {
      int first = panel.index() % layout.figure().columns();
      if (first != panel.index()) {
        axis.put("matches", "x" + suffix(first));
      }
    }
    if (several()) {
      axis.put("anchor", "y" + suffix);
      axis.put("domain", across(panel.frame().left(), panel.frame().right()));
    }
    return axis;
  }

  private Map<String, Object> y() {
    double labels = Layout.widest(panel.y().labels());
    Map<String, Object> axis =
        axis(panel.y(), title(panel.y().axis().title(), Math.max(11, 43 - labels)));
    if (several()) {
      axis.put("anchor", "x" + suffix);
      axis.put("domain", upwards(panel.frame().bottom(), panel.frame().top()));
    }
    return axis;
  }

  /** A title so many pixels outside of the ticks' labels. */
  private static Map<String, Object> title(String text, double standoff) {
    return ordered(
        "text", text, "standoff", place(standoff), "font", ordered("size", (int) Layout.LABEL));
  }

  private boolean several() {
    return layout.panels().size() > 1;
  }

  private List<Number> across(double left, double right) {
    Frame all = layout.all();
    return List.of(
        place((left - all.left()) / all.width()), place((right - all.left()) / all.width()));
  }

  private List<Number> upwards(double bottom, double top) {
    Frame all = layout.all();
    return List.of(
        place((all.bottom() - bottom) / all.height()), place((all.bottom() - top) / all.height()));
  }

  /** The same ends and ticks as in the drawing. */
  private static Map<String, Object> axis(Ruler ruler, Map<String, Object> title) {
    Map<String, Object> axis = ordered("title", title, "type", type(ruler.axis()));
    axis.putAll(scale(ruler));
    axis.putAll(
        ordered(
            "ticks",
            "outside",
            "ticklen",
            5,
            "tickcolor",
            PlotlyJson.TRANSPARENT,
            "gridcolor",
            PlotlyJson.GRID,
            "showgrid",
            !ruler.categories(),
            "showline",
            true,
            "mirror",
            true,
            "linecolor",
            PlotlyJson.GRID,
            "zeroline",
            false));
    return axis;
  }

  private static String type(Axis axis) {
    return switch (axis.scale()) {
      case LINEAR -> "linear";
      case LOG -> "log";
      case TIME -> "date";
    };
  }

  private static Map<String, Object> scale(Ruler ruler) {
    boolean reversed = ruler.axis().reversed();
    Map<String, Object> scale =
        ordered(
            "range",
            List.of(
                number(reversed ? ruler.high() : ruler.low()),
                number(reversed ? ruler.low() : ruler.high())));
    scale.putAll(ruler.ticks() != null ? steps(ruler.ticks()) : ticks(ruler.at(), ruler.labels()));
    return scale;
  }

  private static Map<String, Object> ticks(List<Double> at, List<String> labels) {
    return ordered(
        "tickmode",
        "array",
        "tickvals",
        at.stream().map(PlotlyJson::number).toList(),
        "ticktext",
        labels);
  }

  /** Plotly writes very large and very small numbers in another way: those are written here. */
  static Map<String, Object> steps(Ticks ticks) {
    List<Double> values = ticks.values();
    if (values.isEmpty() || !ticks.plain()) {
      return ticks(values, values.stream().map(ticks::label).toList());
    }
    return ordered(
        "tick0",
        number(values.getFirst()),
        "dtick",
        number(ticks.step()),
        "tickformat",
        "." + ticks.decimals() + "f");
  }

  private Map<String, Object> scene() {
    Frame frame = panel.frame();
    double[] eye = SpacePainter.EYE;
    return ordered(
        "xaxis", spaceAxis(panel.x()),
        "yaxis", spaceAxis(panel.y()),
        "zaxis", spaceAxis(panel.panel().zRuler()),
        "aspectmode", "cube",
        "camera",
            ordered(
                "eye", ordered("x", eye[0], "y", eye[1], "z", eye[2]),
                "projection", ordered("type", "orthographic")),
        "domain",
            ordered(
                "x", across(frame.left(), frame.right()),
                "y", upwards(frame.bottom(), frame.top())));
  }

  private static Map<String, Object> spaceAxis(Ruler ruler) {
    Map<String, Object> axis =
        ordered("title", text(ruler.axis().title()), "type", type(ruler.axis()));
    axis.putAll(scale(ruler));
    // WebGL blends a translucent line with white.
    axis.putAll(
        ordered(
            "color",
            Palette.INK,
            "gridcolor",
            Palette.INK,
            "linecolor",
            Palette.INK,
            "zeroline",
            false,
            "showbackground",
            false,
            "showspikes",
            false));
    return axis;
  }

  private Map<String, Object> polar() {
    Frame frame = panel.frame();
    double radius = RadarPainter.radius(frame);
    int count = panel.x().at().size();
    return ordered(
        "bgcolor", PlotlyJson.TRANSPARENT,
        "radialaxis", radialAxis(),
        "angularaxis",
            ordered(
                "tickmode",
                "array",
                "tickvals",
                IntStream.range(0, count).mapToObj(i -> place(360.0 * i / count)).toList(),
                "ticktext",
                panel.x().labels(),
                "gridcolor",
                PlotlyJson.GRID,
                "linecolor",
                PlotlyJson.GRID,
                "ticks",
                ""),
        "domain",
            ordered(
                "x", across(frame.x(0.5) - radius, frame.x(0.5) + radius),
                "y", upwards(frame.y(0.5) + radius, frame.y(0.5) - radius)));
  }

  private Map<String, Object> radialAxis() {
    Map<String, Object> axis = scale(panel.y());
    axis.putAll(
        ordered(
            "gridcolor",
            PlotlyJson.GRID,
            "linecolor",
            PlotlyJson.GRID,
            "ticks",
            "",
            "angle",
            0,
            "tickangle",
            0));
    return axis;
  }

  List<Object> shapes() {
    List<Object> shapes = new ArrayList<>();
    for (Guide guide : panel.panel().guides()) {
      Number at = number(guide.at());
      shapes.add(
          ordered(
              "type",
              "line",
              "xref",
              "x" + suffix + (guide.horizontal() ? " domain" : ""),
              "yref",
              "y" + suffix + (guide.horizontal() ? "" : " domain"),
              "x0",
              guide.horizontal() ? 0 : at,
              "x1",
              guide.horizontal() ? 1 : at,
              "y0",
              guide.horizontal() ? at : 0,
              "y1",
              guide.horizontal() ? at : 1,
              "line",
              ordered("color", Palette.INK, "width", 1, "dash", "6px,4px")));
    }
    return shapes;
  }

  List<Object> annotations() {
    List<Object> annotations = new ArrayList<>();
    int upright = 0;
    for (Guide guide : panel.panel().guides()) {
      Ruler ruler = guide.horizontal() ? panel.y() : panel.x();
      double share = ruler.share(guide.at());
      if (share >= 0 && share <= 1) {
        boolean high = share > AxesPainter.HIGH;
        boolean right = share > AxesPainter.RIGHT;
        if (!guide.label().isEmpty()) {
          annotations.add(
              guide.horizontal()
                  ? note(guide.label(), 1, share, "right", high ? "top" : "bottom", 0)
                  : note(guide.label(), share, 1, right ? "right" : "left", "top", upright));
        }
        upright += guide.horizontal() ? 0 : 1;
      }
    }
    if (!panel.panel().title().isEmpty()) {
      Frame frame = panel.frame();
      annotations.add(
          ordered(
              "text",
              panel.panel().title(),
              "xref",
              "paper",
              "yref",
              "paper",
              "x",
              across(frame.x(0.5), frame.right()).getFirst(),
              "y",
              upwards(frame.top(), frame.top()).getFirst(),
              "xanchor",
              "center",
              "yanchor",
              "bottom",
              "yshift",
              2,
              "font",
              ordered("size", (int) Layout.LABEL, "weight", "bold"),
              "showarrow",
              false));
    }
    return annotations;
  }

  /** A label at shares of the panel's axes, some lines below the first. */
  private Map<String, Object> note(
      String label, double x, double y, String xAnchor, String yAnchor, int line) {
    return ordered(
        "text",
        label,
        "xref",
        "x" + suffix + " domain",
        "yref",
        "y" + suffix + " domain",
        "x",
        place(x),
        "y",
        place(y),
        "xanchor",
        xAnchor,
        "yanchor",
        yAnchor,
        "xshift",
        xAnchor.equals("left") ? 3 : -3,
        "yshift",
        -AxesPainter.LINE * line,
        "showarrow",
        false);
  }
}
