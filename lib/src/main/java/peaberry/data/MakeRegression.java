package peaberry.data;

import java.util.Arrays;
import peaberry.random.RandomState;

/**
 * Linear targets of Gaussian features, some of which matter: scikit-learn's {@code
 * make_regression}. The draws are scikit-learn's to the last bit, sums within 10<sup>-12</sup>.
 *
 * <pre>{@code
 * var data = Datasets.makeRegression().samples(200).features(5).noise(10).make(42);
 * double[][] truth = Datasets.makeRegression().targets(2).makeLinear(42).coefficients();
 * }</pre>
 */
public final class MakeRegression extends Recipe<MakeRegression, RegressionData> {
  private int samples = 100;
  private int features = 100;
  private int informative = 10;
  private int targets = 1;
  private double bias;
  private int effectiveRank;
  private double tailStrength = 0.5;
  private double noise;
  private boolean shuffle = true;

  MakeRegression() {}

  /** How many rows, 100. */
  public MakeRegression samples(int n) {
    atLeast(1, "samples", n);
    return with(copy -> copy.samples = n);
  }

  /** How many features, 100. */
  public MakeRegression features(int n) {
    atLeast(1, "features", n);
    return with(copy -> copy.features = n);
  }

  /** How many features the target depends on, 10, or all if there are fewer. */
  public MakeRegression informative(int n) {
    atLeast(0, "informative features", n);
    return with(copy -> copy.informative = n);
  }

  /** How many targets, 1; several are made by {@link #makeLinear}. */
  public MakeRegression targets(int n) {
    atLeast(1, "targets", n);
    return with(copy -> copy.targets = n);
  }

  /** What is added to each target, 0. */
  public MakeRegression bias(double bias) {
    finite("bias", bias);
    return with(copy -> copy.bias = bias);
  }

  /** About how many directions explain most of the features; by default all are independent. */
  public MakeRegression effectiveRank(int rank) {
    atLeast(1, "explaining directions", rank);
    return with(copy -> copy.effectiveRank = rank);
  }

  /** The share of the tail in the singular values, 0.5; matters with an effective rank only. */
  public MakeRegression tailStrength(double share) {
    within(0, 1, "tail strength", share);
    return with(copy -> copy.tailStrength = share);
  }

  /** The standard deviation of what is added to the targets, 0. */
  public MakeRegression noise(double deviation) {
    notNegative("noise", deviation);
    return with(copy -> copy.noise = deviation);
  }

  /** Whether rows and features come in random order, true. */
  public MakeRegression shuffle(boolean shuffle) {
    return with(copy -> copy.shuffle = shuffle);
  }

  @Override
  public RegressionData make(RandomState random) {
    if (targets != 1) {
      throw new IllegalArgumentException(
          "Regression data has one target, but this recipe makes %d: call makeLinear."
              .formatted(targets));
    }
    return makeLinear(random).target(0);
  }

  /** All targets and the coefficients they were made with, for {@code random_state=seed}. */
  public LinearData makeLinear(long seed) {
    return makeLinear(RandomState.of(seed));
  }

  /** The same with {@code random_state=random}, whose stream moves on. */
  public LinearData makeLinear(RandomState random) {
    double[][] x =
        effectiveRank == 0
            ? random.standardNormal(samples, features)
            : LowRank.matrix(samples, features, effectiveRank, tailStrength, random);
    double[][] truth = new double[features][targets];
    for (int j = 0; j < Math.min(features, informative); j++) {
      double[] draws = random.randomSample(targets);
      Arrays.setAll(truth[j], t -> 100 * draws[t]);
    }
    double[][] y = new double[samples][];
    for (int i = 0; i < samples; i++) {
      double[] sums = Matrices.times(x[i], truth, targets);
      y[i] = Arrays.stream(sums).map(sum -> sum + bias).toArray();
    }
    if (noise > 0) {
      for (double[] row : y) {
        double[] added = random.normal(0, noise, targets);
        Arrays.setAll(row, t -> row[t] + added[t]);
      }
    }
    if (!shuffle) {
      return new LinearData(Matrices.names(features), x, y, truth);
    }
    int[] rows = Matrices.order(samples, random);
    int[] columns = Matrices.order(features, random);
    return new LinearData(
        Matrices.names(features),
        Matrices.columns(Matrices.rows(x, rows), columns),
        Matrices.rows(y, rows),
        Matrices.rows(truth, columns));
  }
}
