package peaberry.learn;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rows of features and their names, checked: at least one row, all of one width, all finite. */
record Rows(double[][] x, List<String> names) {
  /** Rows that one core takes at a time. */
  private static final int CHUNK = 256;

  Rows {
    if (x.length == 0 || names.isEmpty()) {
      throw new IllegalArgumentException(
          "There are %d rows of %d features: give at least one of each."
              .formatted(x.length, names.size()));
    }
    var seen = new HashSet<String>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("The feature %s is named twice.".formatted(name));
      }
    }
    require(x, names);
  }

  /** Rows whose features are named x0, x1 and so on. */
  static Rows of(double[][] x) {
    int width = x.length == 0 ? 0 : x[0].length;
    return new Rows(x, IntStream.range(0, width).mapToObj(i -> "x" + i).toList());
  }

  static Rows of(Table table, List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "No features are named: give those to learn from, of the columns %s."
              .formatted(String.join(", ", table.columnNames())));
    }
    double[][] columns = Columns.matrix(table, names.toArray(String[]::new));
    return new Rows(Columns.transposed(columns, table.rowCount()), List.copyOf(names));
  }

  /** What a fitted model asks of rows to predict. */
  static void require(double[][] x, List<String> names) {
    Columns.requireWidth(x, names);
    IntStream.range(0, Math.ceilDiv(x.length, CHUNK))
        .parallel()
        .filter(chunk -> !isFinite(x, CHUNK * chunk, Math.min(x.length, CHUNK * chunk + CHUNK)))
        .min()
        .ifPresent(chunk -> refuse(x, names, CHUNK * chunk));
  }

  /** Something for each row, by chunks that a core takes at a time. */
  static void inParallel(int rows, IntConsumer each) {
    IntStream.range(0, Math.ceilDiv(rows, CHUNK))
        .parallel()
        .forEach(
            chunk -> {
              for (int i = CHUNK * chunk; i < Math.min(rows, CHUNK * chunk + CHUNK); i++) {
                each.accept(i);
              }
            });
  }

  private static boolean isFinite(double[][] x, int from, int to) {
    for (int row = from; row < to; row++) {
      for (double value : x[row]) {
        if (!Double.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Names the first value that is not finite. */
  private static void refuse(double[][] x, List<String> names, int from) {
    int row = from;
    while (isFinite(x, row, row + 1)) {
      row++;
    }
    int i = 0;
    while (Double.isFinite(x[row][i])) {
      i++;
    }
    throw new IllegalArgumentException(
        "%s is missing or not finite in row %d: drop such rows or fill them in."
            .formatted(names.get(i), row));
  }

  int size() {
    return x.length;
  }

  int width() {
    return names.size();
  }

  /** One array for each feature. */
  double[][] columns() {
    double[][] columns = new double[width()][x.length];
    inParallel(
        x.length,
        i -> {
          double[] row = x[i];
          for (int f = 0; f < row.length; f++) {
            columns[f][i] = row[f];
          }
        });
    return columns;
  }

  /** One target for each row, all finite. */
  void requireTarget(double[] y) {
    requireTargets(y.length);
    for (int i = 0; i < y.length; i++) {
      if (!Double.isFinite(y[i])) {
        throw new IllegalArgumentException(
            "The target is missing or not finite in row %d: drop such rows.".formatted(i));
      }
    }
  }

  private void requireTargets(int targets) {
    if (targets != x.length) {
      throw new IllegalArgumentException(
          "There are %d rows of features, but %d targets.".formatted(x.length, targets));
    }
  }

  /** The distinct labels in ascending order, two at least. */
  List<Integer> classes(int[] labels) {
    requireTargets(labels.length);
    List<Integer> classes = Arrays.stream(labels).distinct().sorted().boxed().toList();
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "All %d labels are %s: a classifier needs rows of at least two classes."
              .formatted(labels.length, classes.getFirst()));
    }
    return classes;
  }

  /** The labels of a table's column of whole numbers. */
  static int[] labels(Table table, String name) {
    if (ColumnsByName.find(table, name) instanceof StringColumn) {
      throw new IllegalArgumentException(
          ("The labels in %1$s are texts, and whole numbers are needed:"
                  + " say `var classes = LabelEncoder.fit(table, \"%1$s\")`,"
                  + " then fit to `classes.transform(table)`.")
              .formatted(name));
    }
    double[] values = Columns.matrix(table, name)[0];
    int[] labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) values[i];
      if (labels[i] != values[i]) {
        throw new IllegalArgumentException(
            "%s is %s in row %d: a class label is a whole number.".formatted(name, values[i], i));
      }
    }
    return labels;
  }

  /** Each label's position among the classes. */
  static int[] indices(int[] labels, List<Integer> classes) {
    int[] sorted = classes.stream().mapToInt(Integer::intValue).toArray();
    return Arrays.stream(labels).map(label -> Arrays.binarySearch(sorted, label)).toArray();
  }
}
