package peaberry.teach;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import peaberry.data.Numbers;

/**
 * What a check expects of one name of the notebook. The value comes through a supplier, so that a
 * value of a wrong type is an answer to be judged, not an error of the compiler.
 *
 * <pre>{@code
 * import static peaberry.teach.Expect.*;
 * lesson.check("ols",
 *     number("rmse", () -> rmse, 20.8, 0.05, "the root of the mean squared error on the test rows"));
 * }</pre>
 */
public final class Expect {
  private final String name;
  private final Supplier<?> value;
  private final Predicate<Object> untouched;
  private final Function<Object, Optional<String>> complaint;

  private Expect(
      String name,
      Supplier<?> value,
      Predicate<Object> untouched,
      Function<Object, Optional<String>> complaint) {
    this.name = Objects.requireNonNull(name, "name");
    this.value = Objects.requireNonNull(value, "value");
    this.untouched = untouched;
    this.complaint = complaint;
  }

  /**
   * A number near another one. 0 counts as not attempted unless it is what is expected: a variable
   * whose cell failed is 0.
   *
   * @param name as it stands in the notebook
   * @param value the name's value
   * @param expected the right answer
   * @param tolerance how far off an answer may be
   * @param meaning what the number should be, in words that do not give it away
   */
  public static Expect number(
      String name, Supplier<?> value, double expected, double tolerance, String meaning) {
    return between(name, value, expected - tolerance, expected + tolerance, meaning);
  }

  /**
   * A number in a range, for questions with several right answers. 0 counts as not attempted unless
   * it lies in the range.
   *
   * @param name as it stands in the notebook
   * @param value the name's value
   * @param low the least right answer
   * @param high the greatest
   * @param meaning what the number should be, in words that do not give it away
   */
  public static Expect between(
      String name, Supplier<?> value, double low, double high, String meaning) {
    boolean zeroIsRight = low <= 0 && 0 <= high;
    return new Expect(
        name,
        value,
        found -> !zeroIsRight && found instanceof Number number && number.doubleValue() == 0,
        found -> {
          if (!(found instanceof Number number)) {
            return Optional.of("should be a number, %s; it is %s".formatted(meaning, kind(found)));
          }
          double answer = number.doubleValue();
          if (low <= answer && answer <= high) {
            return Optional.empty();
          }
          String side =
              Double.isNaN(answer) ? "not a number" : answer > high ? "too large" : "too small";
          return Optional.of(
              "should be %s; it is %s, which is %s"
                  .formatted(meaning, Numbers.format(answer), side));
        });
  }

  /**
   * A value of a type that has a property.
   *
   * @param name as it stands in the notebook
   * @param value the name's value
   * @param type what it should be
   * @param property what should hold of it
   * @param meaning what it should be, in words that do not give it away
   */
  public static <T> Expect that(
      String name, Supplier<?> value, Class<T> type, Predicate<T> property, String meaning) {
    return new Expect(
        name,
        value,
        found -> false,
        found ->
            !type.isInstance(found)
                ? Optional.of(
                    "should be a %s, %s; it is %s"
                        .formatted(type.getSimpleName(), meaning, kind(found)))
                : property.test(type.cast(found))
                    ? Optional.empty()
                    : Optional.of("should be " + meaning));
  }

  /**
   * Holds the figures that a notebook's prose names to what the notebook computes.
   *
   * @throws NotYet if one differs
   * @throws NotAttempted if one has no value
   */
  public static void verify(Expect... expectations) {
    String complaints = complaints(expectations);
    if (!complaints.isEmpty()) {
      throw new NotYet(complaints + ".");
    }
  }

  /** All that is wrong, clause by clause; empty if nothing is. */
  static String complaints(Expect... expectations) {
    return Arrays.stream(expectations)
        .map(Expect::judge)
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  /**
   * What is wrong, as one clause; empty if nothing is.
   *
   * @throws NotAttempted if there is no value yet
   */
  Optional<String> judge() {
    try {
      Object found = value.get();
      if (found == null || untouched.test(found)) {
        throw new NotAttempted(name + " has no value yet");
      }
      return complaint.apply(found).map(what -> name + " " + what);
    } catch (NotAttempted e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of("%s could not be looked at (%s)".formatted(name, e));
    }
  }

  private static String kind(Object found) {
    return "of type " + found.getClass().getSimpleName();
  }
}
