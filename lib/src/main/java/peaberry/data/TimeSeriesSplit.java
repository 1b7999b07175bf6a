package peaberry.data;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Splits of rows in the order of time: a model learns from the past and is tested on what follows.
 * The splits of scikit-learn's {@code TimeSeriesSplit}; each learns from more rows than the one
 * before, unless {@link #maxTrainSize(int)} makes the past a moving window.
 *
 * <pre>{@code TimeSeriesSplit.of(5).testSize(24).gap(2).split(prices.length)}</pre>
 *
 * @param splits how many, at least 2
 * @param testSize rows to test on in each; n / (splits + 1) if it is not said
 * @param gap rows to leave out between the two parts
 * @param maxTrainSize the most rows to learn from, if there is a limit
 */
public record TimeSeriesSplit(int splits, OptionalInt testSize, int gap, OptionalInt maxTrainSize) {

  public TimeSeriesSplit {
    Folds.requireSeveral(splits);
    if (gap < 0) {
      throw new IllegalArgumentException("The gap must be 0 or more, but it is " + gap + ".");
    }
    requirePositive("test size", testSize);
    requirePositive("largest train size", maxTrainSize);
  }

  /** Splits without a gap, with all of the past. */
  public static TimeSeriesSplit of(int splits) {
    return new TimeSeriesSplit(splits, OptionalInt.empty(), 0, OptionalInt.empty());
  }

  /** The same with so many rows to test on. */
  public TimeSeriesSplit testSize(int rows) {
    return new TimeSeriesSplit(splits, OptionalInt.of(rows), gap, maxTrainSize);
  }

  /** The same with so many rows left out before those to test on. */
  public TimeSeriesSplit gap(int rows) {
    return new TimeSeriesSplit(splits, testSize, rows, maxTrainSize);
  }

  /** The same with so many rows to learn from at most, the latest ones. */
  public TimeSeriesSplit maxTrainSize(int rows) {
    return new TimeSeriesSplit(splits, testSize, gap, OptionalInt.of(rows));
  }

  /**
   * The splits, the earliest first.
   *
   * @param n how many rows there are, in the order of time
   */
  public List<TrainTestSplit> split(int n) {
    int tests = testSize.orElse(n / (splits + 1));
    long firstTest = n - (long) splits * tests;
    if (tests == 0 || firstTest - gap <= 0) {
      throw new IllegalArgumentException(
          "%d rows are too few for %d splits with %d rows to test on and a gap of %d: give at least %d."
              .formatted(
                  n, splits, Math.max(1, tests), gap, splits * Math.max(1L, tests) + gap + 1));
    }
    return IntStream.range(0, splits)
        .mapToObj(
            i -> {
              int start = (int) firstTest + i * tests;
              int end = start - gap;
              int first = Math.max(0, end - maxTrainSize.orElse(end));
              return new TrainTestSplit(
                  n,
                  IntStream.range(first, end).toArray(),
                  IntStream.range(start, start + tests).toArray());
            })
        .toList();
  }

  private static void requirePositive(String name, OptionalInt value) {
    if (value.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "The %s must be at least 1, but it is %d.".formatted(name, value.getAsInt()));
    }
  }
}
