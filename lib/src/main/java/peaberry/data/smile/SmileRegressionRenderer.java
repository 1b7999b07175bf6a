package peaberry.data.smile;

import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;
import smile.regression.Regression;

/** Shows a fitted Smile regression: coefficients, or kind, formula, main figures. */
@SuppressWarnings("rawtypes")
public final class SmileRegressionRenderer implements Renderer<Regression> {

  @Override
  public Class<Regression> type() {
    return Regression.class;
  }

  @Override
  public MimeBundle render(Regression model) {
    return ModelSummary.of(model);
  }
}
