package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;

/** Compares with what scikit-learn wrote into folds.txt (lib/src/test/python/data_reference.py). */
class FoldsTest {

  @Test
  void allSplitsAreScikitLearnsOwn() {
    var calls = ReferenceCall.read("folds.txt");
    assertThat(calls).hasSizeGreaterThan(100);
    for (ReferenceCall call : calls) {
      List<TrainTestSplit> splits = splits(call);
      String[] expected = call.result().split("; ");
      assertThat(splits).as(call.toString()).hasSize(expected.length);
      for (int i = 0; i < expected.length; i++) {
        String[] rows = expected[i].split(" \\| ");
        assertThat(splits.get(i).trainRows()).as(call.toString()).isEqualTo(Fixtures.ints(rows[0]));
        assertThat(splits.get(i).testRows()).as(call.toString()).isEqualTo(Fixtures.ints(rows[1]));
      }
    }
  }

  private static List<TrainTestSplit> splits(ReferenceCall call) {
    return switch (call.name()) {
      case "kfold" -> new KFold(call.whole("folds"), call.seed()).split(call.whole("n"));
      case "stratified" -> {
        var folds = new StratifiedKFold(call.whole("folds"), call.seed());
        yield call.has("texts")
            ? folds.split(call.texts("texts"))
            : folds.split(call.wholes("labels"));
      }
      case "group" -> {
        var folds = new GroupKFold(call.whole("folds"), call.seed());
        yield call.has("texts")
            ? folds.split(call.texts("texts"))
            : folds.split(call.wholes("labels"));
      }
      case "time" -> timeSeries(call).split(call.whole("n"));
      case "trainTest" -> List.of(sizes(call).split(call.whole("n"), call.seed().getAsLong()));
      case "trainTestGroups" -> List.of(groups(call, call.seed().getAsLong()));
      case "trainTestStratified" -> List.of(stratified(call, call.seed().getAsLong()));
      case "trainTestOrdered" -> List.of(sizes(call).ordered(call.whole("n")));
      default -> throw new IllegalArgumentException(call.name());
    };
  }

  private static TrainTestSplit groups(ReferenceCall call, long seed) {
    return call.has("texts")
        ? TrainTestSplit.groups(call.texts("texts"), call.number("size"), seed)
        : sizes(call).groups(call.wholes("labels"), seed);
  }

  private static TrainTestSplit stratified(ReferenceCall call, long seed) {
    return call.has("texts")
        ? TrainTestSplit.stratified(call.texts("texts"), call.number("size"), seed)
        : sizes(call).stratified(call.wholes("labels"), seed);
  }

  private static SplitSizes sizes(ReferenceCall call) {
    if (call.has("size")) {
      return SplitSizes.test(call.number("size"));
    }
    return new SplitSizes(size(call, "train"), size(call, "test"));
  }

  private static OptionalDouble size(ReferenceCall call, String part) {
    return call.has(part) ? OptionalDouble.of(call.number(part)) : OptionalDouble.empty();
  }

  private static TimeSeriesSplit timeSeries(ReferenceCall call) {
    var split = TimeSeriesSplit.of(call.whole("folds"));
    split = call.has("gap") ? split.gap(call.whole("gap")) : split;
    split = call.has("test_size") ? split.testSize(call.whole("test_size")) : split;
    return call.has("max_train_size") ? split.maxTrainSize(call.whole("max_train_size")) : split;
  }

  @Property
  void everyRowIsTestedOnceAndNeverInBothParts(
      @ForAll @IntRange(min = 2, max = 12) int folds,
      @ForAll @IntRange(min = 12, max = 90) int n,
      @ForAll @IntRange(max = 1000) int seed) {
    int[] tested = new int[n];
    for (TrainTestSplit fold : KFold.of(folds).shuffled(seed).split(n)) {
      assertThat(fold.trainRows().length + fold.testRows().length).isEqualTo(n);
      assertThat(fold.trainRows()).doesNotContain(fold.testRows());
      Arrays.stream(fold.testRows()).forEach(row -> tested[row]++);
    }
    assertThat(tested).containsOnly(1);
  }

  @Property
  void aTrainSizeAndATestSizeLeaveOutTheRest(
      @ForAll @IntRange(min = 20, max = 90) int n, @ForAll @IntRange(max = 1000) int seed) {
    int[] labels = IntStream.range(0, n).map(row -> row % 3).toArray();
    SplitSizes sizes = SplitSizes.of(0.4, 0.3);
    for (var split :
        List.of(sizes.split(n, seed), sizes.ordered(n), sizes.stratified(labels, seed))) {
      assertThat(split.trainRows()).hasSize((int) Math.floor(0.4 * n));
      assertThat(split.testRows()).hasSize((int) Math.ceil(0.3 * n));
    }
  }

  @Test
  void aWholeNumberIsOfRowsAndAFractionAShare() {
    assertThat(SplitSizes.train(7).split(10, 3)).isEqualTo(SplitSizes.test(3).split(10, 3));
    assertThat(SplitSizes.of(7, 2).split(10, 3)).isEqualTo(SplitSizes.of(0.7, 0.2).split(10, 3));
    assertThat(SplitSizes.of(0.7, 2).split(10, 3)).isEqualTo(SplitSizes.of(7, 0.2).split(10, 3));
  }

  @Test
  void labelsMayBeTextsOrAColumn() {
    int[] numbers = {0, 1, 0, 1, 2, 2, 0, 1, 2, 0};
    String[] texts =
        Arrays.stream(numbers).mapToObj(i -> "abc".substring(i, i + 1)).toArray(String[]::new);
    var expected = StratifiedKFold.of(2).shuffled(3).split(numbers);
    assertThat(StratifiedKFold.of(2).shuffled(3).split(texts)).isEqualTo(expected);
    assertThat(StratifiedKFold.of(2).shuffled(3).split(StringColumn.create("c", texts)))
        .isEqualTo(expected);
    assertThat(GroupKFold.of(3).split(IntColumn.create("c", numbers)))
        .isEqualTo(GroupKFold.of(3).split(texts));
    assertThat(TrainTestSplit.stratified(texts, 0.4, 7))
        .isEqualTo(TrainTestSplit.stratified(numbers, 0.4, 7));
    assertThat(TrainTestSplit.groups(texts, 0.4, 7))
        .isEqualTo(TrainTestSplit.groups(numbers, 0.4, 7));
  }

  @Test
  void wrongInputIsNamedInOneSentence() {
    wrong(() -> KFold.of(1), "Cross-validation needs at least 2 folds, but 1 were asked for.");
    wrong(() -> KFold.of(5).split(3), "5 folds need at least as many rows, but there are 3.");
    wrong(
        () -> GroupKFold.of(3).split(new int[] {1, 1, 2}),
        "3 folds need at least as many groups, but there are 2.");
    wrong(
        () -> StratifiedKFold.of(2).split(new int[] {3, 3, 3}),
        "All 3 labels are 3: with one class only there is nothing to stratify.");
    wrong(
        () -> StratifiedKFold.of(4).split(new int[] {3, 3, 3, 1}),
        "4 folds need a class of at least as many rows, but the largest has 3.");
    wrong(
        () -> TrainTestSplit.stratified(new int[] {1, 1, 1, 2}, 0.5, 0),
        "The class 2 has one row only, but a stratified split needs two of each.");
    wrong(
        () -> TimeSeriesSplit.of(4).testSize(3).split(12),
        "12 rows are too few for 4 splits with 3 rows to test on and a gap of 0: give at least 13.");
    wrong(
        () -> StratifiedKFold.of(2).split(DoubleColumn.create("c", 1, Double.NaN)),
        "The column c lacks 1 of 2 labels: drop such rows or fill them in.");
    wrong(
        () -> StratifiedKFold.of(2).split(DoubleColumn.create("c", 1, 2.5)),
        "The column c holds 2.5, but labels are texts, whole numbers or truth values.");
    wrong(
        () -> SplitSizes.train(0.05).split(10, 0),
        "10 rows with a train size of 0.05 leave none to learn from: give more rows or another size.");
    wrong(
        () -> SplitSizes.of(0.7, 0.4),
        "The train size and the test size are at most 1 together, but they are 0.7 and 0.4.");
    wrong(
        () -> SplitSizes.train(7.0),
        "The train size is a share between 0 and 1, such as 0.2, but it is 7.0.");
    wrong(
        () -> SplitSizes.test(0),
        "The test size is a share between 0 and 1, or a whole number from 1 on, but it is 0.0.");
    wrong(
        () -> SplitSizes.train(7).split(7, 0),
        "7 rows with a train size of 7 leave none to test on: give more rows or another size.");
    wrong(
        () -> SplitSizes.of(0.5, 7).split(10, 0),
        "10 rows are too few for a train size of 0.5 and a test size of 7: give more rows or other sizes.");
    wrong(
        () -> new TrainTestSplit(3, new int[] {0, 1}, new int[] {1}),
        "The row 1 is in this split twice.");
  }

  private static void wrong(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
