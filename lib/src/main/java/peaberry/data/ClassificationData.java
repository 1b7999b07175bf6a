package peaberry.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Features and a class for each row. Shows itself as a table.
 *
 * <p>The arrays are not copied: who changes them changes this data.
 *
 * @param featureNames one name per column of {@code x}
 * @param x the features, n rows of p values
 * @param y the class of each row, a number from 0 that counts {@code classNames}
 * @param classNames one name per class
 */
public record ClassificationData(
    List<String> featureNames, double[][] x, int[] y, List<String> classNames) implements Dataset {

  public ClassificationData {
    featureNames = List.copyOf(featureNames);
    classNames = List.copyOf(classNames);
    Matrices.requireRows(x, y.length, featureNames.size());
    for (int label : y) {
      Objects.checkIndex(label, classNames.size());
    }
  }

  /** With features named x0, x1, … and classes named 0, 1, …. */
  static ClassificationData numbered(double[][] x, int[] y, int features, int classes) {
    return new ClassificationData(
        Matrices.names(features),
        x,
        y,
        IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  /** The name of each row's class. */
  public String[] labels() {
    return Arrays.stream(y).mapToObj(classNames::get).toArray(String[]::new);
  }

  /** The features and, last, the class numbers in a column named target. */
  @Override
  public Table table() {
    return Matrices.table(featureNames, x).addColumns(IntColumn.create("target", y));
  }

  @Override
  public String toString() {
    return "%d rows, %d features, %d classes"
        .formatted(y.length, featureNames.size(), classNames.size());
  }
}
