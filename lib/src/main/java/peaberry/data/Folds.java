package peaberry.data;

import java.util.List;
import java.util.stream.IntStream;

/** What the kinds of cross-validation share. */
final class Folds {
  private Folds() {}

  static void requireSeveral(int folds) {
    if (folds < 2) {
      throw new IllegalArgumentException(
          "Cross-validation needs at least 2 folds, but " + folds + " were asked for.");
    }
  }

  static void requireEnough(int folds, int n, String things) {
    if (folds > n) {
      throw new IllegalArgumentException(
          "%d folds need at least as many %s, but there are %d.".formatted(folds, things, n));
    }
  }

  /** The fold of each of {@code n} things in a row, the first folds one larger if need be. */
  static int[] blocks(int folds, int n) {
    return IntStream.range(0, folds)
        .flatMap(fold -> IntStream.range(0, n / folds + (fold < n % folds ? 1 : 0)).map(i -> fold))
        .toArray();
  }

  /** One split for each fold, of the rows that have its number. */
  static List<TrainTestSplit> of(int folds, int[] foldOf) {
    return IntStream.range(0, folds)
        .mapToObj(fold -> TrainTestSplit.where(foldOf.length, row -> foldOf[row] == fold))
        .toList();
  }
}
