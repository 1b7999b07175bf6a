package peaberry.data;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Features and a number to predict for each row. Shows itself as a table.
 *
 * <p>The arrays are not copied: who changes them changes this data.
 *
 * @param featureNames one name per column of {@code x}
 * @param x the features, n rows of p values
 * @param y the target of each row
 */
public record RegressionData(List<String> featureNames, double[][] x, double[] y)
    implements Dataset {

  public RegressionData {
    featureNames = List.copyOf(featureNames);
    Matrices.requireRows(x, y.length, featureNames.size());
  }

  /** The features and, last, a column named target. */
  @Override
  public Table table() {
    return Matrices.table(featureNames, x).addColumns(DoubleColumn.create("target", y));
  }

  @Override
  public String toString() {
    return "%d rows, %d features".formatted(y.length, featureNames.size());
  }
}
