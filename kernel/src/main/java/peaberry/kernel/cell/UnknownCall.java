package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.ARRAY;

import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a call is in Java for which javac finds no method, where the arguments' types tell: that of
 * a class, or that of a function of Python.
 */
final class UnknownCall {
  private static final int LONGEST = 40;

  private final Context context;
  private final Offers offers;
  private final CellText text;

  UnknownCall(Context context, CellText text) {
    this.context = context;
    this.offers = new Offers(context);
    this.text = text;
  }

  /**
   * A sentence, or null if there is nothing to say.
   *
   * @param diagnostic says that there is no method of this name
   */
  String of(String name, JCDiagnostic diagnostic) {
    List<Object> arguments =
        diagnostic.getArgs()[3] instanceof Collection<?> all ? new ArrayList<>(all) : List.of();
    String written = written((int) diagnostic.getEndPosition());
    Optional<ClassSymbol> type = new VisibleTypes(context).named(name, diagnostic);
    if (type.isPresent()) {
      return new CallAdvice(offers).ofClass(type.get(), arguments, written);
    }
    Optional<Type> variable = new VisibleVariables(context).named(name, diagnostic);
    Optional<String> call = variable.flatMap(known -> ofVariable(known, name, written));
    if (call.isPresent()) {
      return call.get();
    }
    if (name.matches("max|min") && arguments.size() == 2 && written != null) {
      boolean numbers = arguments.stream().allMatch(a -> a instanceof Type t && t.isNumeric());
      return numbers ? "write `Math." + name + "(" + written + ")`" : null;
    }
    if (arguments.size() != 1 || !(arguments.getFirst() instanceof Type argument)) {
      return null;
    }
    String function =
        new FunctionCall(offers).of(name, new OperatorAdvice.Operand(argument, written));
    return function != null || written == null
        ? function
        : variable.map(known -> ofElement(known, name, argument, written)).orElse(null);
  }

  /** The call of a function that a variable holds. */
  private Optional<String> ofVariable(Type type, String variable, String written) {
    return offers
        .function(type)
        .map(
            method ->
                "`"
                    + variable
                    + "` is a variable; the function that it holds is called with `"
                    + variable
                    + "."
                    + method.name
                    + "("
                    + (written == null ? "..." : written)
                    + ")`");
  }

  /** What round brackets behind a variable may be meant for; null if that is not known. */
  private String ofElement(Type type, String variable, Type index, String written) {
    return type.hasTag(ARRAY)
        ? "did you mean `" + variable + "[" + written + "]`?"
        : new BracketAdvice(offers).of(type, index, variable, written, false);
  }

  /** A sentence about a method that what another method gives does not have; null without one. */
  String ofMember(JCFieldAccess access, JCDiagnostic diagnostic) {
    Optional<String> held =
        offers
            .field(access.selected.type, access.name.toString())
            .flatMap(
                field ->
                    ofVariable(
                        offers.types().memberType(access.selected.type, field),
                        access.toString(),
                        written((int) diagnostic.getEndPosition())));
    Optional<String> known = held.or(() -> new MathCall(offers).of(access));
    if (known.isPresent()) {
      return known.get();
    }
    String owner = String.valueOf(access.selected.type.tsym.flatName());
    if (owner.matches("java\\.(util\\.Arrays|lang\\.Math)")
        && diagnostic.getArgs().length > 3
        && diagnostic.getArgs()[3] instanceof Collection<?> arguments
        && arguments.size() == 1
        && arguments.iterator().next() instanceof Type argument
        && argument.hasTag(ARRAY)) {
      return new FunctionCall(offers)
          .of(
              access.name.toString(),
              new OperatorAdvice.Operand(argument, written((int) diagnostic.getEndPosition())));
    }
    return NarrowerCall.of(
            access.selected,
            offers,
            type -> offers.methods(type).stream().anyMatch(one -> one.name == access.name))
        .map(call -> "`" + call.code() + "` has it")
        .orElse(null);
  }

  /** What stands between the parentheses behind a position; null if that is unknown or long. */
  private String written(int position) {
    String behind = text.from(position);
    String call = behind.substring(0, Brackets.closing(behind).orElse(-1) + 1).strip();
    return call.length() > LONGEST || !call.startsWith("(") || call.indexOf('\n') >= 0
        ? null
        : call.substring(1, call.length() - 1).strip();
  }
}
