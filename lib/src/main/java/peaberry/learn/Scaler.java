package peaberry.learn;

import java.util.List;
import peaberry.data.Grid;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * What was learned of rows to scale features by, each by itself: (x - shift) / scale. Fit it on the
 * training rows alone, and transform the others with it. Immutable.
 */
public abstract sealed class Scaler implements Displayable permits StandardScaler, MinMaxScaler {
  private final Scaling scaling;
  private final String shift;

  /** A scaler whose table calls what is taken away by this name. */
  Scaler(Scaling scaling, String shift) {
    this.scaling = scaling;
    this.shift = shift;
  }

  /** The features' names. */
  public List<String> features() {
    return scaling.names();
  }

  /** What each feature is divided by; 1 for a feature that is constant. */
  public double[] scales() {
    return scaling.scales().clone();
  }

  double[] shifts() {
    return scaling.shifts().clone();
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
    return scaling.grid(getClass().getSimpleName(), shift);
  }
}
