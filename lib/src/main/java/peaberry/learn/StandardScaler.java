package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import peaberry.data.Grid;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
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
public final class StandardScaler implements Displayable {
  private final Scaling scaling;

  private StandardScaler(Scaling scaling) {
    this.scaling = scaling;
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

  /** The features' names. */
  public List<String> features() {
    return scaling.names();
  }

  /** The features' means. */
  public double[] means() {
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
    return scaling.grid("StandardScaler", "mean");
  }
}
