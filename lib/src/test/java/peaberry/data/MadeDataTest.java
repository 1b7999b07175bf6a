package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import peaberry.random.RandomState;

/** Compares with what scikit-learn wrote into made.txt (lib/src/test/python/data_reference.py). */
class MadeDataTest {

  static Stream<ReferenceCall> calls() {
    return ReferenceCall.read("made.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theDataIsScikitLearnsOwn(ReferenceCall call) {
    String[] sides = call.result().split(" \\| ");
    double[] y = Fixtures.doubles(sides[0]);
    double[] x = Fixtures.doubles(sides[1]);
    RandomState random = RandomState.of(call.seed().getAsLong());
    if (call.name().equals("regression")) {
      MakeRegression recipe = regression(call);
      if (call.has("coef")) {
        LinearData data = recipe.makeLinear(random);
        near(flat(data.y()), y, call);
        near(flat(data.x()), x, call);
        near(flat(data.coefficients()), Fixtures.doubles(sides[2]), call);
        return;
      }
      RegressionData data = recipe.make(random);
      near(data.y(), y, call);
      near(flat(data.x()), x, call);
      return;
    }
    ClassificationData data =
        switch (call.name()) {
          case "blobs" -> blobs(call).make(random);
          case "moons" -> rings(call, Datasets.makeMoons()).make(random);
          case "circles" -> rings(call, Datasets.makeCircles()).make(random);
          case "classification" -> classification(call).make(random);
          default -> throw new IllegalArgumentException(call.name());
        };
    assertThat(data.y()).isEqualTo(Arrays.stream(y).mapToInt(label -> (int) label).toArray());
    if (call.name().equals("blobs")) {
      assertThat(flat(data.x())).isEqualTo(x);
    } else {
      near(flat(data.x()), x, call);
    }
  }

  private static void near(double[] got, double[] expected, ReferenceCall call) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(1);
    assertThat(got).as(call.toString()).hasSameSizeAs(expected);
    assertThat(got)
        .as(call.toString())
        .containsExactly(expected, within(1e-12 * Math.max(1, largest)));
  }

  private static double[] flat(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }

  private static MakeBlobs blobs(ReferenceCall call) {
    var recipe = Datasets.makeBlobs().samples(call.wholes("n_samples"));
    recipe = recipe.shuffle(!call.is("shuffle", "False"));
    recipe = call.has("n_features") ? recipe.features(call.whole("n_features")) : recipe;
    recipe = call.has("cluster_std") ? recipe.clusterStd(call.numbers("cluster_std")) : recipe;
    if (call.has("center_box")) {
      double[] box = call.numbers("center_box");
      recipe = recipe.centerBox(box[0], box[1]);
    }
    if (!call.has("centers")) {
      return recipe;
    }
    String[] rows = call.options().get("centers").split(";");
    return rows.length == 1
        ? recipe.centers(call.whole("centers"))
        : recipe.centers(Arrays.stream(rows).map(Fixtures::doubles).toArray(double[][]::new));
  }

  private static MakeRings rings(ReferenceCall call, MakeRings start) {
    int[] n = call.wholes("n_samples");
    var recipe = n.length == 1 ? start.samples(n[0]) : start.samples(n[0], n[1]);
    recipe = recipe.shuffle(!call.is("shuffle", "False"));
    recipe = call.has("noise") ? recipe.noise(call.number("noise")) : recipe;
    return call.has("factor") ? recipe.factor(call.number("factor")) : recipe;
  }

  private static MakeRegression regression(ReferenceCall call) {
    var recipe =
        Datasets.makeRegression()
            .samples(call.whole("n_samples"))
            .features(call.whole("n_features"))
            .shuffle(!call.is("shuffle", "False"));
    recipe = call.has("n_informative") ? recipe.informative(call.whole("n_informative")) : recipe;
    recipe = call.has("n_targets") ? recipe.targets(call.whole("n_targets")) : recipe;
    recipe = call.has("noise") ? recipe.noise(call.number("noise")) : recipe;
    recipe = call.has("bias") ? recipe.bias(call.number("bias")) : recipe;
    recipe = call.has("tail_strength") ? recipe.tailStrength(call.number("tail_strength")) : recipe;
    return call.has("effective_rank") ? recipe.effectiveRank(call.whole("effective_rank")) : recipe;
  }

  private static MakeClassification classification(ReferenceCall call) {
    var recipe = Datasets.makeClassification().samples(call.whole("n_samples"));
    for (String option : call.options().keySet()) {
      recipe =
          switch (option) {
            case "n_features" -> recipe.features(call.whole(option));
            case "n_informative" -> recipe.informative(call.whole(option));
            case "n_redundant" -> recipe.redundant(call.whole(option));
            case "n_repeated" -> recipe.repeated(call.whole(option));
            case "n_classes" -> recipe.classes(call.whole(option));
            case "n_clusters_per_class" -> recipe.clustersPerClass(call.whole(option));
            case "weights" -> recipe.weights(call.numbers(option));
            case "flip_y" -> recipe.flipY(call.number(option));
            case "class_sep" -> recipe.classSep(call.number(option));
            case "hypercube" -> recipe.hypercube(call.is(option, "True"));
            case "shift" ->
                call.is(option, "None") ? recipe.shift() : recipe.shift(call.numbers(option));
            case "scale" ->
                call.is(option, "None") ? recipe.scale() : recipe.scale(call.numbers(option));
            case "shuffle" -> recipe.shuffle(call.is(option, "True"));
            case "seed", "n_samples" -> recipe;
            default -> throw new IllegalArgumentException(option);
          };
    }
    return recipe;
  }

  @Test
  void aRecipeIsNotChangedByItsOptions() {
    var recipe = Datasets.makeBlobs();
    recipe.samples(3);
    assertThat(recipe.make(1).y()).hasSize(100);
    assertThat(recipe.make(1).x()).isDeepEqualTo(recipe.make(1).x());
  }

  @Test
  void madeDataIsATableThatShowsItself() {
    var data = Datasets.makeMoons().samples(7).make(1);
    assertThat(data.table().columnNames()).containsExactly("x0", "x1", "target");
    assertThat(data.labels()).contains("0", "1").hasSize(7);
    assertThat(data.toMimeBundle().plain()).contains("7 rows × 3 columns");
    var numbers = Datasets.makeRegression().features(2).samples(3).make(1);
    assertThat(numbers.table().doubleColumn("target").asDoubleArray()).isEqualTo(numbers.y());
    var several = Datasets.makeRegression().features(2).samples(3).targets(2).makeLinear(1);
    assertThat(several.table().columnNames()).containsExactly("x0", "x1", "target0", "target1");
    assertThat(several.target(1).y()).isEqualTo(Matrices.column(several.y(), 1));
    assertThat(several).hasToString("3 rows, 2 features, 2 targets");
  }

  @Test
  void optionsThatCannotBeAreNamedInOneSentence() {
    wrong(
        () -> Datasets.makeBlobs().centers(0),
        "The number of centers must be at least 1, but it is 0.");
    wrong(
        () -> Datasets.makeBlobs().centers(2).clusterStd(1, 2, 3).make(1),
        "There are 2 centers, but 3 standard deviations.");
    wrong(
        () -> Datasets.makeClassification().classes(5).make(1),
        "5 classes of 2 clusters need as many corners, but a cube of 2 informative features has 4.");
    wrong(
        () -> Datasets.makeClassification().features(3).make(1),
        "2 informative, 2 redundant and 0 repeated features are more than 3 features.");
    wrong(
        () -> Datasets.makeCircles().factor(1),
        "The factor must be 0 or more and below 1, but it is 1.0.");
    wrong(
        () -> Datasets.makeMoons().noise(Double.NaN),
        "The noise must be 0 or more, but it is NaN.");
    wrong(
        () -> Datasets.makeRegression().targets(3).make(1),
        "Regression data has one target, but this recipe makes 3: call makeLinear.");
    wrong(
        () -> new RegressionData(List.of("a"), new double[][] {{1}, {1, 2}}, new double[2]),
        "Row 1 has 2 values, but 1 were expected.");
  }

  private static void wrong(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
