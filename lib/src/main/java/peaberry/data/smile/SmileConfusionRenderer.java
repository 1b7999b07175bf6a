package peaberry.data.smile;

import java.util.Arrays;
import java.util.stream.IntStream;
import peaberry.data.ConfusionGrid;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;
import smile.validation.metric.ConfusionMatrix;

/** Shows Smile's confusion matrix with recall, precision and accuracy. */
public final class SmileConfusionRenderer implements Renderer<ConfusionMatrix> {

  @Override
  public Class<ConfusionMatrix> type() {
    return ConfusionMatrix.class;
  }

  @Override
  public MimeBundle render(ConfusionMatrix confusion) {
    int[][] counts = confusion.matrix();
    return ConfusionGrid.of(
            IntStream.range(0, counts.length).mapToObj(Integer::toString).toList(),
            Arrays.stream(counts)
                .map(row -> Arrays.stream(row).asDoubleStream().toArray())
                .toArray(double[][]::new))
        .toMimeBundle();
  }
}
