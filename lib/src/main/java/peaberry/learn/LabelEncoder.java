package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import peaberry.data.Grid;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Numbers class labels that are texts, 0 for the first in their order: scikit-learn's {@code
 * LabelEncoder}. Classifiers learn from whole numbers.
 *
 * <pre>{@code
 * var kinds = LabelEncoder.fit(train, "kind");
 * var model = LogisticRegression.fit(kinds.transform(train), "kind", "length", "width");
 * String[] found = kinds.inverse(model.predict(kinds.transform(test)));
 * }</pre>
 *
 * <p>For labels, not for features: a model would take the numbers for sizes. Immutable.
 */
public final class LabelEncoder implements Displayable {
  private final String column;
  private final String[] classes;

  private LabelEncoder(String column, String[] classes) {
    this.column = column;
    this.classes = classes;
  }

  /**
   * Learns the texts of a column.
   *
   * @throws IllegalArgumentException if it is absent, holds no texts, or one is missing
   */
  public static LabelEncoder fit(Table table, String column) {
    return new LabelEncoder(column, distinct(texts(table, column)));
  }

  /**
   * Learns the texts of an array.
   *
   * @throws IllegalArgumentException if there is none, or one is missing
   */
  public static LabelEncoder fit(String[] labels) {
    return new LabelEncoder("label", distinct(labels));
  }

  /** The texts, in order: the place of each is its number. */
  public List<String> classes() {
    return List.of(classes);
  }

  /**
   * The number of each text.
   *
   * @throws IllegalArgumentException if one was not among those of the fit
   */
  public int[] transform(String[] labels) {
    int[] numbers = new int[labels.length];
    for (int row = 0; row < labels.length; row++) {
      requirePresent(labels[row], row);
      numbers[row] = Arrays.binarySearch(classes, labels[row]);
      if (numbers[row] < 0) {
        throw new IllegalArgumentException(
            "The label %s in row %d was not there at the fit, which saw %s: fit to all labels."
                .formatted(labels[row], row, String.join(", ", classes)));
      }
    }
    return numbers;
  }

  /** A copy of the table with numbers in the place of the fitted column's texts. */
  public Table transform(Table table) {
    int[] numbers = transform(texts(table, column));
    Table copy = table.copy();
    int index = copy.columns().indexOf(ColumnsByName.find(copy, column));
    return copy.replaceColumn(index, IntColumn.create(column, numbers));
  }

  /**
   * The texts that numbers stand for, such as a model's predictions.
   *
   * @throws IllegalArgumentException if a number is none of 0 to classes - 1
   */
  public String[] inverse(int[] numbers) {
    for (int number : numbers) {
      if (number < 0 || number >= classes.length) {
        throw new IllegalArgumentException(
            "There is no label %d: labels are 0 to %d.".formatted(number, classes.length - 1));
      }
    }
    return Arrays.stream(numbers).mapToObj(number -> classes[number]).toArray(String[]::new);
  }

  private static String[] texts(Table table, String name) {
    if (ColumnsByName.find(table, name) instanceof StringColumn texts) {
      return texts.asObjectArray();
    }
    throw new IllegalArgumentException(
        "The column %s holds no texts: its labels need no encoder.".formatted(name));
  }

  private static String[] distinct(String[] labels) {
    Objects.requireNonNull(labels, "labels");
    if (labels.length == 0) {
      throw new IllegalArgumentException("There are no labels: give at least one.");
    }
    for (int row = 0; row < labels.length; row++) {
      requirePresent(labels[row], row);
    }
    return Arrays.stream(labels).distinct().sorted().toArray(String[]::new);
  }

  private static void requirePresent(String label, int row) {
    if (label == null || label.isEmpty()) { // which is how a column of texts says missing
      throw new IllegalArgumentException(
          "The label in row %d is missing: drop such rows.".formatted(row));
    }
  }

  @Override
  public MimeBundle toMimeBundle() {
    return grid().toMimeBundle();
  }

  @Override
  public String toString() {
    return grid().toText();
  }

  private Grid grid() {
    return new Grid(
        List.of(Grid.Column.text("class"), Grid.Column.number("number")),
        IntStream.range(0, classes.length)
            .mapToObj(i -> List.of(classes[i], Integer.toString(i)))
            .toList(),
        "%d classes of %s".formatted(classes.length, column));
  }
}
