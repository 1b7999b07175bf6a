package peaberry.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlotlyTest {
  private static JsonObject json(Figure figure) {
    String text = new GsonBuilder().serializeNulls().create().toJson(Plotly.of(new Layout(figure)));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static List<JsonObject> traces(Figure figure) {
    return json(figure).getAsJsonArray("data").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static double[] numbers(JsonObject trace, String name) {
    return trace.getAsJsonArray(name).asList().stream()
        .mapToDouble(value -> value.isJsonNull() ? Double.NaN : value.getAsDouble())
        .toArray();
  }

  private static JsonObject axis(Figure figure, String name) {
    return json(figure).getAsJsonObject("layout").getAsJsonObject(name);
  }

  @Test
  void pointsAreTheDataAndGapsAreNull() {
    JsonObject trace =
        traces(Plots.scatter(new double[] {1, 2.5, Double.NaN}, new double[] {4, 5, 6})).getFirst();
    assertThat(trace.get("type").getAsString()).isEqualTo("scatter");
    assertThat(trace.get("mode").getAsString()).isEqualTo("markers");
    assertThat(numbers(trace, "x")).containsExactly(1, 2.5, Double.NaN);
    assertThat(numbers(trace, "y")).containsExactly(4, 5, 6);
    assertThat(trace.getAsJsonArray("x").get(0).toString()).isEqualTo("1");
  }

  @Test
  void aStackBeginsWhereTheOneBelowEnds() {
    List<JsonObject> bars = traces(Kinds.all().get("stacks"));
    assertThat(numbers(bars.get(0), "y")).containsExactly(3, 4, 5);
    assertThat(numbers(bars.get(1), "base")).containsExactly(3, 4, 5);
    assertThat(numbers(bars.get(1), "y")).containsExactly(1, 1, 9);
    assertThat(
            axis(Kinds.all().get("stacks"), "yaxis").getAsJsonArray("range").get(1).getAsDouble())
        .isGreaterThanOrEqualTo(14);
  }

  @Test
  void barsOfGroupsStandSideBySideAndNeverOverlap() {
    List<JsonObject> bars = traces(Kinds.all().get("bar"));
    double end = bars.get(0).get("offset").getAsDouble() + bars.get(0).get("width").getAsDouble();
    assertThat(end).isCloseTo(bars.get(1).get("offset").getAsDouble(), within(1e-9));
  }

  @Test
  void aHistogramCountsEachFiniteValueOnce() {
    double[] values = {1, 2, 2, 3, 9.99, 10, Double.NaN, Double.POSITIVE_INFINITY};
    for (Figure figure : List.of(Plots.histogram(values), Plots.histogram(values, 7))) {
      double[] counts = numbers(traces(figure).getFirst(), "y");
      assertThat(Arrays.stream(counts).sum()).isEqualTo(6);
    }
    assertThat(numbers(traces(Plots.histogram(values, 3)).getFirst(), "y"))
        .as("bins 1 to 4, 4 to 7, 7 to 10")
        .containsExactly(4, 0, 2);
  }

  @Test
  void aBoxHasTheQuartilesOfNumPyAndItsOutliers() {
    Quartiles reference = Quartiles.of(Reference.values("sample"));
    assertThat(Values.of(reference.lower(), reference.median(), reference.upper()))
        .isEqualTo(Reference.values("quartiles"));
    List<JsonObject> both = traces(Plots.box(new double[] {100, 4, 3, 2, 1, Double.NaN}));
    JsonObject box = both.getFirst();
    assertThat(numbers(box, "q1")).containsExactly(2);
    assertThat(numbers(box, "median")).containsExactly(3);
    assertThat(numbers(box, "q3")).containsExactly(4);
    assertThat(numbers(box, "lowerfence")).containsExactly(1);
    assertThat(numbers(box, "upperfence")).containsExactly(4);
    assertThat(numbers(both.get(1), "y")).containsExactly(100);
  }

  @Test
  void aHeatMapHasItsCountsInTheCellsAndItsFirstRowAtTheTop() {
    Figure figure = Plots.confusion(new int[][] {{50, 3}, {2, 45}}, "stays", "leaves");
    JsonObject map = traces(figure).getFirst();
    assertThat(map.getAsJsonArray("z").toString()).isEqualTo("[[50,3],[2,45]]");
    assertThat(map.getAsJsonArray("text").toString()).isEqualTo("[[\"50\",\"3\"],[\"2\",\"45\"]]");
    assertThat(map.get("zmin").getAsInt()).isZero();
    JsonArray range = axis(figure, "yaxis").getAsJsonArray("range");
    assertThat(range.get(0).getAsDouble()).isGreaterThan(range.get(1).getAsDouble());
    assertThat(axis(figure, "yaxis").getAsJsonArray("ticktext").toString())
        .isEqualTo("[\"stays\",\"leaves\"]");
    assertThat(figure.toSvg()).contains(">50</text>", ">45</text>");
  }

  @Test
  void correlationsAreThoseOfPearson() {
    double[][] rows =
        traces(Plots.correlation(Kinds.TABLE)).getFirst().getAsJsonArray("z").asList().stream()
            .map(
                row ->
                    row.getAsJsonArray().asList().stream()
                        .mapToDouble(JsonElement::getAsDouble)
                        .toArray())
            .toArray(double[][]::new);
    assertThat(rows[0][0]).isCloseTo(1, within(1e-12));
    assertThat(rows[0][1]).isCloseTo(Reference.number("correlation"), within(1e-12));
    assertThat(rows[1][0]).isEqualTo(rows[0][1]);
  }

  @Test
  void aRadarClosesItsLine() {
    JsonObject profile = traces(Kinds.all().get("radar")).getFirst();
    assertThat(numbers(profile, "r")).containsExactly(1, 2, 3, 1);
    assertThat(numbers(profile, "theta")).containsExactly(0, 120, 240, 0);
  }

  @Test
  void panelsHaveAxesOfTheirOwnAndMayShareX() {
    Figure figure = Kinds.all().get("subplots");
    JsonObject layout = json(figure).getAsJsonObject("layout");
    assertThat(traces(figure).get(1).get("yaxis").getAsString()).isEqualTo("y2");
    assertThat(layout.getAsJsonObject("xaxis2").get("matches").getAsString()).isEqualTo("x");
    assertThat(layout.getAsJsonObject("xaxis2").get("range"))
        .isEqualTo(layout.getAsJsonObject("xaxis").get("range"));
    assertThat(layout.getAsJsonObject("xaxis").get("showticklabels").getAsBoolean()).isFalse();
    double lower = layout.getAsJsonObject("yaxis2").getAsJsonArray("domain").get(1).getAsDouble();
    double upper = layout.getAsJsonObject("yaxis").getAsJsonArray("domain").get(0).getAsDouble();
    assertThat(lower).isLessThan(upper);
  }

  @Test
  void aRegionAndItsPointsHaveOneColourAndOnePlaceInTheLegend() {
    List<JsonObject> traces = traces(Kinds.all().get("regions"));
    JsonObject region = traces.get(0);
    JsonObject points = traces.get(2);
    assertThat(region.get("name")).isEqualTo(points.get("name"));
    assertThat(region.get("showlegend").getAsBoolean()).isFalse();
    assertThat(points.get("showlegend").getAsBoolean()).isTrue();
    String color = points.getAsJsonObject("marker").get("color").getAsString();
    assertThat(region.get("fillcolor").getAsString())
        .isEqualTo(PlotlyJson.color(color, Region.OPACITY));
  }

  @Test
  void manyPointsGoToTheGraphicsCardInFewCharacters() {
    double[] many = IntStream.range(0, 100_000).mapToDouble(i -> Math.sin(i) * 3).toArray();
    Figure figure = Plots.scatter(many, many);
    JsonObject trace = traces(figure).getFirst();
    assertThat(trace.get("type").getAsString()).isEqualTo("scattergl");
    double[] written = numbers(trace, "x");
    for (int i = 0; i < many.length; i++) {
      assertThat(written[i]).isCloseTo(many[i], within(6.0 / 100_000));
    }
    assertThat(trace.getAsJsonArray("x").toString().length()).isLessThan(1_000_000);
  }

  static Stream<Arguments> kinds() {
    return Kinds.all().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void titlesAreObjectsAndEachAxisHasItsEnds(String kind, Figure figure) {
    JsonObject layout = json(figure.withTitle("T")).getAsJsonObject("layout");
    assertThat(layout.getAsJsonObject("title").get("text").getAsString()).isEqualTo("T");
    for (Map.Entry<String, JsonElement> entry : layout.entrySet()) {
      if (entry.getKey().matches("[xy]axis\\d*")) {
        JsonObject axis = entry.getValue().getAsJsonObject();
        assertThat(axis.get("title").isJsonObject()).isTrue();
        assertThat(axis.getAsJsonArray("range")).hasSize(2);
        assertThat(axis.has("dtick") || axis.has("tickvals")).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theLivePanelsStandWhereThePicturesDo(String kind, Figure figure) {
    Layout layout = new Layout(figure);
    JsonObject json = json(figure).getAsJsonObject("layout");
    JsonObject margin = json.getAsJsonObject("margin");
    double left = margin.get("l").getAsDouble();
    double inner = layout.width() - left - margin.get("r").getAsDouble();
    for (PanelLayout panel : layout.panels()) {
      JsonObject axis = json.getAsJsonObject("xaxis" + PlotlyAxes.suffix(panel.index()));
      if (axis != null) {
        double[] domain = axis.has("domain") ? numbers(axis, "domain") : new double[] {0, 1};
        assertThat(left + domain[0] * inner).isCloseTo(panel.frame().left(), within(0.2));
        assertThat(left + domain[1] * inner).isCloseTo(panel.frame().right(), within(0.2));
      }
    }
  }

  @Test
  void aSavedPageHoldsAllItNeedsAndNothingEndsItsScriptEarly(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("figure.html");
    Plots.scatter(Kinds.X, Kinds.Y).withTitle("</script><b>&").save(file);
    String page = Files.readString(file);
    assertThat(page).doesNotContain("src=\"http", "src='http", "<link", "@import", "</script><b>");
    assertThat(page.split("<script>", -1)).hasSize(3);
    assertThat(page.split("</script>", -1)).hasSize(3);
    assertThat(page.length()).isBetween(1_000_000, 4_000_000);
    assertThat(Files.readAllBytes(file))
        .as("the same figure is the same file")
        .isEqualTo(bytes(Plots.scatter(Kinds.X, Kinds.Y).withTitle("</script><b>&"), folder));
  }

  private static byte[] bytes(Figure figure, Path folder) throws Exception {
    Path file = folder.resolve("again.html");
    figure.save(file);
    return Files.readAllBytes(file);
  }

  @Test
  void aNotebookWithoutRendererGetsPlotlyOnceAndFiguresApart() {
    var figure = Plots.scatter(Kinds.X, Kinds.Y).toHtml().toMimeBundle();
    assertThat((String) figure.data().get("text/html")).contains("<svg").hasSizeLessThan(50_000);
    assertThat(figure.plain()).startsWith("y against x");
    var library = Plots.plotlyJs().toMimeBundle();
    assertThat((String) library.data().get("text/html")).hasSizeGreaterThan(1_000_000);
    assertThat(library.plain()).hasSizeLessThan(100);
    List<String> kinds = new ArrayList<>();
    Kinds.all().values().forEach(f -> kinds.addAll(f.toMimeBundle().data().keySet()));
    assertThat(kinds).doesNotContain("text/html");
  }
}
