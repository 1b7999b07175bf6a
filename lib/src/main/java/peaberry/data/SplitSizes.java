package peaberry.data;

import java.util.Objects;
import java.util.OptionalDouble;
import peaberry.random.RandomState;
import tech.tablesaw.columns.Column;

/**
 * How large the parts of a split are, as shares of the rows: scikit-learn's {@code train_size} and
 * {@code test_size}. Splits as {@link TrainTestSplit} does, which takes the test size alone.
 *
 * <pre>{@code
 * var split = SplitSizes.train(0.7).stratified(labels, 42);
 * var small = SplitSizes.of(0.2, 0.1).split(x.length, 42);
 * }</pre>
 *
 * <p>Where one size is given, the other part has all other rows. The trap: a train size is rounded
 * down to whole rows, a test size up.
 *
 * @param train the share of the rows to learn from, between 0 and 1; or none
 * @param test the share of the rows to test on, between 0 and 1; or none
 */
public record SplitSizes(OptionalDouble train, OptionalDouble test) {

  /** How many rows, or groups, each part has. */
  record Counts(int trains, int tests) {}

  /** Refuses shares that are not between 0 and 1, are more than 1 together, or both missing. */
  public SplitSizes {
    requireShare("train", train);
    requireShare("test", test);
    if (train.isEmpty() && test.isEmpty()) {
      throw new IllegalArgumentException("A split needs a train size or a test size.");
    }
    if (train.orElse(0) + test.orElse(0) > 1) {
      throw new IllegalArgumentException(
          "The train size and the test size are at most 1 together, but they are %s and %s."
              .formatted(train.getAsDouble(), test.getAsDouble()));
    }
  }

  /** A share to learn from; all other rows are to test on. */
  public static SplitSizes train(double share) {
    return new SplitSizes(OptionalDouble.of(share), OptionalDouble.empty());
  }

  /** A share to test on; all other rows are to learn from. */
  public static SplitSizes test(double share) {
    return new SplitSizes(OptionalDouble.empty(), OptionalDouble.of(share));
  }

  /** Both shares; what they leave is in neither part. */
  public static SplitSizes of(double train, double test) {
    return new SplitSizes(OptionalDouble.of(train), OptionalDouble.of(test));
  }

  /** Splits {@code n} rows at random, as {@link TrainTestSplit#of}. */
  public TrainTestSplit split(int n, long seed) {
    return ShuffleSplits.plain(n, counts(n, "rows"), RandomState.of(seed));
  }

  /** Splits rows in the order they have, as {@link TrainTestSplit#ordered}: the first to learn. */
  public TrainTestSplit ordered(int n) {
    Counts counts = counts(n, "rows");
    int end = counts.trains() + counts.tests();
    return TrainTestSplit.where(
        n, row -> row < counts.trains(), row -> row >= counts.trains() && row < end);
  }

  /** Splits rows in the proportions of their classes, as {@link TrainTestSplit#stratified}. */
  public TrainTestSplit stratified(int[] labels, long seed) {
    return stratified(Classes.of(labels), seed);
  }

  /** The same with labels that are texts. */
  public TrainTestSplit stratified(String[] labels, long seed) {
    return stratified(Classes.of(labels), seed);
  }

  /** The same with a table's column of texts, whole numbers or truth values. */
  public TrainTestSplit stratified(Column<?> labels, long seed) {
    return stratified(Classes.of(labels), seed);
  }

  private TrainTestSplit stratified(Classes<?> labels, long seed) {
    Counts counts = counts(labels.codes().length, "rows");
    return ShuffleSplits.stratified(labels.requireSeveral(), counts, RandomState.of(seed));
  }

  /** Splits groups, the shares being shares of them, as {@link TrainTestSplit#groups}. */
  public TrainTestSplit groups(int[] groups, long seed) {
    return groups(Classes.of(groups), seed);
  }

  /** The same with groups that are texts. */
  public TrainTestSplit groups(String[] groups, long seed) {
    return groups(Classes.of(groups), seed);
  }

  /** The same with a table's column of texts, whole numbers or truth values. */
  public TrainTestSplit groups(Column<?> groups, long seed) {
    return groups(Classes.of(groups), seed);
  }

  private TrainTestSplit groups(Classes<?> groups, long seed) {
    return ShuffleSplits.groups(groups, counts(groups.count(), "groups"), RandomState.of(seed));
  }

  private Counts counts(int n, String things) {
    int tests =
        test.isPresent()
            ? (int) Math.ceil(test.getAsDouble() * n)
            : n - (int) Math.floor(train.getAsDouble() * n);
    int trains = train.isPresent() ? (int) Math.floor(train.getAsDouble() * n) : n - tests;
    if (trains < 1 || tests < 1) {
      throw new IllegalArgumentException(
          "%d %s with %s leave none to %s: give more %s or another share."
              .formatted(n, things, this, trains < 1 ? "learn from" : "test on", things));
    }
    return new Counts(trains, tests);
  }

  private static void requireShare(String part, OptionalDouble size) {
    Objects.requireNonNull(size, part);
    double share = size.orElse(0.5);
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "The %s size is a share between 0 and 1, such as 0.2, but it is %s."
              .formatted(part, share));
    }
  }

  @Override
  public String toString() {
    String first = train.isPresent() ? "a train size of " + train.getAsDouble() : "";
    String last = test.isPresent() ? "a test size of " + test.getAsDouble() : "";
    return first + (first.isEmpty() || last.isEmpty() ? "" : " and ") + last;
  }
}
