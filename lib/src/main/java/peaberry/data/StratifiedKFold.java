package peaberry.data;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import peaberry.random.RandomState;
import tech.tablesaw.columns.Column;

/**
 * Cross-validation in k folds that have the classes in the proportions of the whole: the folds of
 * scikit-learn's {@code StratifiedKFold}.
 *
 * <pre>{@code StratifiedKFold.of(5).shuffled(42).split(labels)}</pre>
 *
 * @param folds how many, at least 2
 * @param seed scikit-learn's {@code random_state} if rows are shuffled within their class
 */
public record StratifiedKFold(int folds, OptionalLong seed) {

  public StratifiedKFold {
    Folds.requireSeveral(folds);
  }

  /** Folds in the order of the rows. */
  public static StratifiedKFold of(int folds) {
    return new StratifiedKFold(folds, OptionalLong.empty());
  }

  /** The same number of folds, of rows at random. */
  public StratifiedKFold shuffled(long seed) {
    return new StratifiedKFold(folds, OptionalLong.of(seed));
  }

  /**
   * The folds; rows are in ascending order in each part. A class with fewer rows than folds is
   * absent from the test part of some.
   *
   * @param labels one per row; one class at least has as many rows as there are folds
   */
  public List<TrainTestSplit> split(int[] labels) {
    return split(Classes.of(labels));
  }

  /** The same with labels that are texts. */
  public List<TrainTestSplit> split(String[] labels) {
    return split(Classes.of(labels));
  }

  /** The same with a table's column of texts, whole numbers or truth values. */
  public List<TrainTestSplit> split(Column<?> labels) {
    return split(Classes.of(labels));
  }

  private List<TrainTestSplit> split(Classes<?> labels) {
    int[] sizes = labels.requireSeveral().sizes();
    int[] codes = labels.codes();
    int largest = Arrays.stream(sizes).max().orElseThrow();
    if (folds > largest) {
      throw new IllegalArgumentException(
          "%d folds need a class of at least as many rows, but the largest has %d."
              .formatted(folds, largest));
    }
    // Classes in the order of their first row; what is left of one class goes on with the next.
    int[] byAppearance = Arrays.stream(codes).distinct().toArray();
    int[][] allocation = new int[sizes.length][folds];
    int dealt = 0;
    for (int code : byAppearance) {
      for (int i = 0; i < sizes[code]; i++) {
        allocation[code][dealt++ % folds]++;
      }
    }
    int[] foldOf = new int[codes.length];
    RandomState random = seed.isPresent() ? RandomState.of(seed.getAsLong()) : null;
    for (int code : byAppearance) {
      int[] counts = allocation[code];
      int[] ofClass =
          IntStream.range(0, folds)
              .flatMap(fold -> IntStream.range(0, counts[fold]).map(i -> fold))
              .toArray();
      if (random != null) {
        random.shuffle(ofClass);
      }
      int[] rows = labels.rows(code);
      for (int i = 0; i < rows.length; i++) {
        foldOf[rows[i]] = ofClass[i];
      }
    }
    return Folds.of(folds, foldOf);
  }
}
