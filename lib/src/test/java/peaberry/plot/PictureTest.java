package peaberry.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PictureTest {
  static Stream<Arguments> kinds() {
    return Kinds.all().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theDrawingIsWellFormedAndAllOfItIsInSight(String kind, Figure figure) throws Exception {
    Layout layout = new Layout(figure);
    Document svg = parse(figure.withTitle("A title").toSvg());
    for (Element text : elements(svg, "text")) {
      if (text.hasAttribute("x")) {
        assertThat(number(text, "x"))
            .as(text.getTextContent())
            .isBetween(0.0, 0.0 + layout.width());
        assertThat(number(text, "y"))
            .as(text.getTextContent())
            .isBetween(0.0, 0.0 + layout.height());
      }
    }
    for (Element dot : elements(svg, "circle")) {
      assertThat(number(dot, "cx")).isBetween(0.0, 0.0 + layout.width());
      assertThat(number(dot, "cy")).isBetween(0.0, 0.0 + layout.height());
    }
    for (Element bar : elements(svg, "rect")) {
      assertThat(number(bar, "width")).isGreaterThanOrEqualTo(0);
      assertThat(number(bar, "height")).isGreaterThanOrEqualTo(0);
    }
    assertThat(figure.toSvg()).doesNotContain("NaN", "Infinity", "<script");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thePngHasTheSizeThatWasSaid(String kind, Figure figure) throws Exception {
    var image =
        ImageIO.read(
            new ByteArrayInputStream(
                PngCanvas.draw(new Layout(figure.withSize(500, 300))).orElseThrow()));
    assertThat(image.getWidth()).isEqualTo(500);
    assertThat(image.getHeight()).isEqualTo(300);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aFigureSaysInWordsWhatItShows(String kind, Figure figure) {
    assertThat(figure.toString()).isNotBlank().doesNotContain("Infinity", "NaN", "null", "@");
  }

  @Test
  void titlesAreBoldInThePictureAndAlive() {
    double[] y = {1, 2};
    Figure figure =
        Plots.subplots(2, Plots.line(y).withTitle("left"), Plots.line(y)).withTitle("both");
    assertThat(figure.toSvg())
        .containsPattern("font-weight=\"bold\"[^>]*>left<")
        .containsPattern("font-weight=\"bold\"[^>]*>both<");
    String json = figure.toMimeBundle().data().get("application/vnd.plotly.v1+json").toString();
    assertThat(json.split("weight=bold", -1)).hasSize(3);
  }

  @Test
  void linesOverAContourHaveTheColoursThatTheyHaveAlone() {
    double[] at = {0, 1};
    Figure lines = Plots.line(at, at).withName("a").and(Plots.line(at, at).withName("b"));
    Figure over = Plots.contour(at, at, new double[][] {{1, 2}, {3, 4}}).and(lines);
    Layout alone = new Layout(lines);
    Layout both = new Layout(over);
    for (Trace trace : lines.panels().getFirst().traces()) {
      assertThat(both.color(trace)).isEqualTo(alone.color(trace));
    }
  }

  @Test
  void eachKindHasItsMarks() throws Exception {
    assertThat(elements(parse(Plots.scatter(Kinds.X, Kinds.Y).toSvg()), "circle")).hasSize(6);
    assertThat(elements(parse(Plots.scatter3d(Kinds.X, Kinds.Y, Kinds.X).toSvg()), "circle"))
        .hasSize(6);
    assertThat(elements(parse(Plots.bar(Kinds.X, Kinds.Y).toSvg()), "rect")).hasSize(6);
    assertThat(elements(parse(Plots.line(Kinds.Y).withDots().toSvg()), "circle")).hasSize(6);
    String errors = Plots.scatter(Kinds.X, Kinds.Y).withErrors(Kinds.Y).toSvg();
    assertThat(errors.split("stroke-width=\"1.5\"", -1)).as("three strokes for each").hasSize(19);
  }

  @Test
  void whatLiesBehindIsDrawnFirst() throws Exception {
    double[] eye = SpacePainter.EYE;
    Figure figure =
        Plots.scatter3d(
            new double[] {eye[0], 0},
            new double[] {eye[1], 0},
            new double[] {eye[2], 0},
            new int[] {0, 1});
    assertThat(elements(parse(figure.toSvg()), "circle").getFirst().getAttribute("fill"))
        .as("the farther one's colour")
        .isEqualTo(Palette.series(1));
  }

  @Test
  void aContourEnclosesWhatIsAboveItsLevel() {
    double[] at = IntStream.rangeClosed(-40, 40).mapToDouble(i -> i / 20.0).toArray();
    double[][] ring = new double[81][81];
    for (int i = 0; i < 81; i++) {
      for (int j = 0; j < 81; j++) {
        double r = Math.hypot(at[i], at[j]);
        ring[i][j] = -Math.abs(r - 1);
      }
    }
    var area = Isolines.area(Grid.of(at, at, ring), -0.25);
    area.setWindingRule(Path2D.WIND_EVEN_ODD);
    assertThat(area.contains(0, 0)).as("a hole").isFalse();
    assertThat(area.contains(1, 0)).isTrue();
    assertThat(area.contains(0.7, 0.7)).isTrue();
    assertThat(area.contains(0.7, 0.1)).isFalse();
    assertThat(area.contains(0, 1.3)).isFalse();
    assertThat(area.getBounds2D().getMaxX()).isCloseTo(1.25, within(1e-3));
  }

  @Test
  void aDensityIsThatOfSciPy() {
    Values sample = Reference.values("sample");
    assertThat(Density.bandwidth(sample.sorted()))
        .isCloseTo(Reference.number("bandwidth"), within(1e-12));
    Density density = Density.of(sample);
    Values at = Reference.values("at");
    Values expected = Reference.values("density");
    assertThat(density.at().size()).isEqualTo(at.size());
    for (int i = 0; i < at.size(); i++) {
      assertThat(density.at().at(i)).isCloseTo(at.at(i), within(1e-9));
      assertThat(density.share().at(i)).isCloseTo(expected.at(i), within(1e-9));
    }
  }

  @Test
  void aFileIsWhatItsNameEndsIn(@TempDir Path folder) throws Exception {
    Figure figure = Plots.line(Kinds.Y);
    figure.save(folder.resolve("a.svg"));
    assertThat(Files.readString(folder.resolve("a.svg"))).isEqualTo(figure.toSvg());
    figure.save(folder.resolve("a.PNG").toString());
    assertThat(ImageIO.read(folder.resolve("a.PNG").toFile()).getWidth()).isEqualTo(640);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> figure.save("a.pdf"))
        .withMessage("Expected a file name that ends in .html, .svg or .png, but got a.pdf.");
  }

  @Test
  void wrongArgumentsAreNamed() {
    double[] two = {1, 2};
    refused(() -> Plots.bar(new String[] {"a", "a"}, two), "a has 2: summarize the table first");
    refused(() -> Plots.scatter(two, two, new int[3]), "2 values of x and 3 of groups");
    refused(() -> Plots.line(two, two).withErrors(new double[3]), "3 errors for 2 points");
    refused(() -> Plots.line(two).withErrors(new double[] {1, -1}), "errors of 0 or more");
    refused(() -> Plots.line(two).withXRange(2, 1), "from a lower to a higher number");
    refused(() -> Plots.line(two).withYRange(0, 1).withLogY(), "above zero");
    refused(() -> Plots.bar(new String[] {"a", "b"}, two).withLogX(), "has the categories [a, b]");
    refused(() -> Plots.line(two).withVerticalLine(Double.NaN, ""), "a finite number");
    refused(() -> Plots.line(two).and(Plots.scatter3d(two, two, two)), "Plots.subplots");
    refused(() -> Plots.scatter3d(two, two, two).withZeroLine(), "two straight axes");
    refused(
        () -> Plots.box(Kinds.TABLE, "y", "g").and(Plots.box(Kinds.TABLE, "y", "h")),
        "these have [a, b] and [p, q, r]");
    refused(() -> Plots.heatmap(new double[][] {{1, 2}, {1}}), "row 1 has 1");
    refused(() -> Plots.contour(new double[] {2, 1}, two, new double[2][2]), "ascending order");
    refused(() -> Plots.contour(two, new double[] {1}, new double[1][2]), "2 by 2");
    refused(() -> Plots.heatmap(new double[2][2]).withColorScale("Jet"), "Viridis, Cividis");
    refused(() -> Plots.regions((x, y) -> 0.5, two, two), "whole numbers for classes");
    refused(() -> Plots.regions((x, y) -> 3, two, two, "a", "b"), "classes from 0 to 1");
    refused(() -> Plots.confusion(new int[2][2], "a"), "2 classes, but got 1");
    refused(() -> Plots.radar(new String[] {"a"}, new String[0], new double[0][]), "3 features");
    refused(() -> Plots.histogram(two, 0), "1 bin at least");
    refused(() -> Plots.subplots(0), "1 column and 1 figure");
    refused(() -> Plots.line(two).withSize(10, 10), "200 to 4000");
    refused(() -> Plots.box(Kinds.TABLE, "g"), "The column g holds string, not numbers.");
    refused(() -> Plots.line(Kinds.TABLE, "x", "Y"), "did you mean y?");
  }

  private static void refused(ThrowingCallable call, String why) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(why);
  }

  /** Any size of numbers that can be squared, and what is not a number. */
  @Provide
  Arbitrary<double[]> data() {
    Arbitrary<Double> any =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-1e100, 1e100),
            Arbitraries.doubles().between(-10, 10),
            Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
            Arbitraries.of(0.0, 1e-300, Double.MIN_VALUE, 1e9 + 1, 1e9 + 2));
    return any.array(double[].class).ofMinSize(0).ofMaxSize(12);
  }

  @Property(tries = 200)
  void whateverTheDataHoldThePictureIsWholeAndTicksAreFew(@ForAll("data") double[] data)
      throws Exception {
    double[] order = IntStream.range(0, data.length).asDoubleStream().toArray();
    check(Plots.scatter(order, data));
    check(Plots.scatter(data, order).withLogX());
    check(Plots.line(data).withSteps().withZeroLine());
    check(Plots.bar(order, data));
    check(Plots.histogram(data));
    check(Plots.box(data));
    check(Plots.violin(data));
    check(Plots.heatmap(new double[][] {data}));
    check(Plots.scatter3d(data, data, order));
  }

  @Test
  void aFigureOfNothingDrawsItsAxes() throws Exception {
    double[] none = {};
    double[] gaps = {Double.NaN, Double.NaN};
    String[] nobody = {};
    for (Figure figure :
        List.of(
            Plots.line(none),
            Plots.line(gaps).withLogY(),
            Plots.band(none, none, none),
            Plots.bar(nobody, none),
            Plots.barh(nobody, none),
            Plots.bar(gaps, gaps),
            Plots.histogram(gaps),
            Plots.box(nobody),
            Plots.box(gaps),
            Plots.violin(none),
            Plots.heatmap(new double[0][]),
            Plots.heatmap(new double[][] {gaps}),
            Plots.correlation(Kinds.TABLE.emptyCopy()),
            Plots.contour(new double[] {0, 1}, new double[] {0, 1}, new double[][] {gaps, gaps}),
            Plots.scatter3d(none, none, none),
            Plots.scatter3d(gaps, gaps, gaps),
            Plots.radar(Kinds.NAMES, nobody, new double[0][]),
            Plots.parallel(nobody, nobody, new double[0][]))) {
      check(figure);
      assertThat(figure.toString()).doesNotContain("Infinity");
    }
  }

  @Test
  void aSampleOfOneValueOverAndOverHasABoxWhateverItsLastDigit() throws Exception {
    for (double value : new double[] {0.1, 1.0 / 3, 0.7, 1e-5, -4.7, Double.MIN_VALUE}) {
      for (int n = 1; n < 40; n++) {
        double[] sample = new double[n];
        Arrays.fill(sample, value);
        check(Plots.box(sample));
        check(Plots.violin(sample));
      }
    }
  }

  @Property(tries = 200)
  void pointsMayBeAsLargeAndSmallAsNumbersGo(@ForAll double[] data) throws Exception {
    check(Plots.scatter(data, data));
  }

  private static void check(Figure figure) throws Exception {
    assertThat(parse(figure.toSvg())).isNotNull();
    assertThat(figure.toSvg().contains("NaN") || figure.toSvg().contains("Infinity"))
        .as(figure.toString())
        .isFalse();
    assertThat(new Gson().toJson(Plotly.of(new Layout(figure))))
        .as("JSON has no place for what is not a number")
        .startsWith("{");
    for (PanelLayout panel : new Layout(figure).panels()) {
      for (Ruler ruler : List.of(panel.x(), panel.y())) {
        assertThat(ruler.at()).hasSizeBetween(0, 15).allMatch(Double::isFinite);
        assertThat(ruler.labels()).doesNotHaveDuplicates();
        assertThat(ruler.high()).isGreaterThan(ruler.low());
      }
    }
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }

  private static List<Element> elements(Document document, String name) {
    var nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
