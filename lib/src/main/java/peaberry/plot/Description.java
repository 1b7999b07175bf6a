package peaberry.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A figure in words. */
final class Description {
  private Description() {}

  static String of(Figure figure) {
    String start = figure.title().isEmpty() ? "" : figure.title() + ": ";
    if (figure.panels().size() == 1) {
      return start + panel(figure.panels().getFirst());
    }
    return start
        + figure.panels().size()
        + " panels. "
        + figure.panels().stream().map(Description::panel).collect(Collectors.joining(". "));
  }

  private static String panel(Panel panel) {
    List<String> parts = new ArrayList<>();
    String axes = axes(panel);
    parts.add(axes.isEmpty() ? content(panel) : axes + ", " + content(panel));
    if (panel.x().categories().isEmpty()) {
      range("x", panel.x(), panel.xData(), parts);
    }
    if (panel.y().categories().isEmpty()) {
      range("y", panel.y(), panel.yData(), parts);
    }
    for (Guide guide : panel.guides()) {
      if (!guide.label().isEmpty()) {
        parts.add(
            "line at %s = %s: %s"
                .formatted(
                    guide.horizontal() ? "y" : "x",
                    text(guide.horizontal() ? panel.y() : panel.x(), guide.at()),
                    guide.label()));
      }
    }
    for (Mark mark : panel.marks()) {
      String x = text(panel.x(), mark.x());
      parts.add("mark at (%s, %s): %s".formatted(x, text(panel.y(), mark.y()), mark.label()));
    }
    String ranges = parts.stream().skip(1).collect(Collectors.joining(", "));
    String title = panel.title().isEmpty() ? "" : panel.title() + ": ";
    return title + parts.getFirst() + (ranges.isEmpty() ? "" : "; " + ranges);
  }

  private static String axes(Panel panel) {
    return switch (panel.kind()) {
      case SPACE -> panel.x().title() + ", " + panel.y().title() + " and " + panel.z().title();
      case RADAR -> String.join(", ", panel.x().categories());
      case FLAT ->
          panel.y().title().isEmpty()
              ? panel.x().title()
              : panel.x().title().isEmpty()
                  ? panel.y().title()
                  : panel.y().title() + " against " + panel.x().title();
    };
  }

  /** What is drawn and how much of it, as "40 points, 1 line (model)". */
  private static String content(Panel panel) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Trace trace : panel.traces()) {
      String kind = kind(trace);
      counts.merge(kind, count(trace), Integer::sum);
      List<String> named = names.computeIfAbsent(kind, k -> new ArrayList<>());
      if (!trace.name().isEmpty() && named.size() < 8) {
        named.add(trace.name());
      }
    }
    if (counts.isEmpty()) {
      return "empty";
    }
    return counts.entrySet().stream()
        .map(
            entry -> {
              List<String> named = names.get(entry.getKey());
              return counted(entry.getValue(), entry.getKey())
                  + (named.isEmpty() ? "" : " (" + String.join(", ", named) + ")");
            })
        .collect(Collectors.joining(", "));
  }

  private static int count(Trace trace) {
    return switch (trace) {
      case Points points -> points.marks();
      case Points3D points -> points.marks();
      case Bars bars -> bars.marks();
      case Heatmap map -> map.grid().size();
      case Line l -> 1;
      case Band b -> 1;
      case Box b -> 1;
      case Violin v -> 1;
      case Contour c -> 1;
      case Region r -> 1;
      case Radar r -> 1;
    };
  }

  private static String kind(Trace trace) {
    return switch (trace) {
      case Points p -> "point";
      case Points3D p -> "point";
      case Line l -> "line";
      case Band b -> "band";
      case Bars b -> "bar";
      case Box b -> "box";
      case Violin v -> "violin";
      case Heatmap h -> "cell";
      case Contour c -> "contour plot";
      case Region r -> "region";
      case Radar r -> "profile";
    };
  }

  private static String counted(int count, String kind) {
    String ending = count == 1 ? "" : kind.endsWith("x") ? "es" : "s";
    return String.format(Locale.ROOT, "%,d %s%s", count, kind, ending);
  }

  private static void range(String name, Axis axis, Extent extent, List<String> parts) {
    if (!extent.isEmpty()) {
      String high = text(axis, extent.high());
      parts.add("%s from %s to %s".formatted(name, text(axis, extent.low()), high));
    }
  }

  private static String text(Axis axis, double value) {
    return axis.time() ? Calendar.text(value) : String.format(Locale.ROOT, "%.4g", value);
  }
}
