package peaberry.data.tribuo;

import java.util.List;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluation;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/** Shows what Tribuo found out about a regression: one line per target. */
public final class RegressionEvaluationRenderer implements Renderer<RegressionEvaluation> {

  @Override
  public Class<RegressionEvaluation> type() {
    return RegressionEvaluation.class;
  }

  @Override
  public MimeBundle render(RegressionEvaluation evaluation) {
    List<List<String>> lines =
        evaluation.r2().keySet().stream().map(target -> line(evaluation, target)).toList();
    return new Grid(
            List.of(
                Grid.Column.text("target"),
                Grid.Column.number("R²"),
                Grid.Column.number("RMSE"),
                Grid.Column.number("MAE")),
            lines,
            evaluation.getPredictions().size() + " rows")
        .toMimeBundle();
  }

  private static List<String> line(RegressionEvaluation evaluation, Regressor target) {
    return List.of(
        String.join(", ", target.getNames()),
        Numbers.format(evaluation.r2(target)),
        Numbers.format(evaluation.rmse(target)),
        Numbers.format(evaluation.mae(target)));
  }
}
