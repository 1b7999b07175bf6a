package peaberry.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Each feature cut into bins, which trees are grown from (Ke et al. 2017, LightGBM): a bin for each
 * value where there are at most 2048, else 255 of about as many rows each, for speed.
 *
 * @param codes each row's bin, for each feature
 * @param least the smallest value in each bin, for each feature
 * @param greatest the largest one
 */
record Bins(short[][] codes, double[][] least, double[][] greatest) {
  private static final int MOST_VALUES = 2048;
  private static final int MANY = 255;

  static Bins of(double[][] columns) {
    short[][] codes = new short[columns.length][];
    double[][] least = new double[columns.length][];
    double[][] greatest = new double[columns.length][];
    IntStream.range(0, columns.length)
        .parallel()
        .forEach(
            f -> {
              // Adding 0 makes 0.0 of -0.0, which no question can tell apart.
              double[] values =
                  Arrays.stream(columns[f]).map(v -> v + 0.0).sorted().distinct().toArray();
              int[] starts =
                  values.length <= MOST_VALUES
                      ? IntStream.range(0, values.length).toArray()
                      : starts(columns[f], values);
              least[f] = Arrays.stream(starts).mapToDouble(s -> values[s]).toArray();
              greatest[f] = new double[starts.length];
              Arrays.setAll(
                  greatest[f],
                  b -> values[b + 1 < starts.length ? starts[b + 1] - 1 : values.length - 1]);
              codes[f] = codes(columns[f], least[f]);
            });
    return new Bins(codes, least, greatest);
  }

  /** The most bins that a feature has. */
  int most() {
    return Arrays.stream(least).mapToInt(bins -> bins.length).max().orElse(0);
  }

  /** What to ask for to tell one bin's rows from those of a later one. */
  double threshold(int feature, int before, int after) {
    double low = greatest[feature][before];
    double high = least[feature][after];
    double middle = low / 2 + high / 2;
    return middle < high ? middle : low;
  }

  /** The first value of each bin, by its position among the distinct values. */
  private static int[] starts(double[] column, double[] values) {
    double[] sorted = Arrays.stream(column).map(v -> v + 0.0).sorted().toArray();
    return IntStream.range(0, MANY)
        .mapToDouble(b -> sorted[(int) ((long) b * sorted.length / MANY)])
        .mapToInt(value -> Arrays.binarySearch(values, value))
        .distinct()
        .toArray();
  }

  private static short[] codes(double[] column, double[] least) {
    short[] codes = new short[column.length];
    for (int i = 0; i < codes.length; i++) {
      int at = Arrays.binarySearch(least, column[i] + 0.0);
      codes[i] = (short) (at < 0 ? -at - 2 : at);
    }
    return codes;
  }
}
