package peaberry.data;

/**
 * Data to learn with: the small classic sets, value by value as scikit-learn has them, and what its
 * generators make.
 *
 * <pre>{@code
 * var iris = Datasets.iris();
 * Table table = iris.table();
 * var blobs = Datasets.makeBlobs().samples(300).centers(4).make(42);
 * }</pre>
 */
public final class Datasets {
  private Datasets() {}

  /**
   * Three species of iris, 50 flowers each, 4 lengths in cm.
   *
   * <p>Source: R. A. Fisher, "The use of multiple measurements in taxonomic problems", 1936, by way
   * of the UCI repository, doi:10.24432/C56C76, CC BY 4.0; two rows corrected after the paper, as
   * in R and scikit-learn.
   */
  public static ClassificationData iris() {
    return ClassicData.read("iris").classes("setosa", "versicolor", "virginica");
  }

  /**
   * Chemical analyses of 178 wines of three growers, 13 features.
   *
   * <p>Source: S. Aeberhard and M. Forina, UCI repository, doi:10.24432/C5PC7J, CC BY 4.0.
   */
  public static ClassificationData wine() {
    return ClassicData.read("wine").classes("class_0", "class_1", "class_2");
  }

  /**
   * 569 tumours, malignant (class 0) or benign (class 1), 30 features of cell nuclei.
   *
   * <p>Source: W. Wolberg, O. Mangasarian, N. Street and W. Street, Breast Cancer Wisconsin
   * (Diagnostic), UCI repository, doi:10.24432/C5DW2B, CC BY 4.0.
   */
  public static ClassificationData breastCancer() {
    return ClassicData.read("breast_cancer").classes("malignant", "benign");
  }

  /**
   * 1,797 handwritten digits as pictures of 8 x 8 pixels, row by row, from 0 to 16.
   *
   * <p>Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits (test part),
   * UCI repository, doi:10.24432/C50P49, CC BY 4.0.
   */
  public static ClassificationData digits() {
    return ClassicData.read("digits").classes("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  /**
   * The course of diabetes within a year in 442 patients, 10 features, each with mean 0 and sum of
   * squares 1, as {@code load_diabetes()} gives it (within 10<sup>-12</sup>).
   *
   * <p>Source: B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, "Least angle regression",
   * Annals of Statistics 32, 2004; published with the paper, without a licence.
   */
  public static RegressionData diabetes() {
    return ClassicData.read("diabetes").scaled().numbers();
  }

  /** The same with the features as they were measured, {@code load_diabetes(scaled=False)}. */
  public static RegressionData diabetesUnscaled() {
    return ClassicData.read("diabetes").numbers();
  }

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

  /** One or more linear targets, {@code make_regression}. */
  public static MakeRegression makeRegression() {
    return new MakeRegression();
  }
}
