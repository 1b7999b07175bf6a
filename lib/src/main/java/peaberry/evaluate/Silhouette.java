package peaberry.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * How well rows lie in their clusters: (b - a) / max(a, b), where a is a row's mean distance to the
 * other rows of its cluster and b that to the nearest other cluster. 1 is well inside, 0 between
 * two clusters, below 0 in the wrong one. scikit-learn's {@code silhouette_samples} with Euclidean
 * distances, and 0 for a cluster of one row.
 *
 * <p>Source: Rousseeuw (1987), Silhouettes, J. Comput. Appl. Math. 20. Every pair of rows is looked
 * at, so time grows with the square of their number. Rows are laid out by cluster and feature by
 * feature, so that the compiler makes vector instructions of the distances; none of the five
 * libraries has a silhouette. The result does not depend on the number of threads.
 *
 * @param clusters one line for each label, in ascending order
 * @param mean over all rows: scikit-learn's {@code silhouette_score}
 * @param values one for each row, in the rows' order
 */
public record Silhouette(List<Cluster> clusters, double mean, List<Double> values)
    implements Displayable {
  private static final int BLOCK = 256;
  private static final int ROWS = 64;

  /**
   * One cluster.
   *
   * @param label its label
   * @param rows how many rows it has
   * @param mean the mean of their values
   */
  public record Cluster(int label, int rows, double mean) {}

  public Silhouette {
    clusters = List.copyOf(clusters);
    values = List.copyOf(values);
  }

  /**
   * The silhouette of rows and their clusters' labels; a label of -1 is a cluster like any other,
   * so take DBSCAN's noise out first.
   *
   * @throws IllegalArgumentException if the lengths differ, a value is not finite, or there are not
   *     at least 2 clusters and fewer than there are rows
   */
  public static Silhouette of(double[][] x, int[] labels) {
    int[] distinct = Arrays.stream(labels).sorted().distinct().toArray();
    require(x, labels, distinct.length);
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> labels[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] starts = new int[distinct.length + 1];
    for (int label : labels) {
      starts[Arrays.binarySearch(distinct, label) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    double[][] columns = new double[x[0].length][x.length];
    for (int f = 0; f < columns.length; f++) {
      for (int i = 0; i < order.length; i++) {
        columns[f][i] = x[order[i]][f];
      }
    }
    double[] sorted = new double[order.length];
    IntStream.range(0, (order.length + ROWS - 1) / ROWS)
        .parallel()
        .forEach(
            chunk -> {
              int first = chunk * ROWS;
              int last = Math.min(order.length, first + ROWS);
              double[][] sums = distanceSums(columns, first, last, starts);
              for (int i = first; i < last; i++) {
                sorted[i] = value(i, starts, sums[i - first]);
              }
            });
    return summary(sorted, order, starts, distinct);
  }

  /**
   * The sums of some rows' distances to the rows of each cluster. Each block of the others is taken
   * for all of these rows before the next one, so that it stays in the cache.
   */
  private static double[][] distanceSums(double[][] columns, int first, int last, int[] starts) {
    double[][] sums = new double[last - first][starts.length - 1];
    double[] distances = new double[columns[0].length];
    for (int cluster = 0; cluster < starts.length - 1; cluster++) {
      for (int from = starts[cluster]; from < starts[cluster + 1]; from += BLOCK) {
        int to = Math.min(starts[cluster + 1], from + BLOCK);
        for (int i = first; i < last; i++) {
          squares(columns, i, from, to, distances);
          roots(distances, from, to);
          sums[i - first][cluster] += sum(distances, from, to);
        }
      }
    }
    return sums;
  }

  /** All arrays have one index, which the compiler needs for vectors. */
  private static void squares(double[][] columns, int i, int from, int to, double[] into) {
    Arrays.fill(into, from, to, 0);
    int f = 0;
    for (; f + 1 < columns.length; f += 2) {
      double[] a = columns[f];
      double[] b = columns[f + 1];
      double va = a[i];
      double vb = b[i];
      for (int j = from; j < to; j++) {
        double da = a[j] - va;
        double db = b[j] - vb;
        into[j] += da * da + db * db;
      }
    }
    if (f < columns.length) {
      double[] a = columns[f];
      double va = a[i];
      for (int j = from; j < to; j++) {
        double da = a[j] - va;
        into[j] += da * da;
      }
    }
  }

  private static void roots(double[] values, int from, int to) {
    for (int j = from; j < to; j++) {
      values[j] = Math.sqrt(values[j]);
    }
  }

  private static double sum(double[] values, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int j = from;
    for (; j + 3 < to; j += 4) {
      a += values[j];
      b += values[j + 1];
      c += values[j + 2];
      d += values[j + 3];
    }
    for (; j < to; j++) {
      a += values[j];
    }
    return a + b + (c + d);
  }

  private static double value(int i, int[] starts, double[] sums) {
    double inside = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int cluster = 0; cluster < sums.length; cluster++) {
      int size = starts[cluster + 1] - starts[cluster];
      if (i >= starts[cluster] && i < starts[cluster + 1]) {
        if (size == 1) {
          return 0;
        }
        inside = sums[cluster] / (size - 1);
      } else {
        nearest = Math.min(nearest, sums[cluster] / size);
      }
    }
    double larger = Math.max(inside, nearest);
    return larger == 0 ? 0 : (nearest - inside) / larger;
  }

  private static Silhouette summary(double[] sorted, int[] order, int[] starts, int[] labels) {
    List<Cluster> clusters = new ArrayList<>();
    for (int c = 0; c < labels.length; c++) {
      double mean = Arrays.stream(sorted, starts[c], starts[c + 1]).average().orElseThrow();
      clusters.add(new Cluster(labels[c], starts[c + 1] - starts[c], mean));
    }
    Double[] values = new Double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      values[order[i]] = sorted[i];
    }
    return new Silhouette(
        clusters, Arrays.stream(sorted).average().orElseThrow(), Arrays.asList(values));
  }

  private static void require(double[][] x, int[] labels, int clusters) {
    if (x.length != labels.length) {
      throw new IllegalArgumentException(
          "There are %d rows, but %d labels.".formatted(x.length, labels.length));
    }
    if (clusters < 2 || clusters >= x.length) {
      throw new IllegalArgumentException(
          "There are %d clusters in %d rows: a silhouette needs at least 2, and fewer than rows."
              .formatted(clusters, x.length));
    }
    for (int row = 0; row < x.length; row++) {
      if (x[row].length != x[0].length || !Arrays.stream(x[row]).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "Row %d is %s: give %d finite numbers."
                .formatted(row, Arrays.toString(x[row]), x[0].length));
      }
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
    return Curves.grid(
        List.of("cluster", "rows", "mean"),
        List.of(
            clusters.stream().mapToDouble(Cluster::label).toArray(),
            clusters.stream().mapToDouble(Cluster::rows).toArray(),
            clusters.stream().mapToDouble(Cluster::mean).toArray()),
        "Mean silhouette of %d rows: %s".formatted(values.size(), Numbers.format(mean)));
  }
}
