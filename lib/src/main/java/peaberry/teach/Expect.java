package peaberry.teach;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import peaberry.data.Numbers;
import peaberry.kernel.display.Variables;

/**
 * What a check expects of one variable of the notebook. The variable is looked up by its name when
 * the check runs: what a student has not declared yet, or has given another type, is an answer to
 * be judged, not an error of the compiler.
 *
 * <pre>{@code
 * import static peaberry.teach.Expect.*;
 * lesson.check("mean",
 *     number("mean", 20.8, 0.05, "the mean of the costs"));
 * }</pre>
 *
 * <p>Each kind can also be told where the value comes from, for figures that are computed: {@code
 * number("slope", () -> model.coefficient("CPU"), ...)}. What that throws is not judged.
 */
public final class Expect {
  private static final String STILL_TO_DO =
      "; what this needs is still `todo()`: write your code in its place, and run that cell";

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
   * A variable that is near a number. Where no cell is known to have assigned it, 0 counts as not
   * attempted unless it is what is expected.
   *
   * @param name the variable's name
   * @param expected the right answer
   * @param tolerance how far off an answer may be
   * @param meaning what the number should be, in words that do not give it away
   */
  public static Expect number(String name, double expected, double tolerance, String meaning) {
    return number(name, variable(name), expected, tolerance, meaning);
  }

  /**
   * A variable that is near what follows from other answers, so that only a value that was really
   * computed passes.
   *
   * <pre>{@code
   * number("rmse", () -> Metrics.rmse(truth, answer("predicted", double[].class)), 0.01,
   *     "the root of the mean squared error of `predicted`")
   * }</pre>
   *
   * @param name the variable's name
   * @param expected computes the right answer; where it throws, no answer is right
   * @param tolerance how far off an answer may be
   * @param meaning what the number should be, in words that do not give it away
   */
  public static Expect number(
      String name, DoubleSupplier expected, double tolerance, String meaning) {
    return new Expect(
        name,
        variable(name),
        Expect::isZero,
        found -> {
          double right = valueOf(expected);
          return complaint(found, right - tolerance, right + tolerance, meaning);
        });
  }

  /** {@link #number(String, double, double, String)} of a computed value. */
  public static Expect number(
      String name, Supplier<?> value, double expected, double tolerance, String meaning) {
    return between(name, value, expected - tolerance, expected + tolerance, meaning);
  }

  /**
   * A variable that is a number in a range, for questions with several right answers. 0 counts as
   * not attempted unless it lies in the range.
   *
   * @param name the variable's name
   * @param low the least right answer
   * @param high the greatest
   * @param meaning what the number should be, in words that do not give it away
   */
  public static Expect between(String name, double low, double high, String meaning) {
    return between(name, variable(name), low, high, meaning);
  }

  /** {@link #between(String, double, double, String)} of a computed value. */
  public static Expect between(
      String name, Supplier<?> value, double low, double high, String meaning) {
    boolean zeroIsRight = low <= 0 && 0 <= high;
    return new Expect(
        name,
        value,
        found -> !zeroIsRight && isZero(found),
        found -> complaint(found, low, high, meaning));
  }

  private static Optional<String> complaint(Object found, double low, double high, String meaning) {
    if (!(found instanceof Number number)) {
      return Optional.of("should be a number, %s; it is %s".formatted(meaning, Found.type(found)));
    }
    return outside("it is", number.doubleValue(), low, high)
        .map(came -> "should be " + meaning + came);
  }

  /** A clause that says what came, and on which side of the range; empty if it lies within. */
  private static Optional<String> outside(String verb, double answer, double low, double high) {
    if (low <= answer && answer <= high) {
      return Optional.empty();
    }
    String side;
    if (Double.isNaN(answer)) {
      side = ", which is not a number";
    } else if (Double.isNaN(low)) {
      side = ", which cannot be judged before what it follows from is right";
    } else {
      side = answer > high ? ", which is too large" : ", which is too small";
    }
    return Optional.of("; %s %s%s".formatted(verb, Numbers.format(answer), side));
  }

  /**
   * A variable of a type that has a property.
   *
   * @param name the variable's name
   * @param type what it should be
   * @param property what should hold of it; it does not hold if it throws, and what code of another
   *     cell threw there is told
   * @param meaning what it should be, in words that do not give it away
   */
  public static <T> Expect that(String name, Class<T> type, Predicate<T> property, String meaning) {
    return that(name, variable(name), type, property, meaning);
  }

  /** {@link #that(String, Class, Predicate, String)} of a computed value. */
  public static <T> Expect that(
      String name, Supplier<?> value, Class<T> type, Predicate<T> property, String meaning) {
    return new Expect(
        name,
        value,
        found -> false,
        found ->
            !type.isInstance(found)
                ? Optional.of(wrongType(type, meaning, found))
                : violation(property, type.cast(found)).map(came -> "should be " + meaning + came));
  }

  /**
   * A variable of a type that has a figure in a range, such as an error that should be small; what
   * its figure came to is told.
   *
   * <pre>{@code
   * measured("learner", Learner.class, l -> errorAfter(l, 300), 0, 0.05,
   *     "such that 300 steps bring the mean error to 0.05 or less")
   * }</pre>
   *
   * @param name the variable's name
   * @param type what it should be
   * @param figure what is measured of it; what this throws is told
   * @param low the least that is right
   * @param high the greatest
   * @param meaning what it should be, with the range if that gives nothing away
   */
  public static <T> Expect measured(
      String name,
      Class<T> type,
      ToDoubleFunction<T> figure,
      double low,
      double high,
      String meaning) {
    return new Expect(
        name,
        variable(name),
        found -> false,
        found ->
            type.isInstance(found)
                ? measure(figure, type.cast(found), low, high)
                    .map(came -> "should be " + meaning + came)
                : Optional.of(wrongType(type, meaning, found)));
  }

  private static <T> Optional<String> measure(
      ToDoubleFunction<T> figure, T found, double low, double high) {
    try {
      return outside("it comes to", figure.applyAsDouble(found), low, high);
    } catch (NotAttempted e) {
      return Optional.of(STILL_TO_DO);
    } catch (RuntimeException e) {
      return Optional.of("; it cannot be measured: " + e);
    }
  }

  private static String wrongType(Class<?> type, String meaning, Object found) {
    return "should be %s, %s; it is %s"
        .formatted(Found.withArticle(type), meaning, Found.type(found));
  }

  /**
   * Another answer of the student, for expectations that follow from it.
   *
   * @throws NotAttempted if it is not there, or of another type
   */
  public static <T> T answer(String name, Class<T> type) {
    return Optional.ofNullable(variable(name).get())
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> new NotAttempted("`%s` is no %s".formatted(name, type.getSimpleName())));
  }

  /**
   * Whether two rows of numbers are equally long and nowhere further apart than one in a million.
   */
  public static boolean near(double[] one, double[] other) {
    return one.length == other.length
        && IntStream.range(0, one.length)
            .allMatch(i -> Math.abs(one[i] - other[i]) <= 1e-6 * Math.max(1, Math.abs(other[i])));
  }

  /** A variable that has any value but 0. */
  static Expect present(String name) {
    return new Expect(name, variable(name), Expect::isZero, found -> Optional.empty());
  }

  /**
   * Holds the figures that a notebook's prose names to what the notebook computes.
   *
   * @throws NotYet if one differs
   * @throws NotAttempted if one has no value
   */
  public static void verify(Expect... expectations) {
    String complaints =
        Arrays.stream(expectations)
            .map(Expect::judge)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    if (!complaints.isEmpty()) {
      throw new NotYet(complaints + ".");
    }
  }

  String name() {
    return name;
  }

  /**
   * What is wrong, as one clause; empty if nothing is.
   *
   * @throws NotAttempted if there is no value yet; the message is a clause too
   */
  Optional<String> judge() {
    Object found = value.get();
    if (Attempt.at(name) == Attempt.DONE) {
      return (found == null ? Optional.of("has no value") : complaint.apply(found))
          .map(what -> name + " " + what);
    }
    if (found == null || untouched.test(found)) {
      throw new NotAttempted("`%s` has no value".formatted(name));
    }
    return complaint.apply(found).map(what -> name + " " + what);
  }

  private static Supplier<?> variable(String name) {
    return () ->
        Variables.find(name)
            .orElseThrow(() -> new NotAttempted("`%s` is not there".formatted(name)))
            .get();
  }

  private static boolean isZero(Object found) {
    return found instanceof Number number && number.doubleValue() == 0;
  }

  /**
   * A clause that says what came, or nothing if the property holds. An answer that cannot even be
   * looked at, such as a table without the column, is wrong; a student's function that throws, or
   * is still a stub, says so.
   */
  private static <T> Optional<String> violation(Predicate<T> property, T found) {
    try {
      return property.test(found) ? Optional.empty() : Optional.of(Found.shape(found));
    } catch (NotAttempted e) {
      return Optional.of(STILL_TO_DO);
    } catch (RuntimeException e) {
      return Found.thrown(e, property.getClass()).or(() -> Optional.of(Found.shape(found)));
    }
  }

  private static double valueOf(DoubleSupplier expected) {
    try {
      return expected.getAsDouble();
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }
}
