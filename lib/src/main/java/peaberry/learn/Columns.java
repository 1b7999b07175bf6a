package peaberry.learn;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import peaberry.data.ColumnsByName;
import tech.tablesaw.api.Table;

/** From a table's columns to arrays, with the checks that a fit needs before it begins. */
final class Columns {
  private Columns() {}

  /** The named columns as arrays, checked to be there, numeric, and without missing values. */
  static double[][] matrix(Table table, String... names) {
    Objects.requireNonNull(table, "table");
    double[][] columns = new double[names.length][];
    for (int i = 0; i < names.length; i++) { // a stream would put its frames above the user's
      columns[i] = array(table, names[i]);
    }
    return columns;
  }

  private static double[] array(Table table, String name) {
    double[] values = ColumnsByName.numbers(table, name).asDoubleArray();
    requireFinite(values, name);
    return values;
  }

  private static void requireFinite(double[] values, String name) {
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        throw new IllegalArgumentException(
            "%s is missing or not finite in row %d: drop such rows or fill them in."
                .formatted(name, row));
      }
    }
  }

  /** Columns of {@code rows} values each, turned into rows. */
  static double[][] transposed(double[][] columns, int rows) {
    double[][] x = new double[rows][columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int row = 0; row < rows; row++) {
        x[row][i] = columns[i][row];
      }
    }
    return x;
  }

  static void requireWidth(double[][] x, List<String> features) {
    for (int row = 0; row < x.length; row++) {
      if (x[row].length != features.size()) {
        throw new IllegalArgumentException(
            "Row %d has %d values, but the model has %d features: %s."
                .formatted(row, x[row].length, features.size(), features));
      }
    }
  }

  /** What least squares needs: matching shapes, finite values, more rows than coefficients. */
  static void requireFit(double[][] x, double[] y, List<String> features) {
    if (features.isEmpty()) {
      throw new IllegalArgumentException("There is no feature to predict from: name at least one.");
    }
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "There are %d rows of features, but %d targets.".formatted(x.length, y.length));
    }
    Set<String> seen = new HashSet<>();
    for (String feature : features) {
      if (!seen.add(feature)) {
        throw new IllegalArgumentException("The feature %s is named twice.".formatted(feature));
      }
    }
    if (x.length <= features.size() + 1) {
      throw new IllegalArgumentException(
          "%d rows are too few for %d coefficients: give at least %d."
              .formatted(x.length, features.size() + 1, features.size() + 2));
    }
    requireFinite(y, "The target");
    Rows.require(x, features);
  }
}
