package peaberry.data.tribuo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/** Shows what Tribuo found out about a classifier: one line per class, averages, accuracy. */
public final class LabelEvaluationRenderer implements Renderer<LabelEvaluation> {

  @Override
  public Class<LabelEvaluation> type() {
    return LabelEvaluation.class;
  }

  @Override
  public MimeBundle render(LabelEvaluation evaluation) {
    var confusion = evaluation.getConfusionMatrix();
    // Tribuo's own order is that of a hash table.
    List<Label> labels =
        confusion.getLabelOrder().stream().sorted(Comparator.comparing(Label::getLabel)).toList();
    double[][] columns = new double[4][labels.size() + 1];
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      columns[0][i] = confusion.support(label);
      columns[1][i] = evaluation.precision(label);
      columns[2][i] = evaluation.recall(label);
      columns[3][i] = evaluation.f1(label);
    }
    int last = labels.size();
    columns[0][last] = confusion.support();
    columns[1][last] = evaluation.macroAveragedPrecision();
    columns[2][last] = evaluation.macroAveragedRecall();
    columns[3][last] = evaluation.macroAveragedF1();
    List<List<String>> texts = new ArrayList<>();
    for (double[] column : columns) {
      texts.add(Numbers.column(column));
    }
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      List<String> line = new ArrayList<>();
      line.add(i == last ? "macro average" : labels.get(i).getLabel());
      for (List<String> column : texts) {
        line.add(column.get(i));
      }
      lines.add(line);
    }
    return new Grid(
            List.of(
                Grid.Column.text("class"),
                Grid.Column.number("n"),
                Grid.Column.number("precision"),
                Grid.Column.number("recall"),
                Grid.Column.number("F1")),
            lines,
            "accuracy " + Numbers.format(evaluation.accuracy()))
        .toMimeBundle();
  }
}
