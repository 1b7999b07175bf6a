package peaberry.data;

import java.util.List;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/** Features and what is to be predicted from them, row by row. Shows itself as a table. */
public sealed interface Dataset extends Displayable
    permits ClassificationData, RegressionData, LinearData {

  /** One name per column of {@link #x}. */
  List<String> featureNames();

  /** The features, n rows of p values. */
  double[][] x();

  /** The features and, last, what is to be predicted. */
  Table table();

  @Override
  default MimeBundle toMimeBundle() {
    return TableRenderer.grid(table()).toMimeBundle();
  }
}
