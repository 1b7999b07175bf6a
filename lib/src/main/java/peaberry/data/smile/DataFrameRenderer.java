package peaberry.data.smile;

import java.util.Locale;
import peaberry.data.Excerpt;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;
import smile.data.DataFrame;
import smile.data.measure.CategoricalMeasure;
import smile.data.vector.ValueVector;

/** Shows a Smile data frame as a Tablesaw table is shown: edges, types, shape. */
public final class DataFrameRenderer implements Renderer<DataFrame> {

  @Override
  public Class<DataFrame> type() {
    return DataFrame.class;
  }

  @Override
  public MimeBundle render(DataFrame frame) {
    return Excerpt.of(frame.nrow(), frame.ncol(), index -> column(frame.column(index)), "")
        .toMimeBundle();
  }

  private static Excerpt.Column column(ValueVector vector) {
    String name = vector.name();
    String type = vector.dtype().name().toLowerCase(Locale.ROOT);
    if (vector.measure() instanceof CategoricalMeasure) {
      return Excerpt.Column.left(
          name, "category", row -> vector.isNullAt(row) ? null : vector.getScale(row));
    }
    if (vector.dtype().isFloating()) {
      return Excerpt.Column.fractions(
          name, type, row -> vector.isNullAt(row) ? Double.NaN : vector.getDouble(row));
    }
    return vector.dtype().isIntegral()
        ? Excerpt.Column.right(name, type, row -> vector.isNullAt(row) ? null : vector.get(row))
        : Excerpt.Column.left(name, vector.dtype().isString() ? "text" : type, vector::get);
  }
}
