package peaberry.data;

import java.util.Objects;
import java.util.OptionalDouble;
import peaberry.random.RandomState;
import tech.tablesaw.columns.Column;

/**
 * How large the parts of a split are, as shares of the rows or as whole numbers of them:
 * scikit-learn's {@code train_size} and {@code test_size}. Splits as {@link TrainTestSplit} does,
 * which takes the test size alone, as a share.
 *
 * <pre>{@code
 * var split = SplitSizes.train(0.7).stratified(labels, 42);
 * var small = SplitSizes.of(0.2, 0.1).split(x.length, 42);
 * var fixed = SplitSizes.of(500, 100).split(x.length, 42);
 * }</pre>
 *
 * <p>Where one size is given, the other part has all other rows. The traps: a share to learn from
 * is rounded down to whole rows, one to test on up; and 1 is one row, not all of them.
 *
 * @param train the share of the rows to learn from, between 0 and 1, or how many; or none
 * @param test the share of the rows to test on, between 0 and 1, or how many; or none
 */
public record SplitSizes(OptionalDouble train, OptionalDouble test) {

  /** How many rows, or groups, each part has. */
  record Counts(int trains, int tests) {}

  /** Refuses what is neither a share nor a whole number, shares above 1 together, and no size. */
  public SplitSizes {
    requireSize("train", train);
    requireSize("test", test);
    if (train.isEmpty() && test.isEmpty()) {
      throw new IllegalArgumentException("A split needs a train size or a test size.");
    }
    if (isShare(train) && isShare(test) && train.getAsDouble() + test.getAsDouble() > 1) {
      throw new IllegalArgumentException(
          "The train size and the test size are at most 1 together, but they are %s and %s."
              .formatted(train.getAsDouble(), test.getAsDouble()));
    }
  }

  /** A share to learn from; all other rows are to test on. */
  public static SplitSizes train(double share) {
    return new SplitSizes(share("train", share), OptionalDouble.empty());
  }

  /** How many rows to learn from; all others are to test on. */
  public static SplitSizes train(int rows) {
    return new SplitSizes(OptionalDouble.of(rows), OptionalDouble.empty());
  }

  /** A share to test on; all other rows are to learn from. */
  public static SplitSizes test(double share) {
    return new SplitSizes(OptionalDouble.empty(), share("test", share));
  }

  /** How many rows to test on; all others are to learn from. */
  public static SplitSizes test(int rows) {
    return new SplitSizes(OptionalDouble.empty(), OptionalDouble.of(rows));
  }

  /** Both shares; what they leave is in neither part. */
  public static SplitSizes of(double train, double test) {
    return new SplitSizes(share("train", train), share("test", test));
  }

  /** How many rows each part has; all others are in neither part. */
  public static SplitSizes of(int train, int test) {
    return new SplitSizes(OptionalDouble.of(train), OptionalDouble.of(test));
  }

  /** A share to learn from, and how many rows to test on. */
  public static SplitSizes of(double train, int test) {
    return new SplitSizes(share("train", train), OptionalDouble.of(test));
  }

  /** How many rows to learn from, and a share to test on. */
  public static SplitSizes of(int train, double test) {
    return new SplitSizes(OptionalDouble.of(train), share("test", test));
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

  /** Splits groups, the sizes being shares or numbers of them, as {@link TrainTestSplit#groups}. */
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
    int tests = test.isPresent() ? (int) Math.ceil(rows(test, n)) : n - (int) rows(train, n);
    int trains = train.isPresent() ? (int) rows(train, n) : n - tests;
    if (trains < 1 || tests < 1) {
      throw new IllegalArgumentException(
          "%d %s with %s leave none to %s: give more %s or another size."
              .formatted(n, things, this, trains < 1 ? "learn from" : "test on", things));
    }
    if ((long) trains + tests > n) {
      throw new IllegalArgumentException(
          "%d %s are too few for %s: give more %s or other sizes."
              .formatted(n, things, this, things));
    }
    return new Counts(trains, tests);
  }

  private static double rows(OptionalDouble size, int n) {
    return isShare(size) ? size.getAsDouble() * n : size.getAsDouble();
  }

  private static boolean isShare(OptionalDouble size) {
    return size.isPresent() && size.getAsDouble() < 1;
  }

  /** A share by itself: 1.0, or 20 as a double, is likelier a slip than a number of rows. */
  private static OptionalDouble share(String part, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "The %s size is a share between 0 and 1, such as 0.2, but it is %s."
              .formatted(part, share));
    }
    return OptionalDouble.of(share);
  }

  private static void requireSize(String part, OptionalDouble size) {
    Objects.requireNonNull(size, part);
    double value = size.orElse(0.5);
    if (!(value > 0) || value >= 1 && (value != Math.rint(value) || value > Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "The %s size is a share between 0 and 1, or a whole number from 1 on, but it is %s."
              .formatted(part, value));
    }
  }

  @Override
  public String toString() {
    String first = train.isPresent() ? "a train size of " + text(train) : "";
    String last = test.isPresent() ? "a test size of " + text(test) : "";
    return first + (first.isEmpty() || last.isEmpty() ? "" : " and ") + last;
  }

  private static String text(OptionalDouble size) {
    double value = size.getAsDouble();
    return isShare(size) ? Double.toString(value) : Integer.toString((int) value);
  }
}
