package peaberry.teach;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * A notebook's figures by name, shown as JSON: what {@code make parity} holds to the figures of the
 * Python original.
 *
 * <pre>{@code
 * new Results().with("rmse", rmse).with("coefficients", model.coefficients())
 * }</pre>
 *
 * <p>Numbers are written with as many digits as they need to be read back to the last bit.
 * Immutable.
 */
public final class Results implements Displayable {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  private final Map<String, Object> values;

  /** No figures yet. */
  public Results() {
    this(Map.of());
  }

  private Results(Map<String, Object> values) {
    this.values = values;
  }

  /** These figures and one number. */
  public Results with(String name, double value) {
    return add(name, value);
  }

  /** These figures and one count. */
  public Results with(String name, long value) {
    return add(name, value);
  }

  /** These figures and a row of numbers. */
  public Results with(String name, double[] values) {
    return add(name, values.clone());
  }

  /** These figures and a row of counts. */
  public Results with(String name, int[] values) {
    return add(name, values.clone());
  }

  /** These figures and a matrix, row by row. */
  public Results with(String name, double[][] values) {
    return add(name, values.clone());
  }

  /** These figures and a matrix of counts, row by row. */
  public Results with(String name, int[][] values) {
    return add(name, values.clone());
  }

  private Results add(String name, Object value) {
    if (values.containsKey(name)) {
      throw new IllegalArgumentException(
          "There is a figure called %s already: give this one another name.".formatted(name));
    }
    var more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Results(Collections.unmodifiableMap(more));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  /** The figures as one JSON object. */
  @Override
  public String toString() {
    return GSON.toJson(values);
  }
}
