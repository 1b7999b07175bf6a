package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Brings each feature to mean 0 and standard deviation 1: scikit-learn's {@code StandardScaler},
 * with the deviation of all rows (divided by n, not n - 1).
 *
 * <pre>{@code
 * var scaler = StandardScaler.fit(train, "Age", "Income");
 * Table scaled = scaler.transform(test);
 * }</pre>
 *
 * <p>Fit it to the training rows alone, or the test rows leak into the model. Immutable.
 */
public final class StandardScaler extends Scaler {
  private StandardScaler(Scaling scaling) {
    super(scaling, "mean");
  }

  /**
   * Learns from the named columns of a table.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values
   */
  public static StandardScaler fit(Table table, String... features) {
    return fit(Rows.of(table, List.of(features)));
  }

  /**
   * Learns from rows of features.
   *
   * @throws IllegalArgumentException if there is no row, a width differs, or a value is not finite
   */
  public static StandardScaler fit(double[][] x) {
    return fit(Rows.of(x));
  }

  private static StandardScaler fit(Rows rows) {
    double[][] columns = rows.columns();
    double[] means =
        Arrays.stream(columns).mapToDouble(c -> Arrays.stream(c).sum() / c.length).toArray();
    double[] scales = new double[columns.length];
    for (int f = 0; f < scales.length; f++) {
      double mean = means[f];
      double[] column = columns[f];
      double squares = Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum();
      double deviation = Math.sqrt(squares / column.length);
      scales[f] = deviation <= 1e-14 * Math.abs(mean) ? 1 : deviation;
    }
    return new StandardScaler(new Scaling(rows.names(), means, scales));
  }

  /** The features' means. */
  public double[] means() {
    return shifts();
  }
}
