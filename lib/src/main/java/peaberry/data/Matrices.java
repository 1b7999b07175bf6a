package peaberry.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import peaberry.random.RandomState;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Rows of numbers as {@code double[][]}: shapes, products, and the way into a table. */
final class Matrices {
  private Matrices() {}

  /** Refuses what is not {@code rows} rows of {@code columns} values. */
  static void requireRows(double[][] x, int rows, int columns) {
    Objects.requireNonNull(x, "x");
    if (x.length != rows) {
      throw new IllegalArgumentException(
          "There are %d rows of features, but %d targets.".formatted(x.length, rows));
    }
    requireWidth(x, columns);
  }

  static void requireWidth(double[][] x, int columns) {
    for (int row = 0; row < x.length; row++) {
      int width = Objects.requireNonNull(x[row], "a row").length;
      if (width != columns) {
        throw new IllegalArgumentException(
            "Row %d has %d values, but %d were expected.".formatted(row, width, columns));
      }
    }
  }

  static List<String> names(int columns) {
    return IntStream.range(0, columns).mapToObj(i -> "x" + i).toList();
  }

  static Table table(List<String> names, double[][] x) {
    Table table = Table.create();
    for (int j = 0; j < names.size(); j++) {
      table.addColumns(DoubleColumn.create(names.get(j), column(x, j)));
    }
    return table;
  }

  static double[] column(double[][] x, int j) {
    double[] values = new double[x.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = x[i][j];
    }
    return values;
  }

  /**
   * A row times a matrix of {@code columns} columns, added up in the order of the BLAS that NumPy
   * calls (OpenBLAS on a processor with fused multiply-add): to the last bit for several columns,
   * and for a single one of up to three rows.
   */
  static double[] times(double[] row, double[][] matrix, int columns) {
    double[] product = new double[columns];
    boolean secondFirst = columns == 1 && matrix.length > 1;
    for (int i = 0; i < matrix.length; i++) {
      int k = secondFirst && i < 2 ? 1 - i : i;
      for (int j = 0; j < columns; j++) {
        product[j] = Math.fma(row[k], matrix[k][j], product[j]);
      }
    }
    return product;
  }

  /** Row numbers in random order, {@code shuffle(arange(n))}. */
  static int[] order(int n, RandomState random) {
    int[] order = IntStream.range(0, n).toArray();
    random.shuffle(order);
    return order;
  }

  static double[][] rows(double[][] x, int[] order) {
    return Arrays.stream(order).mapToObj(row -> x[row]).toArray(double[][]::new);
  }

  static int[] rows(int[] y, int[] order) {
    return Arrays.stream(order).map(row -> y[row]).toArray();
  }

  static double[] rows(double[] y, int[] order) {
    return Arrays.stream(order).mapToDouble(row -> y[row]).toArray();
  }

  /** The columns in another order. */
  static double[][] columns(double[][] x, int[] order) {
    return Arrays.stream(x).map(row -> rows(row, order)).toArray(double[][]::new);
  }
}
