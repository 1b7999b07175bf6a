package peaberry.kernel.cell;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Another method of the same object that gives the same thing as a narrower type, which can do
 * more: {@code table.numberColumn("x")} for {@code table.column("x")}.
 *
 * @param type what it gives
 * @param code how it is called
 */
record NarrowerCall(Type type, String code) {

  /**
   * The one whose type fits; empty if there is none, or none that is a supertype of most of them.
   *
   * @param value what calls the wider method
   */
  static Optional<NarrowerCall> of(JCTree value, Offers offers, Predicate<Type> fits) {
    if (!(value instanceof JCMethodInvocation call)
        || !(call.meth instanceof JCFieldAccess wide)
        || wide.selected.type == null
        || call.type == null) {
      return Optional.empty();
    }
    Types types = offers.types();
    String name = wide.name.toString();
    String ending = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    List<Type> arguments = new ArrayList<>();
    call.args.forEach(argument -> arguments.add(argument.type));
    List<NarrowerCall> found = new ArrayList<>();
    for (MethodSymbol method : offers.methods(wide.selected.type)) {
      Type result = offers.result(wide.selected.type, method);
      if (method.name.toString().endsWith(ending)
          && method.name != wide.name
          && offers.takes(method, arguments)
          && types.isSubtype(types.erasure(result), types.erasure(call.type))
          && fits.test(result)) {
        found.add(new NarrowerCall(result, code(wide.selected, method, call.args)));
      }
    }
    return found.stream()
        .max(Comparator.comparingLong(one -> one.covers(found, types)))
        .filter(one -> 2 * one.covers(found, types) > found.size());
  }

  /** Of how many its type is a supertype, its own among them. */
  private long covers(List<NarrowerCall> all, Types types) {
    return all.stream()
        .filter(other -> types.isSubtype(types.erasure(other.type), types.erasure(type)))
        .count();
  }

  private static String code(JCTree owner, MethodSymbol method, List<JCExpression> arguments) {
    return owner
        + "."
        + method.name
        + arguments.stream().map(JCTree::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
