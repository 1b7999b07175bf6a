package peaberry.kernel.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.JCTree.JCNewClass;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.JCDiagnostic.DiagnosticFlag;
import com.sun.tools.javac.util.Name;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call of which javac blames one argument, since it has left out all overloads but one, although
 * the number of arguments is not that of this one, or it takes any number.
 *
 * @param overloads all that have the name
 * @param arguments their types; the code where that has none of its own
 */
record BlamedArgument(String name, List<MethodSymbol> overloads, List<?> arguments) {

  /** The call that a problem is about, if javac blames the wrong one of its overloads. */
  static Optional<BlamedArgument> in(Context context, JCDiagnostic diagnostic) {
    return of(context, diagnostic).filter(BlamedArgument::isMisleading);
  }

  /** The call that a problem of one of its arguments is about. */
  static Optional<BlamedArgument> of(Context context, JCDiagnostic diagnostic) {
    JCTree blamed = diagnostic.getDiagnosticPosition().getTree();
    if (!diagnostic.isFlagSet(DiagnosticFlag.COMPRESSED) || blamed == null) {
      return Optional.empty();
    }
    VisibleTypes visible = new VisibleTypes(context);
    return visible
        .unit(diagnostic)
        .map(unit -> callOf(blamed, unit))
        .map(call -> of(call, new Offers(context), visible.cells(diagnostic)));
  }

  private static JCExpression callOf(JCTree argument, JCTree unit) {
    List<JCExpression> found = new ArrayList<>();
    new TreeScanner() {
      @Override
      public void visitApply(JCMethodInvocation call) {
        if (call.args.contains(argument)) {
          found.add(call);
        }
        super.visitApply(call);
      }

      @Override
      public void visitNewClass(JCNewClass call) {
        if (call.args.contains(argument)) {
          found.add(call);
        }
        super.visitNewClass(call);
      }
    }.scan(unit);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static BlamedArgument of(JCExpression call, Offers offers, List<ClassSymbol> cells) {
    return call instanceof JCNewClass made
        ? new BlamedArgument(
            made.clazz.toString(),
            made.clazz.type == null ? List.of() : offers.constructors(made.clazz.type),
            types(made.args))
        : of((JCMethodInvocation) call, offers, cells);
  }

  private static List<Object> types(List<JCExpression> arguments) {
    List<Object> types = new ArrayList<>();
    for (JCExpression argument : arguments) {
      types.add(argument.type == null ? argument : argument.type);
    }
    return types;
  }

  private static BlamedArgument of(
      JCMethodInvocation call, Offers offers, List<ClassSymbol> cells) {
    Set<MethodSymbol> overloads = new LinkedHashSet<>();
    Name name =
        switch (call.meth) {
          case JCFieldAccess access when access.selected.type != null -> {
            overloads.addAll(offers.methods(access.selected.type));
            overloads.addAll(offers.statics(access.selected.type));
            yield access.name;
          }
          case JCIdent ident -> {
            for (ClassSymbol cell : cells) {
              for (Type type : offers.types().closure(cell.type)) {
                for (Symbol member : type.tsym.members().getSymbolsByName(ident.name)) {
                  if (member instanceof MethodSymbol method) {
                    overloads.add(method);
                  }
                }
              }
            }
            yield ident.name;
          }
          default -> null;
        };
    overloads.removeIf(method -> method.name != name);
    return new BlamedArgument(String.valueOf(name), List.copyOf(overloads), types(call.args));
  }

  /**
   * What the call takes, by the names of its parameters, where the arguments would fit in another
   * order.
   */
  Optional<String> order(Types types) {
    List<MethodSymbol> fitting =
        overloads.stream()
            .filter(one -> !one.isVarArgs() && Offers.fitsByCount(one, arguments.size()))
            .toList();
    return fitting.size() == 1
            && arguments.stream().allMatch(Type.class::isInstance)
            && fits(fitting.getFirst().type.getParameterTypes(), new ArrayList<>(arguments), types)
        ? Optional.of("it takes (" + CallAdvice.named(fitting.getFirst()) + "), in this order")
        : Optional.empty();
  }

  /** Whether each parameter gets one of the values, whichever. */
  private static boolean fits(List<Type> parameters, List<Object> values, Types types) {
    if (parameters.isEmpty()) {
      return true;
    }
    for (Object value : List.copyOf(values)) {
      List<Object> others = new ArrayList<>(values);
      others.remove(value);
      if (types.isConvertible((Type) value, parameters.getFirst())
          && fits(parameters.subList(1, parameters.size()), others, types)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMisleading() {
    return overloads.size() > 1
        && overloads.stream()
            .filter(method -> Offers.fitsByCount(method, arguments.size()))
            .allMatch(MethodSymbol::isVarArgs);
  }

  /** What is wrong, where no overload takes so many arguments; null where one does. */
  String words() {
    return overloads.stream().anyMatch(one -> Offers.fitsByCount(one, arguments.size()))
        ? null
        : "no "
            + (overloads.getFirst().isConstructor() ? "constructor" : "method")
            + " `"
            + name
            + "` takes ("
            + PlainWords.text(arguments)
            + ")";
  }
}
