package peaberry.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pieces of Plotly's JSON: numbers as numbers, null where there is none. */
final class PlotlyJson {
  static final String TRANSPARENT = "rgba(0,0,0,0)";
  static final String GRID = color(Palette.INK, Palette.GRID_OPACITY);

  /** Above this, numbers are written no finer than an eye can see. */
  private static final int MANY = 5_000;

  private PlotlyJson() {}

  /** Keys and values by turns; a null value is left out. */
  static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (keysAndValues[i + 1] != null) {
        map.put((String) keysAndValues[i], keysAndValues[i + 1]);
      }
    }
    return map;
  }

  /** What a trace begins with, and more keys and values by turns. */
  static Map<String, Object> with(Map<String, Object> start, Object... keysAndValues) {
    start.putAll(ordered(keysAndValues));
    return start;
  }

  static List<Object> numbers(Values values) {
    double fine = values.size() > MANY ? fineness(values.extent()) : 0;
    List<Object> numbers = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      double value = values.at(i);
      numbers.add(
          Double.isFinite(value)
              ? number(fine == 0 ? value : Math.rint(value * fine) / fine)
              : null);
    }
    return numbers;
  }

  /** A power of ten that divides the extent into 100,000 parts or more; 0 if it is out of range. */
  private static double fineness(Extent extent) {
    double span = extent.isEmpty() ? 0 : extent.high() - extent.low();
    double largest = Math.max(Math.abs(extent.low()), Math.abs(extent.high()));
    double fine = span > 0 ? Math.pow(10, Math.ceil(5 - Math.log10(span))) : 0;
    return fine >= 1 && largest * fine < 1e15 ? fine : 0;
  }

  static List<Object> numbers(double... values) {
    return numbers(Values.of(values));
  }

  /** Whole numbers without a fraction, as a front end writes them when it saves the notebook. */
  static Number number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return value;
  }

  /** A number to four decimals, for places in a figure. */
  static Number place(double value) {
    return number(Math.rint(value * 10_000) / 10_000);
  }

  static String color(String name, double opacity) {
    int rgb = Integer.parseInt(name.substring(1), 16);
    return "rgba(%d,%d,%d,%s)".formatted(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, opacity);
  }

  static Map<String, Object> text(String text) {
    return ordered("text", text);
  }
}
