package peaberry.learn;

import java.util.List;
import tech.tablesaw.api.Table;

/** A fitted model that predicts one number for each row. */
public interface Regressor {
  /** The features' names, in the order of fitting. */
  List<String> features();

  /**
   * Predictions for rows of features, in the order of {@link #features()}.
   *
   * @throws IllegalArgumentException if a row has another number of features or a value is not
   *     finite
   */
  double[] predict(double[][] x);

  /**
   * Predictions for the rows of a table that has the model's features among its columns.
   *
   * @throws IllegalArgumentException if a feature is absent, not numeric, or has missing values
   */
  default double[] predict(Table table) {
    return predict(Rows.of(table, features()).x());
  }
}
