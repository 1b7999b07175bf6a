package peaberry.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A data set of this jar as it was read.
 *
 * @param featureNames one per column of {@code x}
 * @param x the features
 * @param targets the last column: a class or a number
 */
record ClassicData(List<String> featureNames, double[][] x, List<String> targets) {

  /** Reads the resource {@code name.csv}: a line of heads, then numbers and a target each. */
  static ClassicData read(String name) {
    try (var in = ClassicData.class.getResourceAsStream(name + ".csv")) {
      String[] lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
      List<String> heads = List.of(lines[0].split(","));
      int width = heads.size() - 1;
      List<String[]> rows = Arrays.stream(lines).skip(1).map(line -> line.split(",")).toList();
      return new ClassicData(
          heads.subList(0, width),
          rows.stream()
              .map(row -> Arrays.stream(row, 0, width).mapToDouble(Double::parseDouble).toArray())
              .toArray(double[][]::new),
          rows.stream().map(row -> row[width]).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ClassificationData classes(String... names) {
    List<String> order = List.of(names);
    int[] y = targets.stream().mapToInt(order::indexOf).toArray();
    return new ClassificationData(featureNames, x, y, order);
  }

  RegressionData numbers() {
    double[] y = targets.stream().mapToDouble(Double::parseDouble).toArray();
    return new RegressionData(featureNames, x, y);
  }

  /** With each feature's mean 0 and sum of squares 1. */
  ClassicData scaled() {
    int n = x.length;
    double[][] scaled = new double[n][featureNames.size()];
    for (int j = 0; j < featureNames.size(); j++) {
      double[] column = Matrices.column(x, j);
      double mean = Arrays.stream(column).sum() / n;
      double squares = Arrays.stream(column).map(value -> (value - mean) * (value - mean)).sum();
      for (int i = 0; i < n; i++) {
        scaled[i][j] = (column[i] - mean) / Math.sqrt(squares);
      }
    }
    return new ClassicData(featureNames, scaled, targets);
  }
}
