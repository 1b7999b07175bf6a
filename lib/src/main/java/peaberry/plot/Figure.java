package peaberry.plot;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * A figure that shows itself: interactive where the front end paints Plotly, otherwise as a
 * picture. {@link Plots} makes figures; the methods here say what is rare about one.
 *
 * <pre>{@code
 * Plots.line(thresholds, cost).withAxes("threshold", "cost").withVerticalLine(0.23, "cheapest")
 * }</pre>
 *
 * <p>Immutable: each method returns a new figure. In a figure of several panels it changes each of
 * them; to change one, do so before {@link Plots#subplots}.
 */
public final class Figure implements Displayable {
  /** A drawing of more marks would be larger than what it shows is worth. */
  private static final int MOST_SVG_MARKS = 20_000;

  private final String title;
  private final List<Panel> panels;
  private final int columns;
  private final boolean sharedX;
  private final int width;
  private final int height;

  private Figure(
      String title, List<Panel> panels, int columns, boolean sharedX, int width, int height) {
    this.title = title;
    this.panels = List.copyOf(panels);
    this.columns = columns;
    this.sharedX = sharedX;
    this.width = width;
    this.height = height;
  }

  static Figure of(Panel panel) {
    return new Figure("", List.of(panel), 1, false, 0, 0);
  }

  static Figure grid(int columns, List<Figure> figures) {
    List<Panel> panels = new ArrayList<>();
    for (Figure figure : figures) {
      for (Panel panel : figure.panels) {
        boolean named = figure.panels.size() > 1 || figure.title.isEmpty();
        panels.add(named ? panel : panel.withTitle(figure.title));
      }
    }
    return new Figure("", panels, Math.clamp(panels.size(), 1, columns), false, 0, 0);
  }

  private Figure withPanels(UnaryOperator<Panel> change) {
    return new Figure(title, panels.stream().map(change).toList(), columns, sharedX, width, height);
  }

  private Figure withTraces(UnaryOperator<Trace> change) {
    return withPanels(panel -> panel.withTraces(change));
  }

  private Figure withLines(UnaryOperator<Line> change) {
    return withTraces(trace -> trace instanceof Line line ? change.apply(line) : trace);
  }

  /** This figure under a title: {@code figure.withTitle("Residuals")}. */
  public Figure withTitle(String title) {
    Objects.requireNonNull(title, "title");
    return new Figure(title, panels, columns, sharedX, width, height);
  }

  /** Other names at the axes: {@code figure.withAxes("age (years)", "cost (dollars)")}. */
  public Figure withAxes(String xTitle, String yTitle) {
    Objects.requireNonNull(xTitle, "xTitle");
    Objects.requireNonNull(yTitle, "yTitle");
    return withPanels(p -> p.withAxes(x -> x.withTitle(xTitle), y -> y.withTitle(yTitle)));
  }

  /**
   * What the legend calls the data, where they have no name yet: {@code Plots.line(x,
   * y).withName("train")}.
   */
  public Figure withName(String name) {
    Objects.requireNonNull(name, "name");
    return withTraces(trace -> trace.name().isEmpty() ? trace.withName(name) : trace);
  }

  /**
   * Another size: {@code figure.withSize(900, 300)}.
   *
   * @param width in pixels, 200 to 4000
   * @param height in pixels, 150 to 4000
   */
  public Figure withSize(int width, int height) {
    if (width < 200 || height < 150 || width > 4000 || height > 4000) {
      throw new IllegalArgumentException(
          "Expected a width of 200 to 4000 and a height of 150 to 4000 pixels, but got %d by %d."
              .formatted(width, height));
    }
    return new Figure(title, panels, columns, sharedX, width, height);
  }

  /** The horizontal axis from one number to another: {@code figure.withXRange(0, 1)}. */
  public Figure withXRange(double low, double high) {
    return withPanels(panel -> panel.withAxes(x -> x.withRange(low, high), y -> y));
  }

  /** The vertical axis from one number to another: {@code figure.withYRange(0, 1)}. */
  public Figure withYRange(double low, double high) {
    return withPanels(panel -> panel.withAxes(x -> x, y -> y.withRange(low, high)));
  }

  /** A logarithmic horizontal axis, which leaves out what is not above zero. */
  public Figure withLogX() {
    return withPanels(panel -> panel.withAxes(Axis::withLog, y -> y));
  }

  /** A logarithmic vertical axis, which leaves out what is not above zero. */
  public Figure withLogY() {
    return withPanels(panel -> panel.withAxes(x -> x, Axis::withLog));
  }

  /** A dashed line at y = 0, to judge residuals by. */
  public Figure withZeroLine() {
    return withHorizontalLine(0, "");
  }

  /** A dashed line from left to right: {@code figure.withHorizontalLine(0.5, "chance")}. */
  public Figure withHorizontalLine(double y, String label) {
    Guide guide = new Guide(true, y, Objects.requireNonNull(label, "label"));
    return withPanels(panel -> panel.with(guide));
  }

  /** A dashed line from bottom to top: {@code figure.withVerticalLine(0.23, "best")}. */
  public Figure withVerticalLine(double x, String label) {
    Guide guide = new Guide(false, x, Objects.requireNonNull(label, "label"));
    return withPanels(panel -> panel.with(guide));
  }

  /**
   * A dashed line at the beginning of a day: {@code figure.withVerticalLine(LocalDate.of(2026, 4,
   * 1), "test")}.
   *
   * @throws IllegalArgumentException if the axis has no dates
   */
  public Figure withVerticalLine(LocalDate x, String label) {
    double at = Coordinates.value(x.atStartOfDay());
    return withPanels(
            panel -> {
              if (!panel.x().time()) {
                throw new IllegalArgumentException(
                    "Expected an axis of dates for a line at %s, but it has none.".formatted(x));
              }
              return panel;
            })
        .withVerticalLine(at, label);
  }

  /** A point that is pointed out: {@code figure.withMark(4, 0.61, "best k")}. */
  public Figure withMark(double x, double y, String label) {
    Mark mark = new Mark(x, y, Objects.requireNonNull(label, "label"));
    return withPanels(panel -> panel.with(mark));
  }

  /** Dashed lines: {@code Plots.line(x, y).withDashes()}. */
  public Figure withDashes() {
    return withLines(line -> line.withDash(Dash.DASHED));
  }

  /** Lines on which each value holds until the next x: {@code Plots.line(x, y).withSteps()}. */
  public Figure withSteps() {
    return withLines(Line::withSteps);
  }

  /** Lines with a dot at each point: {@code Plots.line(k, inertia).withDots()}. */
  public Figure withDots() {
    return withLines(Line::withMarkers);
  }

  /** Bars of groups upon each other instead of side by side. */
  public Figure withStacks() {
    return withTraces(trace -> trace instanceof Bars bars ? bars.withStacks() : trace);
  }

  /**
   * Error bars up and down from points, lines or bars: {@code Plots.bar(models,
   * means).withErrors(deviations)}.
   *
   * @param errors how far, one for each point
   * @throws IllegalArgumentException if there are not as many as points, or one is negative
   */
  public Figure withErrors(double[] errors) {
    Values far = Values.of(errors);
    if (far.stream().anyMatch(error -> error < 0)) {
      throw new IllegalArgumentException(
          "Expected errors of 0 or more, but the smallest is %s.".formatted(far.extent().low()));
    }
    return withTraces(
        trace ->
            switch (trace) {
              case Points points -> new Points(points.name(), points.xs(), points.ys(), far);
              case Line line -> line.withErrors(far);
              case Bars bars -> bars.withErrors(far);
              default -> trace;
            });
  }

  /**
   * Other colours for a heat map or a contour plot: {@code
   * Plots.heatmap(values).withColorScale("RdBu")}.
   *
   * @param name Viridis, Cividis, Greys, Blues or RdBu
   */
  public Figure withColorScale(String name) {
    ColorScale scale = ColorScale.named(name);
    return withTraces(
        trace ->
            switch (trace) {
              case Heatmap map -> map.withScale(scale);
              case Contour contour -> new Contour(contour.name(), contour.grid(), scale);
              default -> trace;
            });
  }

  /**
   * The values that the ends of a heat map's colours stand for: {@code
   * Plots.heatmap(values).withColorRange(-1, 1)}.
   */
  public Figure withColorRange(double low, double high) {
    Extent range = Axis.titled("").withRange(low, high).range();
    return withTraces(trace -> trace instanceof Heatmap map ? map.withRange(range) : trace);
  }

  /** One horizontal axis for the panels of a column, written below the last. */
  public Figure withSharedX() {
    return new Figure(title, panels, columns, true, width, height);
  }

  /**
   * This figure, and another's data drawn over it, panel by panel: {@code Plots.scatter(x,
   * y).and(Plots.line(x, fitted).withName("model"))}. Title and axes stay this one's.
   *
   * @throws IllegalArgumentException if the other has not as many panels, or other categories
   */
  public Figure and(Figure other) {
    if (other.panels.size() != panels.size()) {
      throw new IllegalArgumentException(
          "Expected figures of as many panels, but these have %d and %d."
              .formatted(panels.size(), other.panels.size()));
    }
    List<Panel> both =
        IntStream.range(0, panels.size())
            .mapToObj(i -> panels.get(i).and(other.panels.get(i)))
            .toList();
    return new Figure(title, both, columns, sharedX, width, height);
  }

  /**
   * The figure as {@code application/vnd.plotly.v1+json}, SVG (up to 20,000 marks), PNG (where the
   * system can draw text) and text. There is no HTML among them: it would put plotly.js, 2.5 MB,
   * into each saved notebook, and front ends without a Plotly renderer show the picture. See {@link
   * #toHtml} for those.
   */
  @Override
  public MimeBundle toMimeBundle() {
    Layout layout = new Layout(this);
    MimeBundle bundle =
        MimeBundle.text(toString()).with("application/vnd.plotly.v1+json", Plotly.of(layout));
    if (hasSvg()) {
      bundle = bundle.with("image/svg+xml", toSvg());
    }
    Optional<byte[]> png = PngCanvas.draw(layout);
    return png.isEmpty()
        ? bundle
        : bundle
            .with("image/png", png.get())
            .withMetadata(
                "image/png",
                Map.of("width", layout.width(), "height", layout.height(), "alt", toString()));
  }

  boolean hasSvg() {
    return marks() <= MOST_SVG_MARKS;
  }

  /** A drawing that stands by itself. */
  public String toSvg() {
    Layout layout = new Layout(this);
    SvgCanvas canvas = new SvgCanvas(toString(), layout.width(), layout.height());
    FigurePainter.paint(layout, canvas);
    return canvas.finish();
  }

  /**
   * The figure as HTML, for front ends that run scripts and have no Plotly renderer, such as the
   * classic Notebook: the picture, and the live figure in its place once {@link Plots#plotlyJs} is
   * somewhere in the notebook, before or after.
   */
  public Displayable toHtml() {
    return PlotlyPage.shown(toString(), PlotlyPage.fragment(this));
  }

  /**
   * Writes the figure to a file, by its ending: {@code .html} (interactive, with all it needs
   * inside), {@code .svg} or {@code .png}.
   *
   * @throws IllegalArgumentException if the name ends otherwise
   * @throws IllegalStateException if this system cannot draw a PNG
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    SavedFigure.write(this, file);
  }

  /** As {@link #save(Path)}: {@code figure.save("residuals.html")}. */
  public void save(String file) {
    save(Path.of(file));
  }

  /** One or two sentences that say what the figure shows, for screen readers and terminals. */
  @Override
  public String toString() {
    return Description.of(this);
  }

  String title() {
    return title;
  }

  List<Panel> panels() {
    return panels;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return Math.ceilDiv(Math.max(1, panels.size()), columns);
  }

  boolean sharedX() {
    return sharedX;
  }

  /** In pixels; 0 if nothing was said. */
  int width() {
    return width;
  }

  /** In pixels; 0 if nothing was said. */
  int height() {
    return height;
  }

  int marks() {
    return panels.stream().mapToInt(Panel::marksDrawn).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Figure figure
        && title.equals(figure.title)
        && panels.equals(figure.panels)
        && columns == figure.columns
        && sharedX == figure.sharedX
        && width == figure.width
        && height == figure.height;
  }

  @Override
  public int hashCode() {
    return Objects.hash(title, panels, columns, sharedX, width, height);
  }
}
