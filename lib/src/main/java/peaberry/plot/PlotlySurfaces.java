package peaberry.plot;

import static peaberry.plot.PlotlyJson.color;
import static peaberry.plot.PlotlyJson.number;
import static peaberry.plot.PlotlyJson.numbers;
import static peaberry.plot.PlotlyJson.ordered;
import static peaberry.plot.PlotlyJson.place;
import static peaberry.plot.PlotlyJson.with;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Heat maps, contours and regions in Plotly's JSON; each adds to what its trace begins with. */
final class PlotlySurfaces {
  private final Layout layout;
  private final PanelLayout panel;

  PlotlySurfaces(Layout layout, PanelLayout panel) {
    this.layout = layout;
    this.panel = panel;
  }

  private static List<Object> rows(Grid grid) {
    List<Object> rows = new ArrayList<>();
    grid.rows().forEach(row -> rows.add(numbers(row)));
    return rows;
  }

  Map<String, Object> heatmap(Map<String, Object> start, Heatmap map) {
    Ticks ticks = Ticks.between(map.colors().low(), map.colors().high(), 6);
    return with(
        start,
        "x",
        numbers(map.grid().xs()),
        "y",
        numbers(map.grid().ys()),
        "z",
        rows(map.grid()),
        "colorscale",
        map.scale().shares(),
        "zmin",
        number(map.colors().low()),
        "zmax",
        number(map.colors().high()),
        "text",
        map.texts().isEmpty() ? null : map.texts(),
        "texttemplate",
        map.texts().isEmpty() ? null : "%{text}",
        "textfont",
        map.texts().isEmpty() ? null : ordered("size", (int) Layout.TEXT),
        "hoverongaps",
        false,
        "colorbar",
        colorBar(ticks));
  }

  Map<String, Object> contour(Map<String, Object> start, Contour contour) {
    List<Double> levels = contour.levels();
    return with(
        start,
        "x",
        numbers(contour.grid().xs()),
        "y",
        numbers(contour.grid().ys()),
        "z",
        rows(contour.grid()),
        "autocontour",
        false,
        "contours",
        ordered(
            "start", number(levels.getFirst()),
            "end", number(levels.getLast()),
            "size", number(contour.ticks().step()),
            "coloring", "fill"),
        "line",
        ordered("color", "rgba(0,0,0,0.3)", "width", 1, "smoothing", 0),
        "colorscale",
        contour.scale().shares(),
        "colorbar",
        colorBar(contour.ticks()));
  }

  private Map<String, Object> colorBar(Ticks ticks) {
    Frame all = layout.all();
    Frame frame = panel.frame();
    Map<String, Object> bar =
        ordered(
            "x",
            place((frame.right() + Layout.BAR_GAP - all.left()) / all.width()),
            "xanchor",
            "left",
            "xpad",
            0,
            "y",
            place((all.bottom() - frame.y(0.5)) / all.height()),
            "yanchor",
            "middle",
            "ypad",
            0,
            "len",
            place(frame.height() / all.height()),
            "thickness",
            (int) Layout.BAR_WIDTH,
            "outlinewidth",
            0);
    bar.putAll(PlotlyAxes.steps(ticks));
    return bar;
  }

  Map<String, Object> region(Map<String, Object> start, Region region, String color) {
    return with(
        start,
        "x",
        numbers(region.grid().xs()),
        "y",
        numbers(region.grid().ys()),
        "z",
        rows(region.grid()),
        "contours",
        ordered("type", "constraint", "operation", "<", "value", Region.BORDER),
        "line",
        ordered("width", 0, "smoothing", 0),
        "fillcolor",
        color(color, Region.OPACITY),
        "showscale",
        false,
        "hoverinfo",
        "skip");
  }
}
