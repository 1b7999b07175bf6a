package peaberry.data;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Features, one or more numbers to predict for each row, and the coefficients that they were made
 * with: what {@code make_regression(..., coef=True)} gives. Shows itself as a table.
 *
 * <p>The arrays are not copied: who changes them changes this data.
 *
 * @param featureNames one name per column of {@code x}
 * @param x the features, n rows of p values
 * @param y the targets, n rows of t values
 * @param coefficients p rows of t values: what each feature adds to each target
 */
public record LinearData(
    List<String> featureNames, double[][] x, double[][] y, double[][] coefficients)
    implements Dataset {

  public LinearData {
    featureNames = List.copyOf(featureNames);
    Matrices.requireRows(x, y.length, featureNames.size());
    if (coefficients.length != featureNames.size()) {
      throw new IllegalArgumentException(
          "There are %d features, but %d rows of coefficients."
              .formatted(featureNames.size(), coefficients.length));
    }
    int targets = y.length == 0 ? 0 : y[0].length;
    Matrices.requireWidth(y, targets);
    Matrices.requireWidth(coefficients, targets);
  }

  /** How many targets there are. */
  public int targets() {
    return y.length == 0 ? 0 : y[0].length;
  }

  /** The features and one target, a number from 0. */
  public RegressionData target(int j) {
    return new RegressionData(featureNames, x, Matrices.column(y, j));
  }

  /** The features and, last, columns named target0, target1, …. */
  @Override
  public Table table() {
    Table table = Matrices.table(featureNames, x);
    for (int j = 0; j < targets(); j++) {
      table.addColumns(DoubleColumn.create("target" + j, Matrices.column(y, j)));
    }
    return table;
  }

  @Override
  public String toString() {
    return "%d rows, %d features, %d targets".formatted(y.length, featureNames.size(), targets());
  }
}
