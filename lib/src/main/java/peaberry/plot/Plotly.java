package peaberry.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A figure in the JSON that plotly.js 3 and 4 read: titles as objects, numbers as numbers, null
 * where there is none.
 */
final class Plotly {
  private Plotly() {}

  static Map<String, Object> of(Figure figure) {
    List<Object> traces = new ArrayList<>();
    for (int i = 0; i < figure.series().size(); i++) {
      traces.add(trace(figure.series().get(i), Palette.series(i)));
    }
    return ordered("data", traces, "layout", layout(figure));
  }

  private static Map<String, Object> trace(Series series, String color) {
    return ordered(
        "type", "scatter",
        "mode", "markers",
        "name", series.name(),
        "x", numbers(series.x()),
        "y", numbers(series.y()),
        "marker", ordered("color", color, "size", 6, "opacity", Palette.OPACITY));
  }

  private static Map<String, Object> layout(Figure figure) {
    Map<String, Object> layout =
        ordered(
            "title", ordered("text", figure.title()),
            "xaxis", axis(figure.xTitle()),
            "yaxis", axis(figure.yTitle()),
            "height", (int) ScatterPainter.HEIGHT,
            "margin", ordered("t", figure.title().isEmpty() ? 24 : 56, "r", 24),
            "font", ordered("color", Palette.INK),
            "paper_bgcolor", Palette.PAPER,
            "plot_bgcolor", Palette.PAPER,
            "showlegend", ScatterPainter.hasLegend(figure));
    if (figure.zeroLine()) {
      layout.put("shapes", List.of(zeroLine()));
    }
    return layout;
  }

  private static Map<String, Object> axis(String title) {
    return ordered("title", ordered("text", title), "gridcolor", Palette.FAINT, "zeroline", false);
  }

  private static Map<String, Object> zeroLine() {
    return ordered(
        "type", "line",
        "xref", "paper",
        "x0", 0,
        "x1", 1,
        "y0", 0,
        "y1", 0,
        "line", ordered("color", Palette.INK, "width", 1, "dash", "dash"));
  }

  private static List<Object> numbers(double[] values) {
    List<Object> numbers = new ArrayList<>(values.length);
    for (double value : values) {
      numbers.add(Double.isFinite(value) ? (Object) value : null);
    }
    return numbers;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
