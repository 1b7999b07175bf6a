package peaberry.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import peaberry.random.RandomState;

/**
 * The draws behind {@link SplitSizes}, in scikit-learn's order. Source: {@code
 * StratifiedShuffleSplit} and {@code GroupShuffleSplit} in scikit-learn's {@code
 * model_selection/_split.py}, {@code _approximate_mode} in {@code utils/extmath.py}.
 */
final class ShuffleSplits {
  private ShuffleSplits() {}

  static TrainTestSplit plain(int n, SplitSizes.Counts counts, RandomState random) {
    int[] order = random.permutation(n);
    int tests = counts.tests();
    return new TrainTestSplit(
        n,
        Arrays.copyOfRange(order, tests, tests + counts.trains()),
        Arrays.copyOfRange(order, 0, tests));
  }

  static TrainTestSplit stratified(
      Classes<?> classes, SplitSizes.Counts counts, RandomState random) {
    int n = classes.codes().length;
    int trains = counts.trains();
    int tests = counts.tests();
    int[] sizes = classes.sizes();
    for (int code = 0; code < sizes.length; code++) {
      if (sizes[code] < 2) {
        throw new IllegalArgumentException(
            "The class %s has one row only, but a stratified split needs two of each."
                .formatted(classes.names().get(code)));
      }
    }
    if (Math.min(trains, tests) < sizes.length) {
      throw new IllegalArgumentException(
          "%d rows to train on and %d to test on cannot hold a row of each of %d classes: choose another size."
              .formatted(trains, tests, sizes.length));
    }
    int[] trainCounts = shares(sizes, trains, random);
    int[] left = sizes.clone();
    Arrays.setAll(left, code -> sizes[code] - trainCounts[code]);
    int[] testCounts = shares(left, tests, random);
    IntStream.Builder train = IntStream.builder();
    IntStream.Builder test = IntStream.builder();
    for (int code = 0; code < sizes.length; code++) {
      int[] rows = classes.rows(code);
      int[] order = random.permutation(sizes[code]);
      for (int i = 0; i < trainCounts[code] + testCounts[code]; i++) {
        (i < trainCounts[code] ? train : test).add(rows[order[i]]);
      }
    }
    int[] trainRows = train.build().toArray();
    int[] testRows = test.build().toArray();
    random.shuffle(trainRows);
    random.shuffle(testRows);
    return new TrainTestSplit(n, trainRows, testRows);
  }

  static TrainTestSplit groups(Classes<?> groups, SplitSizes.Counts counts, RandomState random) {
    TrainTestSplit split = plain(groups.count(), counts, random);
    BitSet trained = set(split.trainRows());
    BitSet tested = set(split.testRows());
    int[] codes = groups.codes();
    return TrainTestSplit.where(
        codes.length, row -> trained.get(codes[row]), row -> tested.get(codes[row]));
  }

  private static BitSet set(int[] numbers) {
    return IntStream.of(numbers).collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /** How many of {@code draws} rows each class gets: the most likely numbers, ties by lot. */
  private static int[] shares(int[] sizes, int draws, RandomState random) {
    int sum = Arrays.stream(sizes).sum();
    double[] exact =
        Arrays.stream(sizes).mapToDouble(size -> (double) size / sum * draws).toArray();
    int[] counts = Arrays.stream(exact).mapToInt(share -> (int) share).toArray();
    int missing = draws - Arrays.stream(counts).sum();
    double[] rest = new double[sizes.length];
    Arrays.setAll(rest, code -> exact[code] - counts[code]);
    double[] values = Arrays.stream(rest).distinct().sorted().toArray();
    for (int i = values.length - 1; i >= 0 && missing > 0; i--) {
      double value = values[i];
      int[] tied = IntStream.range(0, rest.length).filter(code -> rest[code] == value).toArray();
      int given = Math.min(tied.length, missing);
      for (int winner : random.choice(tied.length, given, false)) {
        counts[tied[winner]]++;
      }
      missing -= given;
    }
    return counts;
  }
}
