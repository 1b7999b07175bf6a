package peaberry.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * Gradient boosting that classifies: small trees, each fitted to what the ones before it missed of
 * the log loss. The parameters mean what scikit-learn's {@code GradientBoostingClassifier} has.
 *
 * <p>Source: Friedman (2001), Greedy function approximation, algorithms 5 and 6, with a Newton step
 * in each leaf. Splits are looked for as in {@link RandomForest}. Written here because Smile's
 * boosting counts its depth from 1 and has no base value to go with its Shapley values. Immutable.
 */
public final class GradientBoosting implements Classifier, Attributable, Displayable {
  private final List<Integer> classes;
  private final List<Ensemble> ensembles; // one for two classes, else one for each

  private GradientBoosting(List<Integer> classes, List<Ensemble> ensembles) {
    this.classes = classes;
    this.ensembles = ensembles;
  }

  /**
   * How to fit.
   *
   * @param trees how many, scikit-learn's {@code n_estimators}
   * @param learningRate how much of each tree counts, above 0
   * @param maxDepth how many questions on the longest way down
   * @param minSamplesLeaf how many rows a leaf has at least
   * @param subsample the share of rows that each tree is grown from, above 0, at most 1
   * @param seed of the random numbers, used if subsample is below 1
   */
  public record Options(
      int trees,
      double learningRate,
      int maxDepth,
      int minSamplesLeaf,
      double subsample,
      long seed) {
    public Options {
      if (trees < 1
          || maxDepth < 1
          || minSamplesLeaf < 1
          || !(learningRate > 0)
          || !(subsample > 0 && subsample <= 1)) {
        throw new IllegalArgumentException(
            ("trees is %d, learningRate %s, maxDepth %d, minSamplesLeaf %d, subsample %s: counts"
                    + " are at least 1, the rate above 0, the share above 0 and at most 1.")
                .formatted(trees, learningRate, maxDepth, minSamplesLeaf, subsample));
      }
    }

    /** 100 trees of depth 3, rate 0.1, leaves of one row, all rows for each tree, seed 0. */
    public static Options defaults() {
      return new Options(100, 0.1, 3, 1, 1, 0);
    }

    /** These options with another number of trees. */
    public Options withTrees(int other) {
      return new Options(other, learningRate, maxDepth, minSamplesLeaf, subsample, seed);
    }

    /** These options with another rate. */
    public Options withLearningRate(double other) {
      return new Options(trees, other, maxDepth, minSamplesLeaf, subsample, seed);
    }

    /** These options with another depth. */
    public Options withMaxDepth(int other) {
      return new Options(trees, learningRate, other, minSamplesLeaf, subsample, seed);
    }

    TreeGrower.Limits limits(int features) {
      return new TreeGrower.Limits(maxDepth, 2, minSamplesLeaf, features);
    }

    /** Weights of 1 for the rows that a tree is grown from, else 0. */
    double[] sample(int rows, SplittableRandom random) {
      double[] weights = new double[rows];
      int wanted = Math.max(1, (int) (subsample * rows));
      for (int i = 0, left = wanted; i < rows; i++) {
        if (random.nextInt(rows - i) < left) {
          weights[i] = 1;
          left--;
        }
      }
      return weights;
    }
  }

  /**
   * Fits a column of whole numbers to others.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values, or
   *     there is one class only
   */
  public static GradientBoosting fit(
      Table table, String target, Options options, String... features) {
    return fit(Rows.of(table, List.of(features)), Rows.labels(table, target), options);
  }

  /**
   * Fits labels to rows of features.
   *
   * @throws IllegalArgumentException if the shapes do not fit together, a value is not finite, or
   *     there is one class only
   */
  public static GradientBoosting fit(double[][] x, int[] labels, Options options) {
    return fit(Rows.of(x), labels, options);
  }

  private static GradientBoosting fit(Rows rows, int[] labels, Options options) {
    List<Integer> classes = rows.classes(labels);
    double[][] y = RandomForest.indicators(Rows.indices(labels, classes), classes.size());
    int n = rows.size();
    double[][] scores = new double[y.length][n];
    double[] start = new double[y.length];
    List<List<Tree>> trees = new ArrayList<>();
    for (int k = 0; k < y.length; k++) {
      double share = Arrays.stream(y[k]).sum() / n;
      start[k] = y.length == 1 ? Math.log(share / (1 - share)) : Math.log(share);
      Arrays.fill(scores[k], start[k]);
      trees.add(new ArrayList<>());
    }
    Bins bins = Bins.of(rows.columns());
    var random = new SplittableRandom(options.seed);
    double[][] residuals = new double[y.length][n];
    double factor = y.length == 1 ? 1 : (y.length - 1.0) / y.length;
    for (int t = 0; t < options.trees; t++) {
      missed(y, scores, residuals);
      double[] weights = options.sample(n, random);
      for (int k = 0; k < y.length; k++) {
        var grower =
            new TreeGrower(
                bins, new double[][] {residuals[k]}, weights, options.limits(rows.width()), random);
        Tree tree = grower.grow();
        newton(tree, grower.leafOf(), weights, residuals[k], y[k], factor);
        trees.get(k).add(tree);
        for (int i = 0; i < n; i++) {
          int leaf = weights[i] > 0 ? grower.leafOf()[i] : tree.leaf(rows.x()[i]);
          scores[k][i] += options.learningRate * tree.values()[0][leaf];
        }
      }
    }
    List<Ensemble> ensembles = new ArrayList<>();
    for (int k = 0; k < y.length; k++) {
      ensembles.add(
          new Ensemble(rows.names(), trees.get(k), new double[] {start[k]}, options.learningRate));
    }
    return new GradientBoosting(classes, ensembles);
  }

  /** Each row's label less its probability: the log loss's negative gradient. */
  private static void missed(double[][] y, double[][] scores, double[][] residuals) {
    double[] row = new double[y.length];
    for (int i = 0; i < y[0].length; i++) {
      if (y.length == 1) {
        residuals[0][i] = y[0][i] - LogisticNewton.sigmoid(scores[0][i]);
      } else {
        for (int k = 0; k < row.length; k++) {
          row[k] = scores[k][i];
        }
        SoftmaxLoss.softmax(row);
        for (int k = 0; k < row.length; k++) {
          residuals[k][i] = y[k][i] - row[k];
        }
      }
    }
  }

  /** Gives each leaf one Newton step: its residuals over the loss's curvature. */
  private static void newton(
      Tree tree, int[] leafOf, double[] weights, double[] residuals, double[] y, double factor) {
    double[] curvature = new double[tree.feature().length];
    double[] sums = new double[tree.feature().length];
    for (int i = 0; i < y.length; i++) {
      if (weights[i] > 0) {
        double probability = y[i] - residuals[i];
        sums[leafOf[i]] += residuals[i];
        curvature[leafOf[i]] += probability * (1 - probability);
      }
    }
    for (int node = 0; node < sums.length; node++) {
      boolean flat = curvature[node] < 1e-150;
      tree.values()[0][node] = flat ? 0 : factor * sums[node] / curvature[node];
    }
  }

  @Override
  public List<String> features() {
    return ensembles.getFirst().names();
  }

  @Override
  public List<Integer> classes() {
    return classes;
  }

  @Override
  public double[][] probabilities(double[][] x) {
    List<double[][]> scores = ensembles.stream().map(e -> e.outputs(x)).toList();
    double[][] probabilities = new double[x.length][classes.size()];
    for (int i = 0; i < x.length; i++) {
      if (scores.size() == 1) {
        probabilities[i][1] = LogisticNewton.sigmoid(scores.getFirst()[i][0]);
        probabilities[i][0] = 1 - probabilities[i][1];
      } else {
        for (int k = 0; k < scores.size(); k++) {
          probabilities[i][k] = scores.get(k)[i][0];
        }
        SoftmaxLoss.softmax(probabilities[i]);
      }
    }
    return probabilities;
  }

  /** The expected log odds (of two classes, the first has the opposite of the second). */
  @Override
  public double[] expectations() {
    double[] one = ensembles.stream().mapToDouble(e -> e.expectations()[0]).toArray();
    return one.length > 1 ? one : new double[] {-one[0], one[0]};
  }

  /** How much each feature adds to the log odds of each class. */
  @Override
  public double[][] attributions(double[] row) {
    double[][] values =
        ensembles.stream().map(e -> e.attributions(row)[0]).toArray(double[][]::new);
    return values.length > 1 ? values : Ensemble.opposites(values[0]);
  }

  @Override
  public double[] importances() {
    double[] sums = new double[features().size()];
    for (Ensemble ensemble : ensembles) {
      double[] gains = ensemble.gains(false);
      Arrays.setAll(sums, f -> sums[f] + gains[f]);
    }
    return Ensemble.shares(sums);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  @Override
  public String toString() {
    return "Gradient boosting for classes %s: %s".formatted(classes, ensembles.getFirst().size());
  }
}
