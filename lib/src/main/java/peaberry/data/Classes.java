package peaberry.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * Labels or groups as numbers from 0, in the order of the sorted names: what {@code np.unique(...,
 * return_inverse=True)} gives.
 *
 * @param names the different labels, ascending
 * @param codes one number per row
 */
record Classes<T extends Comparable<T>>(List<T> names, int[] codes) {

  static Classes<Integer> of(int[] labels) {
    Objects.requireNonNull(labels, "labels");
    int[] names = Arrays.stream(labels).distinct().sorted().toArray();
    int[] codes = Arrays.stream(labels).map(label -> Arrays.binarySearch(names, label)).toArray();
    return new Classes<>(Arrays.stream(names).boxed().toList(), codes);
  }

  static Classes<String> of(String[] labels) {
    return of(Arrays.asList(Objects.requireNonNull(labels, "labels")));
  }

  /** Of a column of texts, whole numbers or truth values without gaps. */
  static Classes<?> of(Column<?> column) {
    Objects.requireNonNull(column, "column");
    int missing = column.isMissing().size();
    if (missing > 0) {
      throw new IllegalArgumentException(
          "The column %s lacks %d of %d labels: drop such rows or fill them in."
              .formatted(column.name(), missing, column.size()));
    }
    return switch (column) {
      case StringColumn texts -> of(texts.asList());
      case BooleanColumn truths -> of(truths.asList());
      case NumericColumn<?> numbers -> whole(numbers);
      default ->
          throw new IllegalArgumentException(
              "The column %s holds %s, but labels are texts, whole numbers or truth values."
                  .formatted(column.name(), column.type().name().toLowerCase(Locale.ROOT)));
    };
  }

  private static Classes<?> whole(NumericColumn<?> column) {
    double[] values = column.asDoubleArray();
    for (double value : values) {
      if (value != Math.rint(value)) {
        throw new IllegalArgumentException(
            "The column %s holds %s, but labels are texts, whole numbers or truth values."
                .formatted(column.name(), value));
      }
    }
    return of(Arrays.stream(values).mapToObj(value -> (long) value).toList());
  }

  private static <T extends Comparable<T>> Classes<T> of(List<T> labels) {
    for (int row = 0; row < labels.size(); row++) {
      if (labels.get(row) == null) {
        throw new IllegalArgumentException("The label of row " + row + " is null.");
      }
    }
    List<T> names = List.copyOf(new TreeSet<>(labels));
    Map<T, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return new Classes<>(names, labels.stream().mapToInt(numbers::get).toArray());
  }

  int count() {
    return names.size();
  }

  /** How many rows each class has. */
  int[] sizes() {
    int[] sizes = new int[names.size()];
    for (int code : codes) {
      sizes[code]++;
    }
    return sizes;
  }

  /** The rows of one class, ascending. */
  int[] rows(int code) {
    return IntStream.range(0, codes.length).filter(row -> codes[row] == code).toArray();
  }

  /** These, if there are two classes at least: one alone cannot be kept in proportion. */
  Classes<T> requireSeveral() {
    if (names.size() < 2) {
      throw new IllegalArgumentException(
          names.isEmpty()
              ? "There are no labels."
              : "All %d labels are %s: with one class only there is nothing to stratify."
                  .formatted(codes.length, names.getFirst()));
    }
    return this;
  }
}
