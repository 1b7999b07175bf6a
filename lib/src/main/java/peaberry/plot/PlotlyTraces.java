package peaberry.plot;

import static peaberry.plot.PlotlyJson.color;
import static peaberry.plot.PlotlyJson.number;
import static peaberry.plot.PlotlyJson.numbers;
import static peaberry.plot.PlotlyJson.ordered;
import static peaberry.plot.PlotlyJson.place;
import static peaberry.plot.PlotlyJson.with;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The data of one panel in Plotly's JSON. */
final class PlotlyTraces {
  /** Above this, points are drawn by the graphics card. */
  private static final int MANY = 5_000;

  private final Layout layout;
  private final PanelLayout panel;
  private final Set<String> explained;
  private final Iterator<BarPlaces> bars;
  private final boolean many;

  /**
   * @param explained the names that stand in the legend already; this adds to them
   */
  PlotlyTraces(Layout layout, PanelLayout panel, Set<String> explained) {
    this.layout = layout;
    this.panel = panel;
    this.explained = explained;
    bars = BarPlaces.of(panel.panel().traces()).iterator();
    many = layout.figure().marks() > MANY;
  }

  List<Object> all() {
    List<Object> all = new ArrayList<>();
    PlotlySurfaces surfaces = new PlotlySurfaces(layout, panel);
    for (Trace trace : panel.panel().traces()) {
      String color = layout.color(trace);
      switch (trace) {
        case Points points -> all.add(points(points, color));
        case Line line -> all.add(line(line, color));
        case Band band -> all.add(band(band, color));
        case Bars each -> all.add(bars(bars.next(), color));
        case Box box -> all.addAll(box(box, color));
        case Violin violin -> all.addAll(violin(violin, color));
        case Heatmap map -> all.add(surfaces.heatmap(start("heatmap", map), map));
        case Contour contour -> all.add(surfaces.contour(start("contour", contour), contour));
        case Region region -> all.add(surfaces.region(start("contour", region), region, color));
        case Points3D points -> all.add(space(points, color));
        case Radar radar -> all.add(radar(radar, color));
      }
    }
    panel.panel().marks().forEach(mark -> all.add(mark(mark)));
    return all;
  }

  /** What all flat traces have: type, name, and their axes unless these are the first. */
  private Map<String, Object> start(String type, Trace trace) {
    Map<String, Object> json = ordered("type", type, "name", Layout.legendName(trace.name()));
    if (layout.hasLegend()) {
      boolean shown = layout.legend().get(trace.name()) == trace && explained.add(trace.name());
      json.put("legendgroup", trace.name());
      json.put("showlegend", shown);
    }
    String suffix = PlotlyAxes.suffix(panel.index());
    if (!suffix.isEmpty() && panel.panel().kind() == Panel.Kind.FLAT) {
      json.put("xaxis", "x" + suffix);
      json.put("yaxis", "y" + suffix);
    }
    return json;
  }

  private Map<String, Object> points(Points points, String color) {
    return with(
        start(many ? "scattergl" : "scatter", points),
        "mode",
        "markers",
        "x",
        numbers(points.xs()),
        "y",
        numbers(points.ys()),
        "marker",
        ordered("color", color, "size", (int) (2 * TracePainter.DOT), "opacity", Palette.OPACITY),
        "error_y",
        errors(points.errors(), color),
        "cliponaxis",
        many ? null : (Object) panel.cut());
  }

  private static Map<String, Object> errors(Values errors, String color) {
    return errors.size() == 0
        ? null
        : ordered(
            "type", "data", "array", numbers(errors), "color", color, "thickness", 1.5, "width", 4);
  }

  private Map<String, Object> line(Line line, String color) {
    return with(
        start(many ? "scattergl" : "scatter", line),
        "mode",
        line.markers() ? "lines+markers" : "lines",
        "x",
        numbers(line.xs()),
        "y",
        numbers(line.ys()),
        "line",
        ordered(
            "color",
            color,
            "width",
            (int) TracePainter.LINE,
            "shape",
            line.steps() ? "hv" : "linear",
            "dash",
            line.dash() == Dash.DASHED ? "6px,4px" : null),
        "marker",
        line.markers() ? ordered("color", color, "size", 6) : null,
        "error_y",
        errors(line.errors(), color),
        "cliponaxis",
        many || !line.markers() ? null : (Object) panel.cut(),
        "connectgaps",
        false);
  }

  private Map<String, Object> band(Band band, String color) {
    int[] rows = IntStream.range(0, band.xs().size()).filter(band::visible).toArray();
    int[] back = IntStream.range(0, rows.length).map(i -> rows[rows.length - 1 - i]).toArray();
    List<Object> xs = new ArrayList<>(numbers(band.xs().take(rows)));
    xs.addAll(numbers(band.xs().take(back)));
    List<Object> ys = new ArrayList<>(numbers(band.upper().take(rows)));
    ys.addAll(numbers(band.lower().take(back)));
    return with(
        start("scatter", band),
        "mode",
        "lines",
        "x",
        xs,
        "y",
        ys,
        "fill",
        "toself",
        "fillcolor",
        color(color, TracePainter.BAND),
        "line",
        ordered("width", 0),
        "hoverinfo",
        "skip");
  }

  private Map<String, Object> bars(BarPlaces places, String color) {
    Bars each = places.bars();
    boolean across = each.horizontal();
    boolean stacked = each.arrangement() == Bars.Arrangement.STACKED;
    return with(
        start("bar", each),
        "orientation",
        across ? "h" : "v",
        "x",
        numbers(across ? each.lengths() : each.at()),
        "y",
        numbers(across ? each.at() : each.lengths()),
        "base",
        stacked ? numbers(places.from()) : null,
        "offset",
        number(places.offset()),
        "width",
        number(places.width()),
        "marker",
        ordered("color", color, "opacity", TracePainter.bar(each)),
        across ? "error_x" : "error_y",
        errors(each.errors(), Palette.INK));
  }

  private List<Object> box(Box box, String color) {
    if (box.isEmpty()) {
      return List.of();
    }
    Quartiles q = Quartiles.of(box.sample());
    List<Object> both = new ArrayList<>();
    both.add(quartiles(box, q, box.at(), Box.WIDTH, color));
    if (q.outliers().size() > 0) {
      both.add(
          with(
              start("scatter", box),
              "mode",
              "markers",
              "x",
              numbers(q.outliers().map(value -> box.at())),
              "y",
              numbers(q.outliers()),
              "marker",
              ordered("color", color, "size", 6, "opacity", Palette.OPACITY),
              "showlegend",
              false));
    }
    return both;
  }

  private Map<String, Object> quartiles(
      Trace trace, Quartiles q, double at, double width, String color) {
    return with(
        start("box", trace),
        "x",
        numbers(at),
        "q1",
        numbers(q.lower()),
        "median",
        numbers(q.median()),
        "q3",
        numbers(q.upper()),
        "lowerfence",
        numbers(q.lowerWhisker()),
        "upperfence",
        numbers(q.upperWhisker()),
        "width",
        number(width),
        "line",
        ordered("color", color, "width", (int) TracePainter.LINE),
        "fillcolor",
        color(color, 0.4));
  }

  private List<Object> violin(Violin violin, String color) {
    if (violin.isEmpty()) {
      return List.of();
    }
    double[] sorted = violin.sample().sorted();
    Map<String, Object> outline =
        with(
            start("violin", violin),
            "x0",
            number(violin.at()),
            "y",
            numbers(Values.of(sorted)),
            "bandwidth",
            number(Density.bandwidth(sorted)),
            "spanmode",
            "hard",
            "scalemode",
            "width",
            "width",
            Violin.WIDTH,
            "points",
            false,
            "line",
            ordered("color", color, "width", (int) TracePainter.LINE),
            "fillcolor",
            color(color, 0.4));
    Quartiles q = Quartiles.of(violin.sample());
    Map<String, Object> box = quartiles(violin, q, violin.at(), Violin.WIDTH * Violin.BOX, color);
    return List.of(outline, with(box, "showlegend", false));
  }

  private Map<String, Object> space(Points3D points, String color) {
    String suffix = PlotlyAxes.suffix(panel.index());
    return with(
        start("scatter3d", points),
        "mode",
        "markers",
        "scene",
        suffix.isEmpty() ? null : "scene" + suffix,
        "x",
        numbers(points.xs()),
        "y",
        numbers(points.ys()),
        "z",
        numbers(points.zs()),
        "marker",
        ordered("color", color, "size", 2.5, "opacity", Palette.OPACITY));
  }

  private Map<String, Object> radar(Radar radar, String color) {
    String suffix = PlotlyAxes.suffix(panel.index());
    int count = radar.marks();
    int[] around = IntStream.rangeClosed(0, count).map(i -> count == 0 ? 0 : i % count).toArray();
    boolean whole = count > 0 && radar.values().sorted().length == count;
    int[] rows = whole ? around : IntStream.range(0, count).toArray();
    double turn = 360.0 / Math.max(1, panel.x().at().size());
    return with(
        start("scatterpolar", radar),
        "mode",
        "lines",
        "subplot",
        suffix.isEmpty() ? null : "polar" + suffix,
        "r",
        numbers(radar.values().take(rows)),
        "theta",
        IntStream.of(rows).mapToObj(i -> place(turn * i)).toList(),
        "fill",
        whole ? "toself" : null,
        "fillcolor",
        color(color, RadarPainter.OPACITY),
        "line",
        ordered("color", color, "width", (int) TracePainter.LINE));
  }

  private Map<String, Object> mark(Mark mark) {
    double share = panel.x().share(mark.x());
    String side = share < 0.15 ? "right" : share > 0.85 ? "left" : "center";
    String height = panel.y().share(mark.y()) > AxesPainter.TOP ? "bottom " : "top ";
    String suffix = PlotlyAxes.suffix(panel.index());
    return ordered(
        "type",
        "scatter",
        "mode",
        "markers+text",
        "x",
        numbers(mark.x()),
        "y",
        numbers(mark.y()),
        "xaxis",
        suffix.isEmpty() ? null : "x" + suffix,
        "yaxis",
        suffix.isEmpty() ? null : "y" + suffix,
        "text",
        List.of(mark.label()),
        "textposition",
        height + side,
        "marker",
        ordered(
            "symbol",
            "circle-open",
            "size",
            (int) (2 * AxesPainter.MARK),
            "color",
            Palette.INK,
            "line",
            ordered("width", 2)),
        "cliponaxis",
        false,
        "hoverinfo",
        "x+y",
        "showlegend",
        false);
  }
}
