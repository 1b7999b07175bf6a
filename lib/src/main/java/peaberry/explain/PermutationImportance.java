package peaberry.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import peaberry.learn.Classifier;
import peaberry.learn.Metrics;
import peaberry.learn.Regressor;
import peaberry.random.RandomState;

/**
 * How much worse a model scores when a feature's values are shuffled among the rows. scikit-learn's
 * {@code permutation_importance}, shuffles included.
 *
 * <pre>{@code PermutationImportance.of(model, test, labels, 10, 42)}</pre>
 *
 * <p>Source: Breiman (2001), Random forests, section 10. Take rows that the model has not seen. The
 * trap: of two features that tell the same, each looks dispensable. Immutable.
 *
 * @param features one line for each feature, in the model's order
 * @param score of the rows as they are
 */
public record PermutationImportance(List<Feature> features, double score) implements Displayable {

  /**
   * One feature.
   *
   * @param name its name
   * @param mean by how much the score falls, over the shuffles
   * @param deviation the standard deviation of that (divided by the number of shuffles)
   */
  public record Feature(String name, double mean, double deviation) {}

  public PermutationImportance {
    features = List.copyOf(features);
  }

  /**
   * By the share of rows classified right.
   *
   * @param repeats how often each feature is shuffled, at least 1
   * @param seed scikit-learn's {@code random_state}
   * @throws IllegalArgumentException if there is no row, the lengths differ, or repeats is below 1
   */
  public static PermutationImportance of(
      Classifier model, double[][] x, int[] labels, int repeats, long seed) {
    requireLengths(x, labels.length);
    return of(
        model.features(),
        x,
        rows -> {
          int[] predicted = model.predict(rows);
          return (double)
                  IntStream.range(0, labels.length).filter(i -> predicted[i] == labels[i]).count()
              / labels.length;
        },
        repeats,
        seed);
  }

  /** By the share of the targets' variance that is predicted. */
  public static PermutationImportance of(
      Regressor model, double[][] x, double[] y, int repeats, long seed) {
    requireLengths(x, y.length);
    return of(model.features(), x, rows -> Metrics.r2(y, model.predict(rows)), repeats, seed);
  }

  /**
   * By any score, of any model.
   *
   * @param score of rows whose order is that of {@code x}; higher is better
   */
  public static PermutationImportance of(
      List<String> names,
      double[][] x,
      ToDoubleFunction<double[][]> score,
      int repeats,
      long seed) {
    Objects.requireNonNull(score, "score");
    if (repeats < 1) {
      throw new IllegalArgumentException("%d repeats: give at least 1.".formatted(repeats));
    }
    requireLengths(x, x.length);
    double base = score.applyAsDouble(x);
    long columnSeed = RandomState.of(seed).randint(0, 1L << 31);
    List<Feature> features =
        IntStream.range(0, names.size())
            .parallel()
            .mapToObj(f -> feature(names.get(f), f, x, score, base, repeats, columnSeed))
            .toList();
    return new PermutationImportance(features, base);
  }

  private static Feature feature(
      String name,
      int f,
      double[][] x,
      ToDoubleFunction<double[][]> score,
      double base,
      int repeats,
      long seed) {
    RandomState random = RandomState.of(seed);
    double[][] shuffled = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
    int[] order = IntStream.range(0, x.length).toArray();
    double[] falls = new double[repeats];
    for (int r = 0; r < repeats; r++) {
      random.shuffle(order);
      double[] column = Arrays.stream(order).mapToDouble(i -> shuffled[i][f]).toArray();
      for (int i = 0; i < column.length; i++) {
        shuffled[i][f] = column[i];
      }
      falls[r] = base - score.applyAsDouble(shuffled);
    }
    double mean = Arrays.stream(falls).average().orElseThrow();
    double squares = Arrays.stream(falls).map(v -> (v - mean) * (v - mean)).sum();
    return new Feature(name, mean, Math.sqrt(squares / repeats));
  }

  private static void requireLengths(double[][] x, int targets) {
    if (x.length == 0 || x.length != targets) {
      throw new IllegalArgumentException(
          "There are %d rows and %d targets: give the same number of both, at least 1."
              .formatted(x.length, targets));
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
    List<Feature> sorted =
        features.stream().sorted(Comparator.comparingDouble(Feature::mean).reversed()).toList();
    List<String> means = Numbers.column(sorted.stream().mapToDouble(Feature::mean).toArray());
    List<String> deviations =
        Numbers.column(sorted.stream().mapToDouble(Feature::deviation).toArray());
    return new Grid(
        List.of(
            Grid.Column.text("feature"),
            Grid.Column.number("importance"),
            Grid.Column.number("std. deviation")),
        IntStream.range(0, sorted.size())
            .mapToObj(i -> List.of(sorted.get(i).name, means.get(i), deviations.get(i)))
            .toList(),
        "By how much the score of " + Numbers.format(score) + " falls when a feature is shuffled");
  }
}
