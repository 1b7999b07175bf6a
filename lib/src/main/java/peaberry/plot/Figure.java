package peaberry.plot;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * A scatter plot that shows itself: interactive where the front end paints Plotly, otherwise as a
 * picture.
 *
 * <p>Immutable: each {@code with} method returns a new figure.
 *
 * @param title above the figure, may be empty
 * @param xTitle below the horizontal axis
 * @param yTitle beside the vertical axis
 * @param series the points, one colour for each series
 * @param zeroLine true for a dashed line at y = 0
 */
public record Figure(
    String title, String xTitle, String yTitle, List<Series> series, boolean zeroLine)
    implements Displayable {

  /** A drawing of more points would be larger than what it shows is worth. */
  private static final int MOST_SVG_POINTS = 20_000;

  public Figure {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(xTitle, "xTitle");
    Objects.requireNonNull(yTitle, "yTitle");
    series = List.copyOf(series);
  }

  /** This figure under another title. */
  public Figure withTitle(String title) {
    return new Figure(title, xTitle, yTitle, series, zeroLine);
  }

  /** This figure with other names at its axes. */
  public Figure withAxes(String xTitle, String yTitle) {
    return new Figure(title, xTitle, yTitle, series, zeroLine);
  }

  /** This figure with a dashed line at y = 0, to judge residuals by. */
  public Figure withZeroLine() {
    return new Figure(title, xTitle, yTitle, series, true);
  }

  /**
   * The figure as {@code application/vnd.plotly.v1+json}, SVG (up to 20,000 points), PNG (where the
   * system can draw text) and text.
   */
  @Override
  public MimeBundle toMimeBundle() {
    MimeBundle bundle =
        MimeBundle.text(toString()).with("application/vnd.plotly.v1+json", Plotly.of(this));
    if (points() <= MOST_SVG_POINTS) {
      bundle = bundle.with("image/svg+xml", toSvg());
    }
    Optional<byte[]> png = PngCanvas.draw(this);
    return png.isEmpty()
        ? bundle
        : bundle
            .with("image/png", png.get())
            .withMetadata(
                "image/png",
                Map.of("width", (int) ScatterPainter.WIDTH, "height", (int) ScatterPainter.HEIGHT));
  }

  /** A drawing that stands by itself. */
  public String toSvg() {
    SvgCanvas canvas = new SvgCanvas(toString());
    ScatterPainter.paint(this, canvas);
    return canvas.finish();
  }

  /** One sentence that says what the figure shows. */
  @Override
  public String toString() {
    DoubleSummaryStatistics x = range(Series::x);
    DoubleSummaryStatistics y = range(Series::y);
    String what =
        String.format(
            Locale.ROOT,
            "%s%s against %s, %,d %s",
            title.isEmpty() ? "" : title + ": ",
            yTitle,
            xTitle,
            points(),
            points() == 1 ? "point" : "points");
    String where =
        x.getCount() == 0 || y.getCount() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; x from %.4g to %.4g, y from %.4g to %.4g",
                x.getMin(),
                x.getMax(),
                y.getMin(),
                y.getMax());
    return what + where;
  }

  int points() {
    return series.stream().mapToInt(Series::size).sum();
  }

  /** The finite values of one coordinate; none if there is no point. */
  DoubleSummaryStatistics range(Function<Series, double[]> coordinate) {
    return series.stream()
        .flatMapToDouble(points -> visible(points, coordinate.apply(points)))
        .summaryStatistics();
  }

  private static DoubleStream visible(Series points, double[] values) {
    double[] x = points.x();
    double[] y = points.y();
    return IntStream.range(0, values.length)
        .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
        .mapToDouble(i -> values[i]);
  }
}
