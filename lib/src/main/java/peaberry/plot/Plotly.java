package peaberry.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A figure in the JSON that plotly.js 3 and 4 read: titles as objects, numbers as numbers, null
 * where there is none. Size, margins, ends and ticks are those of {@link ScatterPainter}:
 * JupyterLab shows its picture until the reader points at it, and nothing should move then.
 */
final class Plotly {
  private static final String TRANSPARENT = "rgba(0,0,0,0)";
  private static final String GRID = "rgba(120,120,120,%s)".formatted(Palette.GRID_OPACITY);

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
            "title", title(figure.title()),
            "xaxis", axis(figure.xTitle(), ScatterPainter.xTicks(figure)),
            "yaxis", axis(figure.yTitle(), ScatterPainter.yTicks(figure)),
            "width", (int) ScatterPainter.WIDTH,
            "height", (int) ScatterPainter.HEIGHT,
            "autosize", false,
            "margin", margin(figure),
            "font", ordered("color", Palette.INK, "size", (int) ScatterPainter.TEXT),
            "paper_bgcolor", TRANSPARENT,
            "plot_bgcolor", TRANSPARENT,
            "showlegend", ScatterPainter.hasLegend(figure));
    if (figure.zeroLine()) {
      layout.put("shapes", List.of(zeroLine()));
    }
    return layout;
  }

  private static Map<String, Object> title(String text) {
    return ordered(
        "text",
        text,
        "x",
        0.5,
        "xref",
        "paper",
        "font",
        ordered("size", (int) ScatterPainter.TITLE));
  }

  private static Map<String, Object> margin(Figure figure) {
    return ordered(
        "l", (int) ScatterPainter.LEFT,
        "r", (int) ScatterPainter.rightMargin(figure),
        "t", (int) ScatterPainter.topMargin(figure),
        "b", (int) ScatterPainter.BOTTOM_MARGIN);
  }

  /** The same ends and ticks as in the drawing. */
  private static Map<String, Object> axis(String title, Ticks ticks) {
    return ordered(
        "title",
        ordered("text", title),
        "range",
        List.of(number(ticks.low()), number(ticks.high())),
        "tick0",
        number(ticks.low()),
        "dtick",
        number(ticks.step()),
        "gridcolor",
        GRID,
        "showline",
        true,
        "mirror",
        true,
        "linecolor",
        GRID,
        "zeroline",
        false);
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
      numbers.add(Double.isFinite(value) ? number(value) : null);
    }
    return numbers;
  }

  /** Whole numbers without a fraction, as a front end writes them when it saves the notebook. */
  private static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return value;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
