package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/** A fitted model that predicts one of several classes for each row. */
public interface Classifier {
  /** The features' names, in the order of fitting. */
  List<String> features();

  /** The classes' labels, in ascending order. */
  List<Integer> classes();

  /**
   * The probability of each class, in the order of {@link #classes()}, for each row of features.
   *
   * @throws IllegalArgumentException if a row has another number of features or a value is not
   *     finite
   */
  double[][] probabilities(double[][] x);

  /** The probability of each class, for each row of a table with the model's features. */
  default double[][] probabilities(Table table) {
    return probabilities(Rows.of(table, features()).x());
  }

  /** The likeliest class of each row, the lower one if two are. */
  default int[] predict(double[][] x) {
    return Arrays.stream(probabilities(x)).mapToInt(row -> classes().get(largest(row))).toArray();
  }

  /** The likeliest class of each row of a table that has the model's features. */
  default int[] predict(Table table) {
    return predict(Rows.of(table, features()).x());
  }

  /**
   * The probability of the second of two classes, which curves over thresholds want.
   *
   * @throws IllegalStateException if the model has more classes than two
   */
  default double[] scores(double[][] x) {
    if (classes().size() != 2) {
      throw new IllegalStateException(
          "The model has the classes %s, and a score is for two: take a column of probabilities."
              .formatted(classes()));
    }
    return Arrays.stream(probabilities(x)).mapToDouble(row -> row[1]).toArray();
  }

  /** The probability of the second of two classes, for each row of a table. */
  default double[] scores(Table table) {
    return scores(Rows.of(table, features()).x());
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
