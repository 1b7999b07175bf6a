package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.ARRAY;
import static com.sun.tools.javac.code.TypeTag.BOOLEAN;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What to write in place of an operator that does not work on its operands. */
final class OperatorAdvice {
  private static final String TEXT = "java.lang.String";
  private static final String NUMBERS = "operators work on numbers and texts only";
  private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=", "==", "!=");

  /** What the methods are called that do for objects what operators do for numbers. */
  private static final Map<String, List<String>> METHODS =
      Map.ofEntries(
          Map.entry("+", List.of("add", "plus")),
          Map.entry("-", List.of("subtract", "minus", "sub")),
          Map.entry("*", List.of("multiply", "times", "mul")),
          Map.entry("/", List.of("divide", "dividedBy", "div")),
          Map.entry("%", List.of("remainder", "mod")),
          Map.entry("<", List.of("isLessThan", "isBefore", "lt")),
          Map.entry(">", List.of("isGreaterThan", "isAfter", "gt")),
          Map.entry("<=", List.of("isLessThanOrEqualTo")),
          Map.entry(">=", List.of("isGreaterThanOrEqualTo")),
          Map.entry("==", List.of("isEqualTo", "eq")),
          Map.entry("!=", List.of("isNotEqualTo")));

  /** One side of an operator: its type, and how the cell writes it. */
  record Operand(Type type, String text) {

    /** The text as something that a method can be called of. */
    String owner() {
      return text.matches("[\\w$.]+(\\([^()]*\\)|\\[[^\\[\\]]*\\])*|\"[^\"]*\"")
          ? text
          : "(" + text + ")";
    }

    boolean isArray() {
      return type.hasTag(ARRAY);
    }
  }

  private final Offers offers;

  OperatorAdvice(Offers offers) {
    this.offers = offers;
  }

  /** What to write for an operator before a value; null if there is nothing to say. */
  String of(String operator, Operand operand) {
    if (operator.equals("!")) {
      return operand.type().isNumeric()
          ? "`!` turns true into false: compare, as in `" + operand.text() + " == 0`"
          : "`!` turns true into false: ask, as in `" + emptiness(operand, "", "==") + "`";
    }
    if (operator.equals("-") && !offers.is(operand.type(), TEXT)) {
      for (MethodSymbol method : offers.methods(operand.type())) {
        if (method.name.toString().matches("neg|negate|negated") && method.params().isEmpty()) {
          return "did you mean `" + operand.owner() + "." + method.name + "()`?";
        }
      }
      return NUMBERS;
    }
    return null;
  }

  /** How to ask whether there is something in a value. */
  String emptiness(Operand operand, String not, String compare) {
    for (MethodSymbol method : offers.methods(operand.type())) {
      if (method.name.contentEquals("isEmpty") && method.params().isEmpty()) {
        return not + operand.owner() + ".isEmpty()";
      }
    }
    return operand.isArray()
        ? operand.text() + ".length " + compare + " 0"
        : operand.text() + " " + compare + " null";
  }

  /** What to write for an operator between two values; null if there is nothing to say. */
  String of(String operator, Operand left, Operand right) {
    if (offers.is(left.type(), TEXT) || offers.is(right.type(), TEXT)) {
      return texts(operator, left, right);
    }
    if (left.type().hasTag(BOOLEAN) && COMPARISONS.contains(operator)) {
      return "two comparisons are joined by `&&`: `0 < x && x < 5`";
    }
    if (left.type().isNumeric() && right.type().isNumeric()) {
      return operator.equals("^") ? power(left.text(), right.text()) : null;
    }
    if (isTruth(left) && right.type().isNumeric() || left.type().isNumeric() && isTruth(right)) {
      return truth(operator, left, right);
    }
    if (left.isArray() || right.isArray()) {
      return arrays(operator, left, right);
    }
    if (offers.is(left.type(), "java.util.Collection")) {
      return collections(operator, left, right);
    }
    boolean swaps = left.type().isPrimitive() && "+*".contains(operator);
    return objects(operator, swaps ? right : left, swaps ? left : right);
  }

  private static boolean isTruth(Operand operand) {
    return operand.type().toString().matches("boolean|java\\.lang\\.Boolean");
  }

  /** A boolean among numbers, which Python takes for 1 or 0. */
  private static String truth(String operator, Operand left, Operand right) {
    return "a boolean is no number in Java: `"
        + (operator.equals("-") && left.text().matches("1(\\.0?)?")
            ? right.owner() + " ? 0 : 1"
            : number(left) + " " + operator + " " + number(right))
        + "`";
  }

  private static String number(Operand operand) {
    return isTruth(operand) ? "(" + operand.owner() + " ? 1 : 0)" : operand.text();
  }

  /** {@code ^} takes all of a sum or product as its operand, which a power does not. */
  private static String power(String base, String exponent) {
    return base.matches("[\\w.]+|\\([^()]*\\)") && exponent.matches("[\\w.]+")
        ? "a power is `Math.pow(" + base.replaceAll("[()]", "") + ", " + exponent + ")`"
        : "a power is `Math.pow(x, y)`";
  }

  private String texts(String operator, Operand left, Operand right) {
    if (operator.matches("[<>]=?")
        && offers.is(left.type(), TEXT)
        && offers.is(right.type(), TEXT)) {
      return compared(operator, left, right);
    }
    if (operator.equals("%") && offers.is(left.type(), TEXT)) {
      return "did you mean `" + left.owner() + ".formatted(" + right.text() + ")`?";
    }
    String repeats =
        operator.equals("*") && right.type().hasTag(TypeTag.INT)
            ? "; `" + left.owner() + ".repeat(" + right.text() + ")` repeats it"
            : "";
    return "Integer.parseInt(s) and Double.parseDouble(s) read a number from a text" + repeats;
  }

  private static String compared(String operator, Operand left, Operand right) {
    return "did you mean `"
        + left.owner()
        + ".compareTo("
        + right.text()
        + ") "
        + operator
        + " 0`?";
  }

  private static String arrays(String operator, Operand left, Operand right) {
    Operand array = left.isArray() ? left : right;
    Operand other = left.isArray() ? right : left;
    String stream = stream(array.type());
    if (stream == null || stream(other.type()) == null && !other.type().isNumeric()) {
      return "operators work on single numbers: go through the array with a loop";
    }
    boolean compares = COMPARISONS.contains(operator);
    if (other.isArray()) {
      String pair = left.text() + "[i] " + operator + " " + right.text() + "[i]";
      return "operators work on single numbers; for each pair: `IntStream.range(0, "
          + left.owner()
          + ".length)."
          + (compares ? "filter" : fraction(left) || fraction(right) ? "mapToDouble" : "map")
          + "(i -> "
          + pair
          + ").toArray()`";
    }
    if (compares) {
      String element = array.text() + "[i]";
      return "operators work on single numbers; the places where it holds: `IntStream.range(0, "
          + array.text()
          + ".length).filter(i -> "
          + (left.isArray() ? element : left.text())
          + " "
          + operator
          + " "
          + (left.isArray() ? right.text() : element)
          + ").toArray()`";
    }
    String each =
        left.isArray() ? "v " + operator + " " + right.text() : left.text() + " " + operator + " v";
    String map = fraction(other) && !stream.equals("double") ? "mapToDouble" : "map";
    return "operators work on single numbers; for each: `Arrays.stream("
        + array.text()
        + ")."
        + map
        + "(v -> "
        + each
        + ").toArray()`";
  }

  /** The numbers of an array that has a stream of its own; null for others. */
  private static String stream(Type type) {
    return switch (type.toString()) {
      case "int[]" -> "int";
      case "double[]" -> "double";
      default -> null;
    };
  }

  private static boolean fraction(Operand operand) {
    return operand.type().toString().matches("(double|float)(\\[\\])?");
  }

  private String collections(String operator, Operand left, Operand right) {
    boolean both = offers.is(right.type(), "java.util.Collection");
    String all = operator.equals("+") ? "addAll" : operator.equals("-") ? "removeAll" : "";
    if (both && !all.isEmpty()) {
      return "did you mean `" + left.owner() + "." + all + "(" + right.text() + ")`?";
    }
    return both
        ? NUMBERS
        : "operators work on single numbers; for each: `"
            + left.owner()
            + ".stream()."
            + (COMPARISONS.contains(operator) ? "filter" : "map")
            + "(v -> v "
            + operator
            + " "
            + right.text()
            + ").toList()`";
  }

  private String objects(String operator, Operand object, Operand argument) {
    List<String> names = METHODS.getOrDefault(operator, List.of());
    String call = object.owner() + ".";
    Optional<MethodSymbol> fitting = offers.taking(object.type(), names, argument.type());
    if (fitting.isPresent()) {
      return "did you mean `" + call + fitting.get().name + "(" + argument.text() + ")`?";
    }
    for (MethodSymbol method : offers.methods(object.type())) {
      if (names.contains(method.name.toString()) && method.params().size() == 1) {
        Type wanted = method.params().getFirst().type;
        boolean converts =
            offers.factories(wanted).stream()
                .anyMatch(
                    m ->
                        m.name.contentEquals("valueOf")
                            && offers.takes(wanted, m, argument.type()));
        return converts
            ? "did you mean `"
                + (call + method.name + "(" + wanted.tsym.name + ".valueOf(" + argument.text())
                + "))`?"
            : NUMBERS
                + "; "
                + object.type().tsym.name
                + " has `"
                + method.name
                + "("
                + wanted.tsym.name
                + ")`";
      }
    }
    boolean comparable = operator.matches("[<>]=?") && !object.type().isPrimitive();
    return comparable
            && offers.taking(object.type(), List.of("compareTo"), argument.type()).isPresent()
        ? compared(operator, object, argument)
        : NUMBERS;
  }
}
