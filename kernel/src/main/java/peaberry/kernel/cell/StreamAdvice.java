package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.ARRAY;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import java.util.Map;

/** How a stream ends in the wanted array, where what it was ended with gives another. */
final class StreamAdvice {
  private static final String STREAMS = "java.util.stream.";

  /** From the stream's numbers to those that are wanted. */
  private static final Map<String, String> OF_NUMBERS =
      Map.of(
          "IntStream double", ".asDoubleStream().toArray()",
          "IntStream long", ".asLongStream().toArray()",
          "LongStream double", ".asDoubleStream().toArray()",
          "LongStream int", ".mapToInt(v -> (int) v).toArray()",
          "DoubleStream int", ".mapToInt(v -> (int) v).toArray()",
          "DoubleStream long", ".mapToLong(v -> (long) v).toArray()",
          "IntStream Integer", ".boxed().toArray(Integer[]::new)",
          "LongStream Long", ".boxed().toArray(Long[]::new)",
          "DoubleStream Double", ".boxed().toArray(Double[]::new)");

  private static final Map<String, String> MAPPINGS =
      Map.of("int", "mapToInt", "long", "mapToLong", "double", "mapToDouble");

  private final Offers offers;

  StreamAdvice(Offers offers) {
    this.offers = offers;
  }

  /**
   * A sentence, or null if there is nothing to say.
   *
   * @param value the value that is not the wanted one
   */
  String of(JCTree value, Type wanted) {
    if (!(value instanceof JCMethodInvocation call)
        || !(call.meth instanceof JCFieldAccess access)
        || !access.name.toString().matches("toArray|toList")
        || call.args.nonEmpty()
        || access.selected.type == null
        || !wanted.hasTag(ARRAY)) {
      return null;
    }
    Type source = access.selected.type;
    Type element = offers.types().elemtype(wanted);
    boolean isCollection = offers.is(source, "java.util.Collection");
    String end =
        isCollection || offers.is(source, STREAMS + "Stream")
            ? ofObjects(source, element, isCollection)
            : OF_NUMBERS.get(TypeAdvice.simple(source) + " " + TypeAdvice.simple(element));
    return end == null ? null : "let it end with `" + end + "`";
  }

  private String ofObjects(Type source, Type wanted, boolean isCollection) {
    Types types = offers.types();
    if (source.getTypeArguments().size() != 1) {
      return null;
    }
    Type element = types.wildUpperBound(types.cvarUpperBound(source.getTypeArguments().head));
    String mapping = MAPPINGS.get(wanted.toString());
    if (mapping == null) {
      return !wanted.isPrimitive() && types.isSubtype(element, wanted)
          ? ".toArray(" + TypeAdvice.simple(types.erasure(wanted)) + "[]::new)"
          : null;
    }
    String how =
        types.isConvertible(element, wanted)
            ? "v -> v"
            : offers.is(element, "java.lang.Number")
                ? "v -> v." + wanted + "Value()"
                : offers.is(element, "java.lang.String") && !wanted.toString().equals("long")
                    ? wanted.toString().equals("int") ? "Integer::parseInt" : "Double::parseDouble"
                    : null;
    return how == null
        ? null
        : (isCollection ? ".stream()." : ".") + mapping + "(" + how + ").toArray()";
  }
}
