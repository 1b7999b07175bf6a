package peaberry.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Rows to learn from and rows to test on: the very rows of scikit-learn's {@code
 * train_test_split(..., test_size, random_state)}.
 *
 * <pre>{@code
 * var split = TrainTestSplit.of(servers.rowCount(), 0.2, 42);
 * Table train = split.train(servers);
 * Table test = split.test(servers);
 * }</pre>
 *
 * <p>{@link SplitSizes} splits by a train size, too. {@link #stratified(int[], double, long)} keeps
 * the classes in proportion, {@link #groups(int[], double, long)} keeps all rows of a group on one
 * side. A fold of {@link KFold} and its kin is such a split, too.
 *
 * <p>The split holds row numbers, so one split serves tables and arrays alike, and rows stay
 * together across them. Values are copied; the data is left as it was.
 *
 * @param n how many rows the data has; a split may leave some out
 * @param trainRows row numbers, from 0
 * @param testRows other row numbers
 */
public record TrainTestSplit(int n, int[] trainRows, int[] testRows) {

  public TrainTestSplit {
    trainRows = trainRows.clone();
    testRows = testRows.clone();
    boolean[] seen = new boolean[n];
    for (int row : IntStream.concat(Arrays.stream(trainRows), Arrays.stream(testRows)).toArray()) {
      if (Objects.checkIndex(row, n) == row && seen[row]) {
        throw new IllegalArgumentException("The row " + row + " is in this split twice.");
      }
      seen[row] = true;
    }
  }

  /**
   * Splits {@code n} rows at random.
   *
   * @param n how many rows there are, at least 2
   * @param testSize the share of the test rows, between 0 and 1; rounded up to whole rows
   * @param seed scikit-learn's {@code random_state}
   * @throws IllegalArgumentException if a part would be empty
   */
  public static TrainTestSplit of(int n, double testSize, long seed) {
    return SplitSizes.test(testSize).split(n, seed);
  }

  /**
   * Splits rows in the order they have: the last ones are to test on, {@code shuffle=False}.
   *
   * @param n how many rows there are, at least 2
   * @param testSize as in {@link #of}
   */
  public static TrainTestSplit ordered(int n, double testSize) {
    return SplitSizes.test(testSize).ordered(n);
  }

  /**
   * Splits rows so that both parts have the classes in the proportions of the whole, {@code
   * stratify=labels}.
   *
   * @param labels one per row; two rows of each class at least
   * @param testSize as in {@link #of}
   * @param seed scikit-learn's {@code random_state}
   */
  public static TrainTestSplit stratified(int[] labels, double testSize, long seed) {
    return SplitSizes.test(testSize).stratified(labels, seed);
  }

  /** The same with labels that are texts. */
  public static TrainTestSplit stratified(String[] labels, double testSize, long seed) {
    return SplitSizes.test(testSize).stratified(labels, seed);
  }

  /** The same with a table's column of texts, whole numbers or truth values. */
  public static TrainTestSplit stratified(Column<?> labels, double testSize, long seed) {
    return SplitSizes.test(testSize).stratified(labels, seed);
  }

  /**
   * Splits groups, such as the patients that rows were measured on: no group is on both sides. The
   * first split of scikit-learn's {@code GroupShuffleSplit}; rows stay in their order.
   *
   * @param groups one per row
   * @param testSize the share of the groups to test on
   * @param seed scikit-learn's {@code random_state}
   */
  public static TrainTestSplit groups(int[] groups, double testSize, long seed) {
    return SplitSizes.test(testSize).groups(groups, seed);
  }

  /** The same with groups that are texts. */
  public static TrainTestSplit groups(String[] groups, double testSize, long seed) {
    return SplitSizes.test(testSize).groups(groups, seed);
  }

  /** The same with a table's column of texts, whole numbers or truth values. */
  public static TrainTestSplit groups(Column<?> groups, double testSize, long seed) {
    return SplitSizes.test(testSize).groups(groups, seed);
  }

  /** The rows in ascending order, to test on where {@code tested} says so, others to learn. */
  static TrainTestSplit where(int n, IntPredicate tested) {
    return where(n, tested.negate(), tested);
  }

  /** The rows in ascending order, each part where its predicate says so. */
  static TrainTestSplit where(int n, IntPredicate trained, IntPredicate tested) {
    return new TrainTestSplit(
        n,
        IntStream.range(0, n).filter(trained).toArray(),
        IntStream.range(0, n).filter(tested).toArray());
  }

  /** The rows to learn from, as a table of their own. */
  public Table train(Table table) {
    return take(table, trainRows);
  }

  /** The rows to test on, as a table of their own. */
  public Table test(Table table) {
    return take(table, testRows);
  }

  /** The values to learn from. */
  public double[] train(double[] values) {
    return take(values, trainRows);
  }

  /** The values to test on. */
  public double[] test(double[] values) {
    return take(values, testRows);
  }

  /** The rows to learn from; the rows themselves are copied. */
  public double[][] train(double[][] rows) {
    return take(rows, trainRows);
  }

  /** The rows to test on; the rows themselves are copied. */
  public double[][] test(double[][] rows) {
    return take(rows, testRows);
  }

  /** The class numbers to learn from. */
  public int[] train(int[] values) {
    return take(values, trainRows);
  }

  /** The class numbers to test on. */
  public int[] test(int[] values) {
    return take(values, testRows);
  }

  @Override
  public int[] trainRows() {
    return trainRows.clone();
  }

  @Override
  public int[] testRows() {
    return testRows.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainTestSplit split
        && n == split.n
        && Arrays.equals(trainRows, split.trainRows)
        && Arrays.equals(testRows, split.testRows);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(trainRows) + Arrays.hashCode(testRows);
  }

  @Override
  public String toString() {
    return "%d rows to train on, %d rows to test on".formatted(trainRows.length, testRows.length);
  }

  private Table take(Table table, int[] rows) {
    checkSize(Objects.requireNonNull(table, "table").rowCount());
    // Not table.rows(rows): that brings the rows into ascending order.
    return Table.create(table.name(), table.columns().stream().map(column -> column.subset(rows)));
  }

  private double[] take(double[] values, int[] rows) {
    checkSize(values.length);
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  private int[] take(int[] values, int[] rows) {
    checkSize(values.length);
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  private double[][] take(double[][] values, int[] rows) {
    checkSize(values.length);
    return Arrays.stream(rows).mapToObj(row -> values[row].clone()).toArray(double[][]::new);
  }

  private void checkSize(int size) {
    if (size != n) {
      throw new IllegalArgumentException(
          "This split was made for %d rows, but the data has %d.".formatted(n, size));
    }
  }
}
