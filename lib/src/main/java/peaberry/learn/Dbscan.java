package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * Density clustering: rows with many neighbours, and what they reach, form clusters; the rest is
 * noise. scikit-learn's {@code DBSCAN} with Euclidean distance, down to the labels' order.
 *
 * <pre>{@code int[] cluster = Dbscan.fit(scaled, new Dbscan.Options(0.3, 10)).labels();}</pre>
 *
 * <p>Source: Ester, Kriegel, Sander and Xu (1996). Neighbours are found in a {@link KdTree}.
 * Smile's DBSCAN does not count the row itself among the neighbours. Immutable.
 */
public final class Dbscan implements Displayable {
  /** The label of rows that belong to no cluster. */
  public static final int NOISE = -1;

  private final int[] labels;
  private final boolean[] core;
  private final int clusters;

  private Dbscan(int[] labels, boolean[] core, int clusters) {
    this.labels = labels;
    this.core = core;
    this.clusters = clusters;
  }

  /**
   * What is dense.
   *
   * @param eps how far a neighbour may lie, in the features' unit
   * @param minSamples how many neighbours within eps, itself counted, make a row a core of a
   *     cluster
   */
  public record Options(double eps, int minSamples) {
    public Options {
      if (!(eps > 0) || minSamples < 1) {
        throw new IllegalArgumentException(
            "eps is %s and minSamples %d: give a distance above 0 and a number of at least 1."
                .formatted(eps, minSamples));
      }
    }
  }

  /**
   * Clusters the rows of a table by the named columns.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values
   */
  public static Dbscan fit(Table table, Options options, String... features) {
    return fit(Rows.of(table, List.of(features)), options);
  }

  /**
   * Clusters rows.
   *
   * @throws IllegalArgumentException if there is no row, a width differs, or a value is not finite
   */
  public static Dbscan fit(double[][] x, Options options) {
    return fit(Rows.of(x), options);
  }

  /**
   * How far each row's k-th nearest row lies, itself counted, in rising order: where the line bends
   * up is a good eps for {@code minSamples = k}.
   *
   * @return one distance for each row
   * @throws IllegalArgumentException as above, and unless k is from 1 to the number of rows
   */
  public static double[] distances(double[][] x, int k) {
    Rows rows = Rows.of(x);
    if (k < 1 || k > rows.size()) {
      throw new IllegalArgumentException(
          "k is %d: give a number from 1 to %d, the number of rows.".formatted(k, rows.size()));
    }
    double[] distances = new double[rows.size()];
    Neighbors.of(rows.columns(), k)
        .forEach(
            x,
            (i, nearest) -> {
              double sum = 0;
              for (int f = 0; f < rows.width(); f++) {
                sum += Math.pow(x[i][f] - x[nearest[k - 1]][f], 2);
              }
              distances[i] = Math.sqrt(sum);
            });
    Arrays.sort(distances);
    return distances;
  }

  private static Dbscan fit(Rows rows, Options options) {
    Objects.requireNonNull(options, "options");
    KdTree tree = new KdTree(rows.x());
    int n = rows.size();
    int[][] neighbours = new int[n][];
    IntStream.range(0, (n + 255) / 256)
        .parallel()
        .forEach(
            chunk -> {
              for (int i = 256 * chunk; i < Math.min(n, 256 * chunk + 256); i++) {
                int[] found = tree.within(rows.x()[i], options.eps);
                neighbours[i] = found.length >= options.minSamples ? found : null;
              }
            });
    int[] labels = new int[n];
    Arrays.fill(labels, NOISE);
    int[] stack = new int[n];
    int clusters = 0;
    for (int i = 0; i < n; i++) {
      if (labels[i] != NOISE || neighbours[i] == null) {
        continue;
      }
      int depth = 0;
      stack[depth++] = i;
      labels[i] = clusters;
      while (depth > 0) {
        int[] around = neighbours[stack[--depth]];
        if (around == null) {
          continue;
        }
        for (int j : around) {
          if (labels[j] == NOISE) {
            labels[j] = clusters;
            stack[depth++] = j;
          }
        }
      }
      clusters++;
    }
    boolean[] core = new boolean[n];
    for (int i = 0; i < n; i++) {
      core[i] = neighbours[i] != null;
    }
    return new Dbscan(labels, core, clusters);
  }

  /** Each row's cluster, from 0, or {@link #NOISE}. */
  public int[] labels() {
    return labels.clone();
  }

  /** Whether each row is the core of a cluster. */
  public boolean[] core() {
    return core.clone();
  }

  /** How many clusters there are. */
  public int clusters() {
    return clusters;
  }

  /** How many rows belong to none. */
  public int noise() {
    return (int) Arrays.stream(labels).filter(label -> label == NOISE).count();
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
    long[] sizes = new long[clusters];
    Arrays.stream(labels).filter(label -> label != NOISE).forEach(label -> sizes[label]++);
    return Tables.of(
        "cluster",
        "rows",
        sizes,
        List.of(),
        new double[clusters][0],
        "DBSCAN of %d rows: %d clusters, %d rows of noise"
            .formatted(labels.length, clusters, noise()));
  }
}
