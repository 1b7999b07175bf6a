package peaberry.data.tribuo;

import java.util.Comparator;
import java.util.List;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelConfusionMatrix;
import peaberry.data.ConfusionGrid;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/** Shows Tribuo's confusion matrix with recall, precision and accuracy. */
public final class TribuoConfusionRenderer implements Renderer<LabelConfusionMatrix> {

  @Override
  public Class<LabelConfusionMatrix> type() {
    return LabelConfusionMatrix.class;
  }

  @Override
  public MimeBundle render(LabelConfusionMatrix confusion) {
    // Tribuo's own order is that of a hash table.
    List<Label> labels =
        confusion.getLabelOrder().stream().sorted(Comparator.comparing(Label::getLabel)).toList();
    double[][] counts = new double[labels.size()][labels.size()];
    for (int truth = 0; truth < counts.length; truth++) {
      for (int guess = 0; guess < counts.length; guess++) {
        counts[truth][guess] = confusion.confusion(labels.get(guess), labels.get(truth));
      }
    }
    return ConfusionGrid.of(labels.stream().map(Label::getLabel).toList(), counts).toMimeBundle();
  }
}
