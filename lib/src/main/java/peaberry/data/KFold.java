package peaberry.data;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import peaberry.random.RandomState;

/**
 * Cross-validation in k folds: every row is in the test part of one of them. The folds of
 * scikit-learn's {@code KFold}.
 *
 * <pre>{@code
 * for (TrainTestSplit fold : KFold.of(5).shuffled(42).split(x.length)) {
 *   var model = LinearRegression.fit(fold.train(x), fold.train(y), names);
 * }
 * }</pre>
 *
 * @param folds how many, at least 2
 * @param seed scikit-learn's {@code random_state} if rows are shuffled first
 */
public record KFold(int folds, OptionalLong seed) {

  public KFold {
    Folds.requireSeveral(folds);
  }

  /** Folds of neighbouring rows. */
  public static KFold of(int folds) {
    return new KFold(folds, OptionalLong.empty());
  }

  /** The same number of folds, of rows at random. */
  public KFold shuffled(long seed) {
    return new KFold(folds, OptionalLong.of(seed));
  }

  /**
   * The folds; rows are in ascending order in each part.
   *
   * @param n how many rows there are, at least as many as folds
   */
  public List<TrainTestSplit> split(int n) {
    Folds.requireEnough(folds, n, "rows");
    int[] order = IntStream.range(0, n).toArray();
    seed.ifPresent(value -> RandomState.of(value).shuffle(order));
    int[] foldOf = new int[n];
    int[] blocks = Folds.blocks(folds, n);
    for (int i = 0; i < n; i++) {
      foldOf[order[i]] = blocks[i];
    }
    return Folds.of(folds, foldOf);
  }
}
