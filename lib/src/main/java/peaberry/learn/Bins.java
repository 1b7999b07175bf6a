package peaberry.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Each feature cut into at most 255 bins of about as many rows, with edges halfway between
 * neighbouring values; one bin for each value where there are no more. What trees are grown from
 * (Ke et al. 2017, LightGBM).
 */
record Bins(byte[][] codes, double[][] edges) {
  private static final int MOST = 255;

  static Bins of(double[][] columns) {
    byte[][] codes = new byte[columns.length][];
    double[][] edges = new double[columns.length][];
    IntStream.range(0, columns.length)
        .parallel()
        .forEach(
            f -> {
              edges[f] = edges(columns[f]);
              codes[f] = codes(columns[f], edges[f]);
            });
    return new Bins(codes, edges);
  }

  private static double[] edges(double[] column) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    double[] cuts = new double[sorted.length];
    int count = 0;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        cuts[count++] = between(sorted[i - 1], sorted[i]);
      }
    }
    if (count < MOST) {
      return Arrays.copyOf(cuts, count);
    }
    count = 0;
    for (int b = 1; b < MOST; b++) {
      int i = (int) ((long) b * sorted.length / MOST);
      double cut = between(sorted[i - 1], sorted[i]);
      if (cut < sorted[sorted.length - 1] && (count == 0 || cut > cuts[count - 1])) {
        cuts[count++] = cut;
      }
    }
    return Arrays.copyOf(cuts, count);
  }

  private static double between(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle < high ? middle : low;
  }

  private static byte[] codes(double[] column, double[] edges) {
    byte[] codes = new byte[column.length];
    for (int i = 0; i < codes.length; i++) {
      int at = Arrays.binarySearch(edges, column[i]);
      codes[i] = (byte) (at < 0 ? -at - 1 : at);
    }
    return codes;
  }
}
