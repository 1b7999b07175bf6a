package peaberry.plot;

import static peaberry.plot.PlotlyJson.ordered;
import static peaberry.plot.PlotlyJson.place;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A figure in the JSON that plotly.js 3 and 4 read. Size, margins, ends and ticks are those of
 * {@link Layout}: what is seen does not move when the live figure takes the picture's place.
 */
final class Plotly {
  private Plotly() {}

  static Map<String, Object> of(Layout layout) {
    List<Object> traces = new ArrayList<>();
    Set<String> explained = new HashSet<>();
    for (PanelLayout panel : layout.panels()) {
      PlotlyTraces writer = new PlotlyTraces(layout, panel, explained);
      traces.addAll(writer.all());
    }
    return ordered("data", traces, "layout", layout(layout));
  }

  private static Map<String, Object> layout(Layout layout) {
    Frame all = layout.all();
    Map<String, Object> json = ordered("title", title(layout));
    List<Object> shapes = new ArrayList<>();
    List<Object> annotations = new ArrayList<>();
    for (PanelLayout panel : layout.panels()) {
      PlotlyAxes axes = new PlotlyAxes(layout, panel);
      json.putAll(axes.axes());
      shapes.addAll(axes.shapes());
      annotations.addAll(axes.annotations());
    }
    json.putAll(
        ordered(
            "width",
            layout.width(),
            "height",
            layout.height(),
            "autosize",
            false,
            "margin",
            ordered(
                "l", place(all.left()),
                "r", place(layout.width() - all.right()),
                "t", place(all.top()),
                "b", place(layout.height() - all.bottom())),
            "font",
            ordered("color", Palette.INK, "size", (int) Layout.TEXT),
            "paper_bgcolor",
            PlotlyJson.TRANSPARENT,
            "plot_bgcolor",
            PlotlyJson.TRANSPARENT,
            "barmode",
            hasBars(layout) ? "overlay" : null,
            "showlegend",
            layout.hasLegend(),
            "legend",
            layout.hasLegend() ? legend(layout) : null,
            "shapes",
            shapes.isEmpty() ? null : shapes,
            "annotations",
            annotations.isEmpty() ? null : annotations));
    return json;
  }

  /** Dots in space have sizes of their own, too small for a legend. */
  private static boolean hasSpace(Layout layout) {
    return layout.panels().stream().anyMatch(p -> p.panel().kind() == Panel.Kind.SPACE);
  }

  private static boolean hasBars(Layout layout) {
    return layout.panels().stream()
        .anyMatch(panel -> panel.panel().traces().stream().anyMatch(Bars.class::isInstance));
  }

  private static Map<String, Object> title(Layout layout) {
    return ordered(
        "text",
        layout.figure().title(),
        "x",
        0.5,
        "xref",
        "paper",
        "y",
        place(1 - 23.0 / layout.height()),
        "yanchor",
        "middle",
        "font",
        ordered("size", (int) Layout.TITLE, "weight", "bold"));
  }

  private static Map<String, Object> legend(Layout layout) {
    Frame all = layout.all();
    return ordered(
        "x",
        place((layout.legendLeft() - all.left()) / all.width()),
        "xanchor",
        "left",
        "y",
        1,
        "yanchor",
        "top",
        "tracegroupgap",
        0,
        "itemsizing",
        hasSpace(layout) ? "constant" : null,
        "bgcolor",
        PlotlyJson.TRANSPARENT);
  }
}
