package peaberry.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Where everything of a figure stands, in pixels; the live figure and the picture share it:
 * JupyterLab shows the picture until the reader points at it, and nothing should move then. Text is
 * measured by its length alone, so that the same figure has the same layout on every system.
 */
final class Layout {
  static final double TEXT = 12;
  static final double TITLE = 15;
  static final double LABEL = 13;

  /** From a panel to its colour bar, and the bar's own width. */
  static final double BAR_GAP = 14;

  static final double BAR_WIDTH = 14;

  private static final double BAR_SPACE = 84;
  private static final double SIDE = 24;
  private static final int LONGEST_NAME = 24;

  private final Figure figure;
  private final int width;
  private final int height;
  private final Map<String, String> colors = new LinkedHashMap<>();
  private final Map<String, Trace> legend = new LinkedHashMap<>();
  private final List<PanelLayout> panels;

  Layout(Figure figure) {
    this.figure = figure;
    width = figure.width() > 0 ? figure.width() : usualWidth();
    height = figure.height() > 0 ? figure.height() : usualHeight();
    for (boolean scaled : new boolean[] {false, true}) { // what a scale colours takes what is left
      figure.panels().stream()
          .flatMap(panel -> panel.traces().stream())
          .filter(trace -> scaled == isScaled(trace))
          .forEach(t -> colors.computeIfAbsent(t.name(), n -> Palette.series(colors.size())));
    }
    for (Panel panel : figure.panels()) {
      for (Trace trace : panel.traces()) {
        if (!trace.name().isEmpty()) {
          legend.merge(trace.name(), trace, (a, b) -> a instanceof Region ? b : a);
        }
      }
    }
    panels = place();
  }

  private int usualWidth() {
    return switch (figure.columns()) {
      case 1 -> 640;
      case 2 -> 820; // as wide as a cell beside the file browser in a window of 1280 pixels
      default -> 1080;
    };
  }

  private int usualHeight() {
    if (figure.rows() > 1) {
      return 80 + figure.rows() * (figure.columns() == 1 ? 220 : 280);
    }
    int names = figure.panels().stream().mapToInt(p -> p.y().categories().size()).max().orElse(0);
    boolean space = figure.panels().stream().anyMatch(p -> p.kind() == Panel.Kind.SPACE);
    int usual = figure.columns() > 2 ? 360 : space ? 500 : 420;
    return Math.min(4000, usual + 20 * Math.max(0, names - 15));
  }

  private List<PanelLayout> place() {
    int columns = figure.columns();
    int rows = figure.rows();
    double legendWidth = hasLegend() ? legendWidth() : 0;
    double[] left = most(columns, true, this::leftNeed);
    double[] right =
        most(
            columns,
            true,
            panel -> hasBar(panel) ? BAR_SPACE : hasLegend() && lastColumn(panel) ? 0 : SIDE);
    double[] top = most(rows, false, panel -> panel.title().isEmpty() ? 0 : 24);
    double atMost = Math.max(40, (width - sum(left) - sum(right) - legendWidth) / columns);
    Ruler[] across = xRulers(atMost);
    for (int i = 0; i < across.length; i++) {
      left[i % columns] = Math.max(left[i % columns], overhang(across[i], atMost));
      if (right[i % columns] > 0) {
        right[i % columns] = Math.max(right[i % columns], beyond(across[i], atMost));
      }
    }
    double panelWidth = Math.max(40, (width - sum(left) - sum(right) - legendWidth) / columns);
    double[] bottom = new double[rows];
    for (int i = 0; i < figure.panels().size(); i++) {
      bottom[i / columns] = Math.max(bottom[i / columns], bottomNeed(i, across[i], panelWidth));
    }
    double head = figure.title().isEmpty() ? 20 : 48;
    for (int row = 0; row < rows; row++) {
      top[row] += row == 0 ? head : 16;
    }
    double panelHeight = Math.max(30, (height - sum(top) - sum(bottom)) / rows);
    List<PanelLayout> placed = new ArrayList<>();
    for (int i = 0; i < figure.panels().size(); i++) {
      int column = i % columns;
      int row = i / columns;
      double x = IntStream.range(0, column).mapToDouble(c -> left[c] + panelWidth + right[c]).sum();
      double y = IntStream.range(0, row).mapToDouble(r -> top[r] + panelHeight + bottom[r]).sum();
      Frame frame =
          new Frame(
              x + left[column],
              y + top[row],
              x + left[column] + panelWidth,
              y + top[row] + panelHeight);
      Panel panel = figure.panels().get(i);
      placed.add(
          new PanelLayout(
              i,
              panel,
              frame,
              across[i],
              panel.yRuler(panelHeight < 180 ? 4 : 6).thinned(panelHeight / 14),
              turned(across[i], panelWidth),
              !figure.sharedX() || below(i) < 0));
    }
    return List.copyOf(placed);
  }

  private double[] most(int count, boolean byColumn, ToDoubleFunction<Panel> need) {
    double[] most = new double[count];
    for (int i = 0; i < figure.panels().size(); i++) {
      int place = byColumn ? i % figure.columns() : i / figure.columns();
      most[place] = Math.max(most[place], need.applyAsDouble(figure.panels().get(i)));
    }
    return most;
  }

  private static double sum(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
  }

  private boolean lastColumn(Panel panel) {
    int index = figure.panels().indexOf(panel);
    return index % figure.columns() == figure.columns() - 1;
  }

  private double leftNeed(Panel panel) {
    if (panel.kind() != Panel.Kind.FLAT) {
      return SIDE;
    }
    double labels = widest(panel.yRuler(6).labels());
    return Math.max(72, labels + 14 + (panel.y().title().isEmpty() ? 6 : 26));
  }

  /** How far the first of turned labels reaches to the left of its axis. */
  private static double overhang(Ruler ruler, double panelWidth) {
    if (!turned(ruler, panelWidth) || ruler.labels().isEmpty()) {
      return 0;
    }
    return 0.71 * width(ruler.labels().getFirst(), TEXT)
        + 8
        - panelWidth * ruler.share(ruler.at().getFirst());
  }

  /** How far the last label reaches to the right of its axis, and a little more. */
  private static double beyond(Ruler ruler, double panelWidth) {
    if (turned(ruler, panelWidth) || ruler.labels().isEmpty()) {
      return 0;
    }
    return width(ruler.labels().getLast(), TEXT) / 2
        + 2
        - panelWidth * (1 - ruler.share(ruler.at().getLast()));
  }

  private double bottomNeed(int index, Ruler ruler, double panelWidth) {
    Panel panel = figure.panels().get(index);
    if (panel.kind() != Panel.Kind.FLAT) {
      return SIDE;
    }
    if (figure.sharedX() && below(index) >= 0) {
      return 10;
    }
    double labels = turned(ruler, panelWidth) ? 12 + 0.71 * widest(ruler.labels()) : 18;
    return labels + 38;
  }

  /** The number of the panel below, or -1. */
  private int below(int index) {
    int next = index + figure.columns();
    return next < figure.panels().size() ? next : -1;
  }

  /** Fewer ticks where their labels would touch; one ruler for a column that shares its axis. */
  private Ruler[] xRulers(double panelWidth) {
    Ruler[] rulers = new Ruler[figure.panels().size()];
    for (int i = 0; i < rulers.length; i++) {
      int column = i % figure.columns();
      Panel panel = figure.panels().get(i);
      Extent extent = panel.xExtent();
      boolean fits = panel.fits(false);
      if (figure.sharedX()) {
        for (int other = column; other < rulers.length; other += figure.columns()) {
          extent = extent.and(figure.panels().get(other).xExtent());
          fits |= figure.panels().get(other).fits(false);
        }
      }
      for (int count = 6; count >= 2; count--) {
        rulers[i] = panel.xRuler(extent, fits, count);
        if (!turned(rulers[i], panelWidth)) {
          break;
        }
      }
      rulers[i] = rulers[i].thinned(panelWidth / 14);
    }
    return rulers;
  }

  private static boolean turned(Ruler ruler, double panelWidth) {
    double least =
        IntStream.range(1, ruler.at().size())
            .mapToDouble(i -> ruler.share(ruler.at().get(i)) - ruler.share(ruler.at().get(i - 1)))
            .map(Math::abs)
            .min()
            .orElse(1);
    return widest(ruler.labels()) + 6 > panelWidth * least;
  }

  static double widest(List<String> texts) {
    return texts.stream().mapToDouble(text -> width(text, TEXT)).max().orElse(0);
  }

  /** About how wide a text is. */
  static double width(String text, double size) {
    return 0.58 * size * text.length();
  }

  static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private double legendWidth() {
    double names =
        legend.keySet().stream().mapToDouble(name -> width(legendName(name), TEXT)).max().orElse(0);
    return Math.max(130, names + 48);
  }

  static String legendName(String name) {
    return shortened(name, LONGEST_NAME);
  }

  static boolean hasBar(Panel panel) {
    return panel.traces().stream().anyMatch(Layout::isScaled);
  }

  private static boolean isScaled(Trace trace) {
    return trace instanceof Heatmap || trace instanceof Contour;
  }

  /** Names are explained where there is something to tell apart. */
  boolean hasLegend() {
    int traces = figure.panels().stream().mapToInt(p -> p.traces().size()).sum();
    return !legend.isEmpty() && traces > 1;
  }

  /** Each name, and the trace whose form stands for it. */
  Map<String, Trace> legend() {
    return legend;
  }

  String color(Trace trace) {
    return colors.get(trace.name());
  }

  Figure figure() {
    return figure;
  }

  List<PanelLayout> panels() {
    return panels;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** What all panels together enclose. */
  Frame all() {
    return new Frame(
        panels.stream().mapToDouble(p -> p.frame().left()).min().orElse(72),
        panels.stream().mapToDouble(p -> p.frame().top()).min().orElse(20),
        panels.stream().mapToDouble(p -> p.frame().right()).max().orElse(width - SIDE),
        panels.stream().mapToDouble(p -> p.frame().bottom()).max().orElse(height - 56.0));
  }

  /** Where the legend begins. */
  double legendLeft() {
    boolean besideBar =
        figure.panels().stream().anyMatch(panel -> hasBar(panel) && lastColumn(panel));
    double bar = besideBar ? BAR_SPACE - 10 : 0;
    return all().right() + bar + 12;
  }
}
