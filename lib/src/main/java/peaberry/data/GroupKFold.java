package peaberry.data;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import peaberry.random.RandomState;
import tech.tablesaw.columns.Column;

/**
 * Cross-validation in k folds of whole groups, such as the patients that rows were measured on: the
 * folds of scikit-learn's {@code GroupKFold}.
 *
 * <p>Without a seed the folds are of about one size: the largest group left goes to the smallest
 * fold. With one, groups are dealt out at random.
 *
 * @param folds how many, at least 2
 * @param seed scikit-learn's {@code random_state} if groups are shuffled
 */
public record GroupKFold(int folds, OptionalLong seed) {

  public GroupKFold {
    Folds.requireSeveral(folds);
  }

  /** Folds of about one size. */
  public static GroupKFold of(int folds) {
    return new GroupKFold(folds, OptionalLong.empty());
  }

  /** The same number of folds, of groups at random. */
  public GroupKFold shuffled(long seed) {
    return new GroupKFold(folds, OptionalLong.of(seed));
  }

  /**
   * The folds; rows are in ascending order in each part.
   *
   * @param groups one per row; at least as many different ones as folds
   */
  public List<TrainTestSplit> split(int[] groups) {
    return split(Classes.of(groups));
  }

  /** The same with groups that are texts. */
  public List<TrainTestSplit> split(String[] groups) {
    return split(Classes.of(groups));
  }

  /** The same with a table's column of texts, whole numbers or truth values. */
  public List<TrainTestSplit> split(Column<?> groups) {
    return split(Classes.of(groups));
  }

  private List<TrainTestSplit> split(Classes<?> groups) {
    Folds.requireEnough(folds, groups.count(), "groups");
    int[] foldOfGroup = seed.isPresent() ? dealt(groups.count()) : balanced(groups.sizes());
    int[] foldOf = IntStream.of(groups.codes()).map(group -> foldOfGroup[group]).toArray();
    return Folds.of(folds, foldOf);
  }

  private int[] dealt(int count) {
    int[] order = RandomState.of(seed.getAsLong()).permutation(count);
    int[] blocks = Folds.blocks(folds, count);
    int[] foldOfGroup = new int[count];
    for (int i = 0; i < count; i++) {
      foldOfGroup[order[i]] = blocks[i];
    }
    return foldOfGroup;
  }

  private int[] balanced(int[] sizes) {
    int[] foldSizes = new int[folds];
    int[] foldOfGroup = new int[sizes.length];
    // Of groups of one size the last comes first, as scikit-learn reverses a stable sort.
    IntStream.range(0, sizes.length)
        .boxed()
        .sorted(
            Comparator.comparing((Integer group) -> sizes[group]).thenComparing(g -> g).reversed())
        .forEach(
            group -> {
              int lightest = 0;
              for (int fold = 1; fold < folds; fold++) {
                lightest = foldSizes[fold] < foldSizes[lightest] ? fold : lightest;
              }
              foldSizes[lightest] += sizes[group];
              foldOfGroup[group] = lightest;
            });
    return foldOfGroup;
  }
}
