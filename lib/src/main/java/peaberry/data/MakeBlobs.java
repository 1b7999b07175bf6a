package peaberry.data;

import java.util.Arrays;
import peaberry.random.RandomState;

/**
 * Gaussian clouds around centres, scikit-learn's {@code make_blobs}, to the last bit.
 *
 * <pre>{@code
 * var data = Datasets.makeBlobs().samples(300).centers(4).clusterStd(0.6).make(0);
 * }</pre>
 */
public final class MakeBlobs extends Recipe<MakeBlobs, ClassificationData> {
  private int[] samples = {100};
  private int features = 2;
  private int centers;
  private double[][] places;
  private double[] deviations = {1};
  private double low = -10;
  private double high = 10;
  private boolean shuffle = true;

  MakeBlobs() {}

  /** How many rows in all, 100; with several numbers, how many of each centre. */
  public MakeBlobs samples(int... n) {
    int[] counts = n.clone();
    atLeast(1, "counts of samples", counts.length);
    Arrays.stream(counts).forEach(count -> atLeast(0, "samples", count));
    return with(copy -> copy.samples = counts);
  }

  /** How many features, 2; without meaning where the centres are given by their places. */
  public MakeBlobs features(int n) {
    atLeast(1, "features", n);
    return with(copy -> copy.features = n);
  }

  /** How many centres, 3. */
  public MakeBlobs centers(int n) {
    atLeast(1, "centers", n);
    return with(copy -> copy.centers = n);
  }

  /** Where the centres are, one row each. */
  public MakeBlobs centers(double[][] places) {
    atLeast(1, "centers", places.length);
    Matrices.requireWidth(places, places[0].length);
    double[][] rows = Arrays.stream(places).map(double[]::clone).toArray(double[][]::new);
    return with(copy -> copy.places = rows);
  }

  /** The standard deviation of all clouds, 1, or one of each. */
  public MakeBlobs clusterStd(double... deviations) {
    double[] values = deviations.clone();
    atLeast(1, "standard deviations", values.length);
    Arrays.stream(values).forEach(value -> notNegative("standard deviation", value));
    return with(copy -> copy.deviations = values);
  }

  /** Between which bounds the centres are drawn, -10 and 10. */
  public MakeBlobs centerBox(double low, double high) {
    finite("lower bound", low);
    finite("upper bound", high);
    return with(
        copy -> {
          copy.low = low;
          copy.high = high;
        });
  }

  /** Whether rows come in random order, true. */
  public MakeBlobs shuffle(boolean shuffle) {
    return with(copy -> copy.shuffle = shuffle);
  }

  @Override
  public ClassificationData make(RandomState random) {
    int count = count();
    double[][] middles = places == null ? random.uniform(low, high, count, features) : places;
    int width = middles[0].length;
    int[] sizes = sizes(count);
    int n = Arrays.stream(sizes).sum();
    double[][] x = new double[n][width];
    int[] y = new int[n];
    int row = 0;
    for (int k = 0; k < count; k++) {
      double deviation = deviations[deviations.length == 1 ? 0 : k];
      for (int end = row + sizes[k]; row < end; row++) {
        for (int j = 0; j < width; j++) {
          x[row][j] = random.normal(middles[k][j], deviation);
        }
        y[row] = k;
      }
    }
    int[] order = shuffle ? Matrices.order(n, random) : null;
    return ClassificationData.numbered(
        order == null ? x : Matrices.rows(x, order),
        order == null ? y : Matrices.rows(y, order),
        width,
        count);
  }

  private int count() {
    boolean each = samples.length > 1;
    int count = places != null ? places.length : centers > 0 ? centers : each ? samples.length : 3;
    if (each && samples.length != count) {
      throw new IllegalArgumentException(
          "There are %d centers, but %d counts of samples.".formatted(count, samples.length));
    }
    if (deviations.length > 1 && deviations.length != count) {
      throw new IllegalArgumentException(
          "There are %d centers, but %d standard deviations.".formatted(count, deviations.length));
    }
    return count;
  }

  private int[] sizes(int count) {
    if (samples.length > 1) {
      return samples;
    }
    int[] sizes = new int[count];
    Arrays.setAll(sizes, k -> samples[0] / count + (k < samples[0] % count ? 1 : 0));
    return sizes;
  }
}
