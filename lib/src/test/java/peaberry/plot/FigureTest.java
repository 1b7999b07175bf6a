package peaberry.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class FigureTest {
  private static final Table TABLE =
      Table.create(
          DoubleColumn.create("a", 1, 2, 3, Double.NaN),
          DoubleColumn.create("b", -4, 0, 8, 1),
          StringColumn.create("g", "red", "blue", "red", "blue"));

  @Test
  void theTextNamesTheRangesOfTheDataAndNotOfTheAxes() {
    assertThat(Plots.line(new double[] {1, 3, 2}).withHorizontalLine(9, "").withMark(1, 3, "top"))
        .asString()
        .contains("x from 0.000 to 2.000, y from 1.000 to 3.000");
  }

  @Test
  void aFigureShowsItselfInEveryFormThatAFrontEndMayWant() {
    var bundle = Plots.scatter(TABLE, "a", "b").toMimeBundle();
    assertThat(bundle.data().keySet())
        .containsExactly(
            "text/plain", "application/vnd.plotly.v1+json", "image/svg+xml", "image/png");
    String words = "b against a, 4 points; x from 1.000 to 3.000, y from -4.000 to 8.000";
    assertThat(bundle.metadata())
        .as("two pixels for one, and the words for who does not see the picture")
        .isEqualTo(Map.of("image/png", Map.of("width", 640, "height", 420, "alt", words)));
    assertThat(bundle.plain()).isEqualTo(words);
  }

  @Test
  void eachGroupHasItsColourAndItsPlaceInTheLegend() throws Exception {
    Figure figure = Plots.scatter(TABLE, "a", "b", "g");
    assertThat(figure.panels().getFirst().traces())
        .extracting(Trace::name)
        .containsExactly("red", "blue");
    Set<String> colours = new HashSet<>();
    var dots = parse(figure.toSvg()).getElementsByTagName("circle");
    for (int i = 0; i < dots.getLength(); i++) {
      colours.add(dots.item(i).getAttributes().getNamedItem("fill").getNodeValue());
    }
    assertThat(colours).hasSize(2);
    assertThat(dots.getLength()).as("3 points and 2 legend marks").isEqualTo(5);
    assertThat(figure.toSvg()).contains(">red</text>", ">blue</text>");
  }

  @Test
  void pointsLieInsideTheAxesAndInTheRightPlace() throws Exception {
    Figure figure = Plots.scatter(new double[] {0, 10, 5}, new double[] {0, 10, 5});
    var dots = parse(figure.toSvg()).getElementsByTagName("circle");
    double[] x = new double[3];
    double[] y = new double[3];
    for (int i = 0; i < 3; i++) {
      x[i] = Double.parseDouble(dots.item(i).getAttributes().getNamedItem("cx").getNodeValue());
      y[i] = Double.parseDouble(dots.item(i).getAttributes().getNamedItem("cy").getNodeValue());
    }
    assertThat(x).containsExactly(72, 616, 344);
    assertThat(y).containsExactly(364, 20, 192);
  }

  @Test
  void theZeroLineIsDrawnAndInSight() {
    Figure above = Plots.scatter(new double[] {1, 2}, new double[] {50, 60});
    assertThat(above.toSvg()).doesNotContain("stroke-dasharray").doesNotContain(">0</text>");
    assertThat(above.withZeroLine().toSvg()).contains("stroke-dasharray", ">0</text>");
  }

  @Test
  void theSvgIsWellFormedWhateverTheTitlesHold() throws Exception {
    String svg =
        Plots.scatter(TABLE, "a", "b").withTitle("<&>\" \u0001 ü 🫘").withAxes("", "]]>").toSvg();
    assertThat(parse(svg).getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg)
        .contains("ü 🫘")
        .doesNotContain("<script", "\u0001", "http://www.w3.org/1999/xlink");
  }

  @Test
  void thePngHoldsTheDrawing() throws Exception {
    byte[] png = PngCanvas.draw(new Layout(Plots.scatter(TABLE, "a", "b"))).orElseThrow();
    var image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(640);
    assertThat(image.getHeight()).isEqualTo(420);
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colours.add(image.getRGB(x, y));
      }
    }
    int transparent = 0;
    int ink = 0xff787878;
    assertThat(image.getRGB(0, 0)).isEqualTo(transparent);
    assertThat(colours).contains(transparent, ink).hasSizeGreaterThan(20);
  }

  @Test
  void textReadsOnWhiteAndOnBlackAndThereIsNoPaper() {
    assertThat(contrast(Palette.INK, 1)).isGreaterThan(4);
    assertThat(contrast(Palette.INK, 0)).isGreaterThan(4);
    assertThat(Plots.scatter(TABLE, "a", "b").toSvg()).doesNotContain("<rect");
  }

  /** The contrast ratio of WCAG 2.2 of a grey against white (1) or black (0). */
  private static double contrast(String grey, double ground) {
    double value = Integer.parseInt(grey.substring(1, 3), 16) / 255.0;
    double luminance = Math.pow((value + 0.055) / 1.055, 2.4);
    return (Math.max(luminance, ground) + 0.05) / (Math.min(luminance, ground) + 0.05);
  }

  @Test
  void noPointsAndEqualPointsAreDrawnToo() throws Exception {
    assertThat(parse(Plots.scatter(new double[0], new double[0]).toSvg())).isNotNull();
    assertThat(Plots.scatter(new double[0], new double[0])).hasToString("y against x, 0 points");
    assertThat(parse(Plots.scatter(new double[] {3, 3}, new double[] {0, 0}).toSvg())).isNotNull();
    assertThat(parse(Plots.scatter(new double[] {1e300}, new double[] {-1e-300}).toSvg()))
        .isNotNull();
  }

  @Test
  void aFigureOfVeryManyPointsLeavesTheSvgOut() {
    double[] many = new double[20_001];
    assertThat(Plots.scatter(many, many).toMimeBundle().data()).doesNotContainKey("image/svg+xml");
  }

  @Test
  void ticksAreRoundNumbersThatCoverTheData() {
    assertThat(Ticks.covering(0.3, 9.7, 6).values()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
    assertThat(Ticks.covering(-4, 8, 6).values())
        .containsExactly(-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0);
    Ticks fine = Ticks.covering(0.01, 0.06, 5);
    assertThat(fine.values().stream().map(fine::label).toList())
        .startsWith("0.01")
        .endsWith("0.06");
    assertThat(new Ticks(-1, 1, 0.5).label(-0.0)).isEqualTo("0.0");
    assertThat(new Ticks(0, 1e8, 5e7).label(5e7)).isEqualTo("5.0e7");
  }

  @Test
  void aWrongArgumentIsNamedInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plots.scatter(new double[2], new double[3]))
        .withMessage("There are 2 values of x and 3 of y: a point needs both.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plots.scatter(TABLE, "a", "z"))
        .withMessage("The table has no column z; it has [a, b, g].");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plots.scatter(TABLE, "a", "g"))
        .withMessage("The column g holds string, not numbers.");
    assertThatIllegalArgumentException().isThrownBy(() -> Plots.scatter(TABLE, "a", "b", "z"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plots.scatter(TABLE, "A", "b"))
        .withMessage("The table has no column A; did you mean a? It has [a, b, g].");
    assertThatIllegalArgumentException().isThrownBy(() -> Plots.scatter(TABLE, "a", "b", "G"));
  }

  @Test
  void aFigureIsAValue() {
    double[] x = {1, 2};
    Figure figure = Plots.scatter(x, x);
    x[0] = 99;
    assertThat(figure).isEqualTo(Plots.scatter(new double[] {1, 2}, new double[] {1, 2}));
    assertThat(figure.withTitle("t").withZeroLine().title()).isEqualTo("t");
    assertThat(figure.title()).isEmpty();
    assertThat(figure.panels().getFirst().guides()).isEmpty();
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
