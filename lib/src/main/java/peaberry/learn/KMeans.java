package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import peaberry.random.Generator;
import tech.tablesaw.api.Table;

/**
 * k-means clustering: k centres such that the squared distances of rows to their nearest centre add
 * up to little. The parameters mean what scikit-learn's do.
 *
 * <pre>{@code
 * var model = KMeans.fit(scaled, KMeans.Options.of(4).withSeed(42));
 * int[] segment = model.labels();
 * }</pre>
 *
 * <p>Lloyd's algorithm from centres chosen by greedy k-means++ (Arthur and Vassilvitskii 2007, with
 * 2 + log k candidates for each centre), several times, of which the best is kept. Written here
 * because Smile's k-means starts once, without candidates, and landed in worse optima in more time.
 * The result depends on the seed, not on the number of threads. Immutable.
 */
public final class KMeans implements Displayable {
  private final List<String> names;
  private final double[][] centers;
  private final int[] labels;
  private final double inertia;
  private final int iterations;

  private KMeans(List<String> names, Lloyd.Result result) {
    this.names = names;
    this.centers = result.centers();
    this.labels = result.labels();
    this.inertia = result.inertia();
    this.iterations = result.iterations();
  }

  /**
   * How to fit.
   *
   * @param k the number of clusters
   * @param restarts how often to start anew, scikit-learn's {@code n_init}; the best is kept
   * @param maxIterations after how many steps to stop at the latest
   * @param tolerance stop when the centres' squared moves add up to less than this share of the
   *     features' mean variance
   * @param seed of the random numbers
   */
  public record Options(int k, int restarts, int maxIterations, double tolerance, long seed) {
    public Options {
      if (k < 1 || restarts < 1 || maxIterations < 1 || !(tolerance >= 0)) {
        throw new IllegalArgumentException(
            ("k is %d, restarts %d, maxIterations %d, tolerance %s: the first three are at least 1,"
                    + " the last not negative.")
                .formatted(k, restarts, maxIterations, tolerance));
      }
    }

    /** k clusters, 10 starts, 300 iterations, tolerance 0.0001, seed 0. */
    public static Options of(int k) {
      return new Options(k, 10, 300, 1e-4, 0);
    }

    /** These options with another seed. */
    public Options withSeed(long other) {
      return new Options(k, restarts, maxIterations, tolerance, other);
    }

    /** These options with another number of starts. */
    public Options withRestarts(int other) {
      return new Options(k, other, maxIterations, tolerance, seed);
    }
  }

  /**
   * Clusters the rows of a table by the named columns.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values, or
   *     k is larger than the number of rows
   */
  public static KMeans fit(Table table, Options options, String... features) {
    return fit(Rows.of(table, List.of(features)), options);
  }

  /**
   * Clusters rows.
   *
   * @throws IllegalArgumentException if a width differs, a value is not finite, or k is larger than
   *     the number of rows
   */
  public static KMeans fit(double[][] x, Options options) {
    return fit(Rows.of(x), options);
  }

  private static KMeans fit(Rows rows, Options options) {
    if (options.k > rows.size()) {
      throw new IllegalArgumentException(
          "k is %d, but there are only %d rows.".formatted(options.k, rows.size()));
    }
    var lloyd = new Lloyd(rows.columns());
    var random = Generator.of(options.seed);
    Lloyd.Result best = null;
    for (int start = 0; start < options.restarts; start++) {
      var result = lloyd.run(lloyd.seeds(options.k, random), options);
      best = best == null || result.inertia() < best.inertia() ? result : best;
    }
    return new KMeans(rows.names(), best);
  }

  /**
   * The inertia for each number of clusters from 1 to {@code most}: the elbow plot's points.
   *
   * @return most numbers, the first for one cluster
   */
  public static double[] inertias(double[][] x, int most, long seed) {
    return IntStream.rangeClosed(1, most)
        .mapToDouble(k -> fit(x, Options.of(k).withSeed(seed)).inertia)
        .toArray();
  }

  /** The features' names. */
  public List<String> features() {
    return names;
  }

  /** One row for each cluster. */
  public double[][] centers() {
    return Arrays.stream(centers).map(double[]::clone).toArray(double[][]::new);
  }

  /** The cluster of each fitted row, from 0 to k - 1. */
  public int[] labels() {
    return labels.clone();
  }

  /** The sum of squared distances of the fitted rows to their centres. */
  public double inertia() {
    return inertia;
  }

  /** How many steps the best start took. */
  public int iterations() {
    return iterations;
  }

  /** The cluster whose centre is nearest, for each row. */
  public int[] predict(double[][] x) {
    Rows.require(x, names);
    return Arrays.stream(x).parallel().mapToInt(this::nearest).toArray();
  }

  /** The cluster whose centre is nearest, for each row of a table that has the fitted columns. */
  public int[] predict(Table table) {
    return predict(Rows.of(table, names).x());
  }

  private int nearest(double[] row) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < centers.length; k++) {
      double sum = 0;
      for (int f = 0; f < row.length; f++) {
        double d = row[f] - centers[k][f];
        sum += d * d;
      }
      if (sum < least) {
        least = sum;
        nearest = k;
      }
    }
    return nearest;
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
    long[] sizes = new long[centers.length];
    Arrays.stream(labels).forEach(label -> sizes[label]++);
    return Tables.of(
        "cluster",
        "rows",
        sizes,
        names,
        centers,
        "k-means of %d rows in %d clusters: inertia %s after %d iterations"
            .formatted(labels.length, centers.length, Numbers.format(inertia), iterations));
  }
}
