package peaberry.data.tribuo;

import java.util.List;
import org.tribuo.clustering.evaluation.ClusteringEvaluation;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/** Shows how far Tribuo's clusters agree with known ones. */
public final class ClusteringEvaluationRenderer implements Renderer<ClusteringEvaluation> {

  @Override
  public Class<ClusteringEvaluation> type() {
    return ClusteringEvaluation.class;
  }

  @Override
  public MimeBundle render(ClusteringEvaluation evaluation) {
    return new Grid(
            List.of(Grid.Column.text("measure"), Grid.Column.number("value")),
            List.of(
                List.of("normalized mutual information", Numbers.format(evaluation.normalizedMI())),
                List.of("adjusted mutual information", Numbers.format(evaluation.adjustedMI()))),
            evaluation.getPredictions().size() + " rows")
        .toMimeBundle();
  }
}
