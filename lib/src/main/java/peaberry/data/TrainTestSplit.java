package peaberry.data;

import java.util.Arrays;
import java.util.Objects;
import peaberry.random.RandomState;
import tech.tablesaw.api.Table;

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
 * <p>The split holds row numbers, so one split serves tables and arrays alike, and rows stay
 * together across them. Values are copied; the data is left as it was.
 *
 * @param trainRows row numbers, from 0, in random order
 * @param testRows the other row numbers, in random order
 */
public record TrainTestSplit(int[] trainRows, int[] testRows) {

  public TrainTestSplit {
    trainRows = trainRows.clone();
    testRows = testRows.clone();
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
    if (!(testSize > 0 && testSize < 1)) {
      throw new IllegalArgumentException(
          "The test size is a share between 0 and 1, such as 0.2, but it is " + testSize + ".");
    }
    int tests = (int) Math.ceil(testSize * n);
    if (n < 2 || tests >= n) {
      throw new IllegalArgumentException(
          "%d rows with a test size of %s leave no row to learn from: give more rows or a smaller share."
              .formatted(n, testSize));
    }
    int[] order = RandomState.of(seed).permutation(n);
    return new TrainTestSplit(
        Arrays.copyOfRange(order, tests, n), Arrays.copyOfRange(order, 0, tests));
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

  private double[][] take(double[][] values, int[] rows) {
    checkSize(values.length);
    return Arrays.stream(rows).mapToObj(row -> values[row].clone()).toArray(double[][]::new);
  }

  private void checkSize(int n) {
    int expected = trainRows.length + testRows.length;
    if (n != expected) {
      throw new IllegalArgumentException(
          "This split was made for %d rows, but the data has %d.".formatted(expected, n));
    }
  }
}
