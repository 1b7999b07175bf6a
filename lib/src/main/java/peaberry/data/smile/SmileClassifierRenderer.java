package peaberry.data.smile;

import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;
import smile.classification.Classifier;

/** Shows a fitted Smile classifier: kind, formula, classes, main figures. */
@SuppressWarnings("rawtypes")
public final class SmileClassifierRenderer implements Renderer<Classifier> {

  @Override
  public Class<Classifier> type() {
    return Classifier.class;
  }

  @Override
  public MimeBundle render(Classifier model) {
    return ModelSummary.of(model);
  }
}
