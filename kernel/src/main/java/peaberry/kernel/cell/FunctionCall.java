package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.ARRAY;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import java.util.List;
import java.util.Map;

/**
 * What Java has for a function of Python that is called with an array, a collection, or an object
 * that can do it itself.
 */
final class FunctionCall {
  private static final String MEAN = "Arrays.stream($).average().orElseThrow()";

  /** Of an array whose numbers have a stream, where the {@code $} stands for it. */
  private static final Map<String, String> OF_NUMBERS =
      Map.of(
          "sum", "Arrays.stream($).sum()",
          "mean", MEAN,
          "average", MEAN,
          "avg", MEAN,
          "max", "Arrays.stream($).max().orElseThrow()",
          "min", "Arrays.stream($).min().orElseThrow()",
          "sorted", "Arrays.stream($).sorted().toArray()");

  private static final Map<String, String> OF_COLLECTIONS =
      Map.of(
          "max", "Collections.max($)",
          "min", "Collections.min($)",
          "sorted", "$.stream().sorted().toList()");

  private static final Map<String, String> SUMS =
      Map.of("Integer", "mapToInt", "Long", "mapToLong", "Double", "mapToDouble");

  private final Offers offers;

  FunctionCall(Offers offers) {
    this.offers = offers;
  }

  /** A sentence about a call of a function with a value; null if there is nothing to say. */
  String of(String name, OperatorAdvice.Operand value) {
    OperatorAdvice.Operand argument =
        value.text() == null ? new OperatorAdvice.Operand(value.type(), "x") : value;
    String java =
        argument.isArray()
            ? ofArray(name, argument)
            : offers.is(argument.type(), "java.util.Collection")
                ? ofCollection(name, argument)
                : null;
    return java != null ? "write `" + java + "`" : ofOwnMethod(name, argument);
  }

  private static String ofArray(String name, OperatorAdvice.Operand array) {
    if (name.equals("len")) {
      return array.owner() + ".length";
    }
    String type = array.type().toString();
    if (name.matches("std|stdev|var|variance") && type.matches("(int|long|double)\\[\\]")) {
      return spread(name, type, array.text());
    }
    String known = OF_NUMBERS.get(name);
    return switch (type) {
      case "int[]", "long[]", "double[]" -> known == null ? null : known.replace("$", array.text());
      case "java.lang.String[]" ->
          name.equals("sorted")
              ? "Arrays.stream(" + array.text() + ").sorted().toArray(String[]::new)"
              : null;
      default -> null;
    };
  }

  /** As NumPy works it out, of all values and not of a sample. */
  private static String spread(String name, String type, String array) {
    String squares =
        "Arrays.stream(%s).%s(v -> (v - mean) * (v - mean)).average().orElseThrow()"
            .formatted(array, type.equals("double[]") ? "map" : "mapToDouble");
    return "double mean = "
        + MEAN.replace("$", array)
        + "; "
        + (name.startsWith("std") ? "Math.sqrt(" + squares + ")" : squares);
  }

  private static String ofCollection(String name, OperatorAdvice.Operand collection) {
    List<Type> elements = collection.type().getTypeArguments();
    String mapping =
        elements.size() == 1 ? SUMS.get(elements.getFirst().tsym.name.toString()) : null;
    if (mapping != null && name.matches("sum|mean|average|avg")) {
      String numbers = collection.owner() + ".stream()." + mapping + "(v -> v).";
      return numbers + (name.equals("sum") ? "sum()" : "average().orElseThrow()");
    }
    String known = OF_COLLECTIONS.get(name);
    return known == null
        ? null
        : known.startsWith("$")
            ? collection.owner() + known.substring(1)
            : known.replace("$", collection.text());
  }

  /** {@code column.mean()} for {@code mean(column)}. */
  private String ofOwnMethod(String name, OperatorAdvice.Operand object) {
    if (object.type().hasTag(ARRAY)) {
      return null;
    }
    List<String> names =
        switch (name) {
          case "len" -> List.of("size", "length", "rowCount");
          case "std", "stdev" -> List.of(name, "standardDeviation");
          case "var" -> List.of("variance");
          default -> List.of(name);
        };
    for (MethodSymbol method : offers.methods(object.type())) {
      if (names.contains(method.name.toString()) && method.params().isEmpty()) {
        return "did you mean `" + object.owner() + "." + method.name + "()`?";
      }
    }
    return null;
  }
}
