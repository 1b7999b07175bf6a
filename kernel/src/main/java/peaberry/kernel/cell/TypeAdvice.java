package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.BOOLEAN;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Type.CapturedType;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to do about a value whose type is not the wanted one. */
final class TypeAdvice {

  /** From type to type, where the {@code $} stands for the value. */
  private static final Map<String, String> CONVERSIONS =
      Map.ofEntries(
          Map.entry("List<Integer> int[]", "$.stream().mapToInt(Integer::intValue).toArray()"),
          Map.entry("List<Long> long[]", "$.stream().mapToLong(Long::longValue).toArray()"),
          Map.entry(
              "List<Double> double[]", "$.stream().mapToDouble(Double::doubleValue).toArray()"),
          Map.entry("List<String> String[]", "$.toArray(String[]::new)"),
          Map.entry("String[] List<String>", "List.of($)"),
          Map.entry("int[] List<Integer>", "Arrays.stream($).boxed().toList()"),
          Map.entry("double[] List<Double>", "Arrays.stream($).boxed().toList()"),
          Map.entry("int[] double[]", "Arrays.stream($).asDoubleStream().toArray()"),
          Map.entry("double[] int[]", "Arrays.stream($).mapToInt(v -> (int) v).toArray()"),
          Map.entry("Set<String> List<String>", "new ArrayList<>($)"),
          Map.entry("String char[]", "$.toCharArray()"),
          Map.entry("char[] String", "new String($)"),
          Map.entry("String char", "$.charAt(0)"));

  /** What methods are called that give the same value as another type. */
  private static final String GIVES_THE_SAME =
      "get|orElseThrow|value|boxed|stream|(to|as|getAs)\\p{Lu}.*|\\w+Value";

  private static final int MOST = 3;

  private final Offers offers;

  TypeAdvice(Offers offers) {
    this.offers = offers;
  }

  /**
   * A sentence, or null if there is nothing to say.
   *
   * @param why javac's reason
   * @param value how the cell writes the value
   * @param line the cell's line
   */
  String of(Object why, String value, String line) {
    if (!(why instanceof JCDiagnostic inner) || inner.getArgs().length < 2) {
      return null;
    }
    String found = simple(inner.getArgs()[0]);
    String wanted = simple(inner.getArgs()[1]);
    if (inner.getCode().endsWith("possible.loss.of.precision")) {
      if (wanted.equals("float") && value.matches("[\\d.]+")) {
        return "write `" + value + "f`, or make it a double";
      }
      String round =
          wanted.equals("int") && found.equals("double") ? "; `(int) Math.round(x)` rounds" : "";
      return "`(" + wanted + ") x` cuts it off" + round;
    }
    if (!(inner.getArgs()[0] instanceof Type from) || !(inner.getArgs()[1] instanceof Type to)) {
      return null;
    }
    if (to.hasTag(BOOLEAN)) {
      return condition(from, value, line);
    }
    Optional<String> constant =
        offers.function(to).map(method -> constant(from, to, method, value));
    if (constant.isPresent()) {
      return constant.get();
    }
    if (found.equals("Object")) {
      return "if you know that it is one, write `(" + wanted + ") x`";
    }
    String known = known(found, wanted, value);
    return known == null ? method(from, to, value) : known;
  }

  /** A function that gives a value, whatever it is called with; null if it gives another type. */
  private String constant(Type value, Type function, MethodSymbol method, String written) {
    Type result = offers.types().memberType(function, method).getReturnType();
    if (!offers.types().isConvertible(value, result)) {
      return null;
    }
    String parameters =
        switch (method.params().size()) {
          case 0 -> "()";
          case 1 -> "x";
          case 2 -> "(x, y)";
          default -> "(...)";
        };
    return "a function is wanted; `" + parameters + " -> " + written + "` always gives it";
  }

  private String condition(Type found, String value, String line) {
    if (line.matches(".*[^=!<>]=[^=].*") && !line.matches(".*\\bboolean\\b.*")) {
      return "`==` compares, `=` stores";
    }
    return switch (value) {
      case "1" -> "write `true`";
      case "0" -> "write `false`";
      default ->
          found.isNumeric()
              ? "a condition is true or false: compare, as in `" + value + " != 0`"
              : "a condition is true or false: ask, as in `"
                  + new OperatorAdvice(offers)
                      .emptiness(new OperatorAdvice.Operand(found, value), "!", "!=")
                  + "`";
    };
  }

  private static String known(String found, String wanted, String value) {
    String conversion = CONVERSIONS.get(found.replaceFirst("^ArrayList<", "List<") + " " + wanted);
    if (conversion != null) {
      return "did you mean `" + conversion.replace("$", value) + "`?";
    }
    return switch (wanted) {
      case "int", "Integer" -> found.equals("String") ? "Integer.parseInt(s) reads an int" : null;
      case "double", "Double" ->
          found.equals("String") ? "Double.parseDouble(s) reads a double" : null;
      case "String" -> found.equals("void") ? null : "String.valueOf(x) makes a text of it";
      default -> null;
    };
  }

  /** A method of the value that gives just what is wanted, if it is clear which. */
  private String method(Type found, Type wanted, String value) {
    if (wanted.tsym != null && wanted.tsym.name.contentEquals("String")) {
      return null;
    }
    List<String> same = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (MethodSymbol method : offers.methods(found)) {
      String name = method.name.toString();
      if (method.params().isEmpty()
          && method.getTypeParameters().isEmpty()
          && offers.types().isSameType(offers.result(found, method), wanted)
          && !same.contains(name)
          && !others.contains(name)) {
        (name.matches(GIVES_THE_SAME) ? same : others).add(name);
      }
    }
    // A number or a text has many methods that give a number: none is meant.
    List<String> fitting = same.isEmpty() && !wanted.isPrimitive() ? others : same;
    return fitting.isEmpty() || fitting.size() > MOST
        ? null
        : "did you mean `"
            + new OperatorAdvice.Operand(found, value).owner()
            + "."
            + fitting.getFirst()
            + "()`?";
  }

  static String simple(Object type) {
    Object known = type instanceof CapturedType unknown ? unknown.getUpperBound() : type;
    return known
        .toString()
        .replaceAll("\\bcapture#\\d+ of ", "")
        .replaceAll("\\b(?:[a-z_][\\w$]*\\.)+(?=[A-Z_$])", "");
  }
}
