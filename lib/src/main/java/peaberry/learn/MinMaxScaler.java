package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Brings each feature to the range from 0 to 1: scikit-learn's {@code MinMaxScaler}. Rows that were
 * not fitted may fall outside.
 *
 * <pre>{@code
 * var scaler = MinMaxScaler.fit(train, "Age", "Income");
 * Table scaled = scaler.transform(test);
 * }</pre>
 *
 * <p>Fit it to the training rows alone, or the test rows leak into the model. Immutable.
 */
public final class MinMaxScaler extends Scaler {
  private MinMaxScaler(Scaling scaling) {
    super(scaling, "minimum");
  }

  /**
   * Learns from the named columns of a table.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values
   */
  public static MinMaxScaler fit(Table table, String... features) {
    return fit(Rows.of(table, List.of(features)));
  }

  /**
   * Learns from rows of features.
   *
   * @throws IllegalArgumentException if there is no row, a width differs, or a value is not finite
   */
  public static MinMaxScaler fit(double[][] x) {
    return fit(Rows.of(x));
  }

  private static MinMaxScaler fit(Rows rows) {
    double[][] columns = rows.columns();
    double[] minima =
        Arrays.stream(columns).mapToDouble(c -> Arrays.stream(c).min().orElseThrow()).toArray();
    double[] scales = new double[columns.length];
    for (int f = 0; f < scales.length; f++) {
      double range = Arrays.stream(columns[f]).max().orElseThrow() - minima[f];
      scales[f] = range == 0 ? 1 : range;
    }
    return new MinMaxScaler(new Scaling(rows.names(), minima, scales));
  }

  /** The features' smallest values. */
  public double[] minima() {
    return shifts();
  }
}
