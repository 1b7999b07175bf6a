package peaberry.teach;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * What a text of the course claims, measured: what {@code make claims} gathers in the ledger.
 *
 * <pre>{@code
 * new Claims().with("adam-first", "Adam is nearest to the minimum", "nearest", distances,
 *     distances[2] < distances[1], "with its own best step size each, momentum is")
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Claims implements Displayable {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  private final Map<String, Claim> claims;

  /**
   * One claim.
   *
   * @param text the claim in a few words of our own
   * @param printed what the text prints
   * @param values what we measured: one number, or one for each seed where chance is in it
   * @param holds whether the claim holds by them
   * @param why why it holds or not, in a sentence
   */
  private record Claim(String text, String printed, double[] values, boolean holds, String why) {}

  /** No claims yet. */
  public Claims() {
    this(Map.of());
  }

  private Claims(Map<String, Claim> claims) {
    this.claims = claims;
  }

  /**
   * These claims and one more.
   *
   * @param name its name within the exercise, the same as in the Python reference
   * @param text the claim in a few words of our own
   * @param printed what the text prints
   * @param values what we measured: one number, or one for each of 20 seeds or more where chance is
   *     in it
   * @param holds whether the claim holds by them
   * @param why why it holds or not, in a sentence
   * @throws IllegalArgumentException if there is a claim of that name, or a value is missing
   */
  public Claims with(
      String name, String text, String printed, double[] values, boolean holds, String why) {
    if (claims.containsKey(name)) {
      throw new IllegalArgumentException(
          "There is a claim called %s already: give this one another name.".formatted(name));
    }
    if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "The claim %s has the values %s: a claim is measured, give one number or more."
              .formatted(name, Arrays.toString(values)));
    }
    var more = new LinkedHashMap<>(claims);
    more.put(name, new Claim(text, printed, values.clone(), holds, why));
    return new Claims(Collections.unmodifiableMap(more));
  }

  /** {@link #with(String, String, String, double[], boolean, String)} of a single number. */
  public Claims with(
      String name, String text, String printed, double value, boolean holds, String why) {
    return with(name, text, printed, new double[] {value}, holds, why);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString());
  }

  /** The claims as one JSON object. */
  @Override
  public String toString() {
    return GSON.toJson(claims);
  }
}
