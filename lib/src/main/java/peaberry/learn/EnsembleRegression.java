package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/** What tells numbers by trees of one output. */
abstract sealed class EnsembleRegression implements Regressor, Attributable, Displayable
    permits GradientBoostingRegression, RandomForestRegression {
  final Ensemble ensemble;

  EnsembleRegression(Ensemble ensemble) {
    this.ensemble = ensemble;
  }

  @Override
  public final List<String> features() {
    return ensemble.names();
  }

  @Override
  public final double[] predict(double[][] x) {
    return Arrays.stream(ensemble.outputs(x)).mapToDouble(row -> row[0]).toArray();
  }

  @Override
  public final double[] expectations() {
    return ensemble.expectations();
  }

  @Override
  public final double[][] attributions(double[] row) {
    return ensemble.attributions(row);
  }

  @Override
  public final MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }
}
