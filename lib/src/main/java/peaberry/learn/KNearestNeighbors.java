package peaberry.learn;

import java.util.List;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * Classifies a row by the k training rows nearest to it, each with one vote: scikit-learn's {@code
 * KNeighborsClassifier}; the lowest class wins where votes are even.
 *
 * <p>Looks at every training row, see {@link Neighbors}; Smile's took 18 times scikit-learn's time.
 * The trap: features in larger units count for more; scale first. Immutable.
 */
public final class KNearestNeighbors implements Classifier, Displayable {
  private final List<String> names;
  private final List<Integer> classes;
  private final int[] labels;
  private final Neighbors neighbors;

  private KNearestNeighbors(
      List<String> names, List<Integer> classes, int[] labels, Neighbors neighbors) {
    this.names = names;
    this.classes = classes;
    this.labels = labels;
    this.neighbors = neighbors;
  }

  /**
   * Keeps the rows of a table, to classify by the named columns.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values,
   *     there is one class only, or k is not from 1 to the number of rows
   */
  public static KNearestNeighbors fit(Table table, String target, int k, String... features) {
    return fit(Rows.of(table, List.of(features)), Rows.labels(table, target), k);
  }

  /** Keeps rows of features and their labels. */
  public static KNearestNeighbors fit(double[][] x, int[] labels, int k) {
    return fit(Rows.of(x), labels, k);
  }

  private static KNearestNeighbors fit(Rows rows, int[] labels, int k) {
    List<Integer> classes = rows.classes(labels);
    return new KNearestNeighbors(
        rows.names(), classes, Rows.indices(labels, classes), neighbors(rows, k));
  }

  static Neighbors neighbors(Rows rows, int k) {
    if (k < 1 || k > rows.size()) {
      throw new IllegalArgumentException(
          "k is %d, but there are %d rows: give a number from 1 to that."
              .formatted(k, rows.size()));
    }
    return Neighbors.of(rows.columns(), k);
  }

  @Override
  public List<String> features() {
    return names;
  }

  @Override
  public List<Integer> classes() {
    return classes;
  }

  /** The share of the k votes that each class has. */
  @Override
  public double[][] probabilities(double[][] x) {
    Rows.require(x, names);
    double[][] shares = new double[x.length][classes.size()];
    neighbors.forEach(
        x,
        (i, nearest) -> {
          for (int row : nearest) {
            shares[i][labels[row]]++;
          }
          for (int c = 0; c < shares[i].length; c++) {
            shares[i][c] /= nearest.length;
          }
        });
    return shares;
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  @Override
  public String toString() {
    return "%d nearest neighbours of %d rows of %d features"
        .formatted(neighbors.k(), neighbors.rows(), names.size());
  }
}
