package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import peaberry.blas.OpenBlas;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import smile.tensor.DenseMatrix;
import smile.tensor.ScalarType;
import tech.tablesaw.api.Table;

/**
 * Principal components: the directions in which rows vary most. scikit-learn's {@code PCA}, signs
 * included: the largest entry of each component is positive.
 *
 * <pre>{@code
 * var pca = Pca.fit(scaled, 2);
 * double[][] plane = pca.transform(scaled);
 * }</pre>
 *
 * <p>From the eigenvectors of the covariance matrix, as scikit-learn does where rows outnumber
 * features: products of matrices by OpenBLAS, eigenvectors by LAPACK, both through Smile's {@link
 * DenseMatrix}. Smile's own PCA took six times scikit-learn's time. The trap: a feature in larger
 * units has more variance; scale first. Immutable.
 */
public final class Pca implements Displayable {
  private final List<String> names;
  private final double[] means;
  private final double[][] components;
  private final double[] variances;
  private final double total;

  private Pca(
      List<String> names, double[] means, double[][] components, double[] variances, double total) {
    this.names = names;
    this.means = means;
    this.components = components;
    this.variances = variances;
    this.total = total;
  }

  /**
   * The first components of a table's columns.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values, or
   *     there are fewer rows or columns than components
   */
  public static Pca fit(Table table, int components, String... features) {
    return fit(Rows.of(table, List.of(features)), components);
  }

  /**
   * The first components of rows.
   *
   * @param components how many, from 1 to the smaller of the numbers of rows and features
   * @throws IllegalArgumentException if a width differs, a value is not finite, or there are fewer
   *     than 2 rows or fewer rows or features than components
   */
  public static Pca fit(double[][] x, int components) {
    return fit(Rows.of(x), components);
  }

  private static Pca fit(Rows rows, int count) {
    int most = Math.min(rows.size(), rows.width());
    if (rows.size() < 2 || count < 1 || count > most) {
      throw new IllegalArgumentException(
          "%d components of %d rows and %d features: ask for 1 to %d, of at least 2 rows."
              .formatted(count, rows.size(), rows.width(), most));
    }
    double[] means = means(rows.x());
    OpenBlas.load();
    DenseMatrix covariance = centred(rows.x(), means).aat().scale(1.0 / (rows.size() - 1));
    double total = IntStream.range(0, means.length).mapToDouble(f -> covariance.get(f, f)).sum();
    var decomposition = covariance.eigen(false, true).sort();
    double[][] components = new double[count][means.length];
    double[] variances = new double[count];
    for (int c = 0; c < count; c++) {
      variances[c] = Math.max(0, decomposition.wr().get(c));
      for (int f = 0; f < means.length; f++) {
        components[c][f] = decomposition.Vr().get(f, c);
      }
      turn(components[c]);
    }
    return new Pca(rows.names(), means, components, variances, total);
  }

  private static double[] means(double[][] x) {
    double[] sums = new double[x[0].length];
    for (double[] row : x) {
      for (int f = 0; f < sums.length; f++) {
        sums[f] += row[f];
      }
    }
    return Arrays.stream(sums).map(sum -> sum / x.length).toArray();
  }

  /** The rows less the means, as columns: so the values of each lie side by side. */
  private static DenseMatrix centred(double[][] x, double[] means) {
    DenseMatrix matrix = DenseMatrix.zeros(ScalarType.Float64, means.length, x.length);
    double[] entries = entries(matrix);
    Rows.inParallel(
        x.length,
        i -> {
          int at = i * matrix.ld();
          for (int f = 0; f < means.length; f++) {
            entries[at + f] = x[i][f] - means[f];
          }
        });
    return matrix;
  }

  /** What Smile keeps a matrix in: its columns, each in {@code ld()} places. */
  private static double[] entries(DenseMatrix matrix) {
    return (double[]) matrix.memory().heapBase().orElseThrow();
  }

  /** Of a direction and its opposite, the one whose largest entry is positive. */
  private static void turn(double[] component) {
    double largest = 0;
    for (double entry : component) {
      largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
    }
    double sign = Math.signum(largest);
    Arrays.setAll(component, f -> sign * component[f]);
  }

  /** The features' names. */
  public List<String> features() {
    return names;
  }

  /** The directions, one row of unit length for each component. */
  public double[][] components() {
    return Arrays.stream(components).map(double[]::clone).toArray(double[][]::new);
  }

  /** The variance along each component, falling (divided by n - 1). */
  public double[] explainedVariance() {
    return variances.clone();
  }

  /** The share of all variance along each component. */
  public double[] explainedVarianceRatio() {
    return Arrays.stream(variances).map(variance -> variance / total).toArray();
  }

  /** Each row's coordinates along the components. */
  public double[][] transform(double[][] x) {
    Rows.require(x, names);
    OpenBlas.load();
    DenseMatrix product = DenseMatrix.of(components).mm(centred(x, means));
    double[] entries = entries(product);
    double[][] scores = new double[x.length][];
    Rows.inParallel(
        x.length,
        i -> {
          int at = i * product.ld();
          scores[i] = Arrays.copyOfRange(entries, at, at + components.length);
        });
    return scores;
  }

  /** The coordinates of each row of a table that has the fitted columns. */
  public double[][] transform(Table table) {
    return transform(Rows.of(table, names).x());
  }

  /** Rows in the features' units from their coordinates: exact only if all components are kept. */
  public double[][] inverse(double[][] scores) {
    return Arrays.stream(scores)
        .map(
            row -> {
              if (row.length != components.length) {
                throw new IllegalArgumentException(
                    "A row has %d coordinates, but there are %d components."
                        .formatted(row.length, components.length));
              }
              double[] x = means.clone();
              for (int c = 0; c < row.length; c++) {
                for (int f = 0; f < x.length; f++) {
                  x[f] += row[c] * components[c][f];
                }
              }
              return x;
            })
        .toArray(double[][]::new);
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
    double[] ratios = explainedVarianceRatio();
    double[] sums = ratios.clone();
    Arrays.parallelPrefix(sums, Double::sum);
    List<String> variance = Numbers.column(variances);
    List<String> ratio = Numbers.column(ratios);
    List<String> sum = Numbers.column(sums);
    return new Grid(
        List.of(
            Grid.Column.text("component"),
            Grid.Column.number("variance"),
            Grid.Column.number("share"),
            Grid.Column.number("together")),
        IntStream.range(0, variances.length)
            .mapToObj(
                c -> List.of(Integer.toString(c + 1), variance.get(c), ratio.get(c), sum.get(c)))
            .toList(),
        "Principal components of %d features".formatted(names.size()));
  }
}
