package peaberry.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import peaberry.random.RandomState;

/**
 * Classes as clusters around the corners of a cube, with features that help, follow from others, or
 * say nothing: scikit-learn's {@code make_classification}. The draws are scikit-learn's to the last
 * bit, sums within 10<sup>-12</sup>.
 *
 * <pre>{@code
 * var data = Datasets.makeClassification()
 *     .samples(1000).features(5).informative(3).redundant(1).clustersPerClass(1)
 *     .weights(0.9, 0.1).make(101);
 * }</pre>
 */
public final class MakeClassification extends Recipe<MakeClassification, ClassificationData> {
  private int samples = 100;
  private int features = 20;
  private int informative = 2;
  private int redundant = 2;
  private int repeated;
  private int classes = 2;
  private int clustersPerClass = 2;
  private double[] weights = {};
  private double flipY = 0.01;
  private double classSep = 1;
  private boolean hypercube = true;
  private double[] shift = {0};
  private double[] scale = {1};
  private boolean shuffle = true;

  MakeClassification() {}

  /** How many rows, 100. */
  public MakeClassification samples(int n) {
    atLeast(1, "samples", n);
    return with(copy -> copy.samples = n);
  }

  /** How many features, 20; those that are of no kind below are noise. */
  public MakeClassification features(int n) {
    atLeast(1, "features", n);
    return with(copy -> copy.features = n);
  }

  /** How many features the classes depend on, 2. */
  public MakeClassification informative(int n) {
    atLeast(1, "informative features", n);
    return with(copy -> copy.informative = n);
  }

  /** How many features are mixtures of the informative ones, 2. */
  public MakeClassification redundant(int n) {
    atLeast(0, "redundant features", n);
    return with(copy -> copy.redundant = n);
  }

  /** How many features are copies of informative and redundant ones, 0. */
  public MakeClassification repeated(int n) {
    atLeast(0, "repeated features", n);
    return with(copy -> copy.repeated = n);
  }

  /** How many classes, 2. */
  public MakeClassification classes(int n) {
    atLeast(1, "classes", n);
    return with(copy -> copy.classes = n);
  }

  /** How many clusters make a class, 2. */
  public MakeClassification clustersPerClass(int n) {
    atLeast(1, "clusters per class", n);
    return with(copy -> copy.clustersPerClass = n);
  }

  /** The share of each class; the last may be left out. Equal shares by default. */
  public MakeClassification weights(double... shares) {
    double[] values = shares.clone();
    Arrays.stream(values).forEach(value -> within(0, 1, "weight", value));
    return with(copy -> copy.weights = values);
  }

  /** The share of rows that get a class at random, 0.01. */
  public MakeClassification flipY(double share) {
    within(0, 1, "share of flipped labels", share);
    return with(copy -> copy.flipY = share);
  }

  /** Half the cube's edge, 1: larger values make the task easier. */
  public MakeClassification classSep(double half) {
    notNegative("class separation", half);
    return with(copy -> copy.classSep = half);
  }

  /** Whether clusters are at the corners of a cube, true, or of a random polytope. */
  public MakeClassification hypercube(boolean hypercube) {
    return with(copy -> copy.hypercube = hypercube);
  }

  /** What is added to all features, 0, or to each; with no number at all, random ones. */
  public MakeClassification shift(double... values) {
    double[] copied = values.clone();
    return with(copy -> copy.shift = copied);
  }

  /**
   * What all features are multiplied with after the shift, 1, or each; with no number, random ones.
   */
  public MakeClassification scale(double... values) {
    double[] copied = values.clone();
    return with(copy -> copy.scale = copied);
  }

  /** Whether rows and features come in random order, true. */
  public MakeClassification shuffle(boolean shuffle) {
    return with(copy -> copy.shuffle = shuffle);
  }

  @Override
  public ClassificationData make(RandomState random) {
    requireOptionsThatGoTogether();
    int clusters = classes * clustersPerClass;
    int[] sizes = sizes(clusters);
    double[][] centers = centers(clusters, random);
    double[][] x = random.standardNormal(samples, informative);
    int[] y = new int[samples];
    int row = 0;
    for (int k = 0; k < clusters; k++) {
      double[][] mix = signed(informative, informative, random);
      for (int end = row + sizes[k]; row < end; row++) {
        y[row] = k % classes;
        x[row] = Arrays.copyOf(Matrices.times(x[row], mix, informative), features);
        for (int j = 0; j < informative; j++) {
          x[row][j] += centers[k][j];
        }
      }
    }
    addOtherFeatures(x, random);
    double[] lots = random.randomSample(samples);
    int[] flipped = IntStream.range(0, samples).filter(i -> lots[i] < flipY).toArray();
    int[] labels = random.randint(0, classes, flipped.length);
    for (int i = 0; i < flipped.length; i++) {
      y[flipped[i]] = labels[i];
    }
    moveAndStretch(x, random);
    if (!shuffle) {
      return ClassificationData.numbered(x, y, features, classes);
    }
    int[] rows = Matrices.order(samples, random);
    int[] columns = Matrices.order(features, random);
    return ClassificationData.numbered(
        Matrices.columns(Matrices.rows(x, rows), columns),
        Matrices.rows(y, rows),
        features,
        classes);
  }

  private void requireOptionsThatGoTogether() {
    if (informative + redundant + repeated > features) {
      throw new IllegalArgumentException(
          "%d informative, %d redundant and %d repeated features are more than %d features."
              .formatted(informative, redundant, repeated, features));
    }
    if (informative < 31 && (long) classes * clustersPerClass > 1L << informative) {
      throw new IllegalArgumentException(
          "%d classes of %d clusters need as many corners, but a cube of %d informative features has %d."
              .formatted(classes, clustersPerClass, informative, 1L << informative));
    }
    if (weights.length > 0 && weights.length != classes && weights.length != classes - 1) {
      throw new IllegalArgumentException(
          "There are %d classes, but %d weights.".formatted(classes, weights.length));
    }
    for (double[] values : new double[][] {shift, scale}) {
      if (values.length > 1 && values.length != features) {
        throw new IllegalArgumentException(
            "There are %d features, but %d numbers to shift or scale them."
                .formatted(features, values.length));
      }
    }
  }

  private int[] sizes(int clusters) {
    double[] shares = Arrays.copyOf(weights, classes);
    if (weights.length == 0) {
      Arrays.fill(shares, 1.0 / classes);
    } else if (weights.length == classes - 1) {
      double sum = 0;
      for (double weight : weights) {
        sum += weight;
      }
      shares[classes - 1] = 1 - sum;
    }
    int[] sizes = new int[clusters];
    Arrays.setAll(sizes, k -> (int) (samples * shares[k % classes] / clustersPerClass));
    int missing = samples - Arrays.stream(sizes).sum();
    if (missing < 0) {
      throw new IllegalArgumentException(
          "The weights %s add up to more than 1.".formatted(Arrays.toString(weights)));
    }
    for (int i = 0; i < missing; i++) {
      sizes[i % clusters]++;
    }
    return sizes;
  }

  private double[][] centers(int clusters, RandomState random) {
    int[][] corners = Corners.of(clusters, informative, random);
    double[][] centers = new double[clusters][informative];
    double[][] rows = hypercube ? null : random.randomSample(clusters, 1);
    double[] columns = hypercube ? null : random.randomSample(informative);
    for (int k = 0; k < clusters; k++) {
      for (int j = 0; j < informative; j++) {
        double place = corners[k][j] * (2 * classSep) - classSep;
        centers[k][j] = hypercube ? place : place * rows[k][0] * columns[j];
      }
    }
    return centers;
  }

  private void addOtherFeatures(double[][] x, RandomState random) {
    int n = informative + redundant;
    double[][] mix = signed(informative, redundant, random);
    double[] lots = random.randomSample(repeated);
    int noise = features - n - repeated;
    double[][] normals = random.standardNormal(samples, noise);
    for (int i = 0; i < samples; i++) {
      System.arraycopy(Matrices.times(x[i], mix, redundant), 0, x[i], informative, redundant);
      for (int j = 0; j < repeated; j++) {
        x[i][n + j] = x[i][(int) ((n - 1) * lots[j] + 0.5)];
      }
      System.arraycopy(normals[i], 0, x[i], n + repeated, noise);
    }
  }

  private void moveAndStretch(double[][] x, RandomState random) {
    double[] added = shift;
    if (shift.length == 0) {
      added = random.randomSample(features);
      for (int j = 0; j < features; j++) {
        added[j] = (2 * added[j] - 1) * classSep;
      }
    }
    double[] factors = scale;
    if (scale.length == 0) {
      factors = random.randomSample(features);
      for (int j = 0; j < features; j++) {
        factors[j] = 1 + 100 * factors[j];
      }
    }
    for (double[] row : x) {
      for (int j = 0; j < features; j++) {
        row[j] = (row[j] + added[added.length == 1 ? 0 : j]) * factors[factors.length == 1 ? 0 : j];
      }
    }
  }

  /** Uniform numbers between -1 and 1. */
  private static double[][] signed(int rows, int columns, RandomState random) {
    double[][] values = random.randomSample(rows, columns);
    for (double[] row : values) {
      Arrays.setAll(row, j -> 2 * row[j] - 1);
    }
    return values;
  }
}
