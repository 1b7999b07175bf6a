package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import peaberry.data.Grid;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
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
public final class MinMaxScaler implements Displayable {
  private final Scaling scaling;

  private MinMaxScaler(Scaling scaling) {
    this.scaling = scaling;
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

  /** The features' names. */
  public List<String> features() {
    return scaling.names();
  }

  /** The features' smallest values. */
  public double[] minima() {
    return scaling.shifts().clone();
  }

  /** What each feature is divided by; 1 for a feature that is constant. */
  public double[] scales() {
    return scaling.scales().clone();
  }

  /**
   * The rows scaled, in new arrays.
   *
   * @throws IllegalArgumentException if a width differs from the fit's or a value is not finite
   */
  public double[][] transform(double[][] x) {
    return scaling.apply(x);
  }

  /** A copy of the table with the fitted columns scaled and the others as they are. */
  public Table transform(Table table) {
    return scaling.apply(table);
  }

  /** Scaled rows back in their own units. */
  public double[][] inverse(double[][] scaled) {
    return scaling.undo(scaled);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return grid().toMimeBundle();
  }

  @Override
  public String toString() {
    return grid().toText();
  }

  private Grid grid() {
    return scaling.grid("MinMaxScaler", "minimum");
  }
}
