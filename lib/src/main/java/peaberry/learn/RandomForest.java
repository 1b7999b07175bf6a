package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * A random forest that classifies: trees on bootstrap samples, each split chosen among some
 * features at random, their leaves' class shares averaged. The parameters mean what scikit-learn's
 * {@code RandomForestClassifier} has; the random numbers differ.
 *
 * <pre>{@code
 * var model = RandomForest.fit(x, labels, RandomForest.Options.defaults().withSeed(42));
 * double[] risk = model.scores(test);
 * }</pre>
 *
 * <p>Source: Breiman (2001), Random forests. Splits are exact for features of up to 2048 values,
 * beyond that looked for in histograms of 255 bins; trees grow in parallel and the result depends
 * on the seed alone. Written here because Smile's forest counts its depth from 1 and has no base
 * value to go with its Shapley values, and Tribuo's took ten times the time. Immutable.
 */
public final class RandomForest implements Classifier, Attributable, Displayable {
  private final List<Integer> classes;
  private final Ensemble ensemble;

  private RandomForest(List<Integer> classes, Ensemble ensemble) {
    this.classes = classes;
    this.ensemble = ensemble;
  }

  /**
   * How to fit.
   *
   * @param trees how many, scikit-learn's {@code n_estimators}
   * @param maxDepth how many questions on the longest way down, {@code Integer.MAX_VALUE} for any
   * @param minSamplesLeaf how many rows a leaf has at least
   * @param maxFeatures how many features each split looks at; 0 for the root of their number (a
   *     third of them where numbers are predicted would be Breiman's choice; scikit-learn takes
   *     all)
   * @param seed of the random numbers
   */
  public record Options(int trees, int maxDepth, int minSamplesLeaf, int maxFeatures, long seed) {
    public Options {
      if (trees < 1 || maxDepth < 1 || minSamplesLeaf < 1 || maxFeatures < 0) {
        throw new IllegalArgumentException(
            ("trees is %d, maxDepth %d, minSamplesLeaf %d, maxFeatures %d: the first three are at"
                    + " least 1, the last at least 0.")
                .formatted(trees, maxDepth, minSamplesLeaf, maxFeatures));
      }
    }

    /** 100 trees of any depth, leaves of one row, the default number of features, seed 0. */
    public static Options defaults() {
      return new Options(100, Integer.MAX_VALUE, 1, 0, 0);
    }

    /** These options with another number of trees. */
    public Options withTrees(int other) {
      return new Options(other, maxDepth, minSamplesLeaf, maxFeatures, seed);
    }

    /** These options with another depth. */
    public Options withMaxDepth(int other) {
      return new Options(trees, other, minSamplesLeaf, maxFeatures, seed);
    }

    /** These options with another seed. */
    public Options withSeed(long other) {
      return new Options(trees, maxDepth, minSamplesLeaf, maxFeatures, other);
    }
  }

  /**
   * Fits a column of whole numbers to others.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values, or
   *     there is one class only
   */
  public static RandomForest fit(Table table, String target, Options options, String... features) {
    return fit(Rows.of(table, List.of(features)), Rows.labels(table, target), options);
  }

  /**
   * Fits labels to rows of features.
   *
   * @throws IllegalArgumentException if the shapes do not fit together, a value is not finite, or
   *     there is one class only
   */
  public static RandomForest fit(double[][] x, int[] labels, Options options) {
    return fit(Rows.of(x), labels, options);
  }

  private static RandomForest fit(Rows rows, int[] labels, Options options) {
    List<Integer> classes = rows.classes(labels);
    int[] y = Rows.indices(labels, classes);
    double[][] targets = indicators(y, classes.size());
    int asked = options.maxFeatures == 0 ? (int) Math.sqrt(rows.width()) : options.maxFeatures;
    return new RandomForest(classes, grow(rows, targets, options, Math.max(1, asked)));
  }

  /** One array for the second of two classes, else one for each class. */
  static double[][] indicators(int[] y, int classes) {
    double[][] targets = new double[classes == 2 ? 1 : classes][y.length];
    for (int i = 0; i < y.length; i++) {
      if (classes == 2) {
        targets[0][i] = y[i];
      } else {
        targets[y[i]][i] = 1;
      }
    }
    return targets;
  }

  static Ensemble grow(Rows rows, double[][] targets, Options options, int maxFeatures) {
    if (maxFeatures > rows.width()) {
      throw new IllegalArgumentException(
          "maxFeatures is %d, but there are only %d features."
              .formatted(maxFeatures, rows.width()));
    }
    Bins bins = Bins.of(rows.columns());
    var limits = new TreeGrower.Limits(options.maxDepth, 2, options.minSamplesLeaf, maxFeatures);
    var root = new SplittableRandom(options.seed);
    List<SplittableRandom> randoms = Stream.generate(root::split).limit(options.trees).toList();
    List<Tree> trees =
        IntStream.range(0, options.trees)
            .parallel()
            .mapToObj(
                t -> {
                  SplittableRandom random = randoms.get(t);
                  double[] drawn = new double[rows.size()];
                  for (int i = 0; i < drawn.length; i++) {
                    drawn[random.nextInt(drawn.length)]++;
                  }
                  return new TreeGrower(bins, targets, drawn, limits, random).grow();
                })
            .toList();
    return new Ensemble(rows.names(), trees, new double[targets.length], 1.0 / options.trees);
  }

  @Override
  public List<String> features() {
    return ensemble.names();
  }

  @Override
  public List<Integer> classes() {
    return classes;
  }

  @Override
  public double[][] probabilities(double[][] x) {
    double[][] outputs = ensemble.outputs(x);
    return classes.size() > 2
        ? outputs
        : Arrays.stream(outputs)
            .map(row -> new double[] {1 - row[0], row[0]})
            .toArray(double[][]::new);
  }

  /** The share of each class among the training rows, as the trees saw them. */
  @Override
  public double[] expectations() {
    double[] shares = ensemble.expectations();
    return classes.size() > 2 ? shares : new double[] {1 - shares[0], shares[0]};
  }

  /** How much each feature adds to the probability of each class. */
  @Override
  public double[][] attributions(double[] row) {
    double[][] values = ensemble.attributions(row);
    return classes.size() > 2 ? values : Ensemble.opposites(values[0]);
  }

  @Override
  public double[] importances() {
    return Ensemble.shares(ensemble.gains(true));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  @Override
  public String toString() {
    return "Random forest for classes %s: %s".formatted(classes, ensemble.size());
  }
}
