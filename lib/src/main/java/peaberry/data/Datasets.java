package peaberry.data;

/**
 * Data to learn with: made by scikit-learn's generators.
 *
 * <pre>{@code
 * var blobs = Datasets.makeBlobs().samples(300).centers(4).make(42);
 * }</pre>
 */
public final class Datasets {
  private Datasets() {}

  /** Gaussian clouds, {@code make_blobs}. */
  public static MakeBlobs makeBlobs() {
    return new MakeBlobs();
  }

  /** Two half circles that reach into each other, {@code make_moons}. */
  public static MakeRings makeMoons() {
    return new MakeRings(true);
  }

  /** A circle within a circle, {@code make_circles}. */
  public static MakeRings makeCircles() {
    return new MakeRings(false);
  }

  /** Clusters at the corners of a cube, {@code make_classification}. */
  public static MakeClassification makeClassification() {
    return new MakeClassification();
  }

  /** A linear target, {@code make_regression}. */
  public static MakeRegression makeRegression() {
    return new MakeRegression();
  }
}
