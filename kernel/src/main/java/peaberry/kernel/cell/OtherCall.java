package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.ARRAY;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which other call was surely meant where a method is there, but does not take the arguments. */
final class OtherCall {
  private static final int LONGEST = 40;

  private final Offers offers;
  private final CellText text;

  OtherCall(Offers offers, CellText text) {
    this.offers = offers;
    this.text = text;
  }

  /**
   * A sentence, or null if there is nothing to say.
   *
   * @param diagnostic says that the method cannot be called so
   */
  String of(JCDiagnostic diagnostic) {
    if (!(diagnostic.getDiagnosticPosition().getTree() instanceof JCFieldAccess access)
        || access.selected.type == null) {
      return null;
    }
    List<Type> types = types(diagnostic);
    List<String> written =
        Brackets.arguments(text.from((int) diagnostic.getEndPosition()).stripLeading());
    int start = (int) diagnostic.getStartPosition();
    if (types.isEmpty() || types.size() != written.size() || start < 0) {
      return null;
    }
    String name = access.name.toString();
    String called = text.substring(start, (int) diagnostic.getEndPosition());
    return with(access.selected.type, name, types)
        .map(method -> "did you mean `" + method.name + "(" + joined(written, ", ") + ")`?")
        .or(() -> held(access, called, written))
        .or(() -> name.matches("print(ln)?") ? printed(called, types, written) : Optional.empty())
        .or(() -> column(access, called, types, written))
        .orElse(null);
  }

  /** What a method is called that gives a copy with another setting: {@code withTitle}. */
  static String with(String setting) {
    return "with" + Character.toUpperCase(setting.charAt(0)) + setting.substring(1);
  }

  /** {@code withTitle("x")} for {@code title("x")}. */
  private Optional<MethodSymbol> with(Type site, String name, List<?> arguments) {
    String with = with(name);
    return offers.methods(site).stream()
        .filter(method -> method.name.contentEquals(with) && offers.takes(method, arguments))
        .findFirst();
  }

  /** For a function that a method without parameters gives, as a record's does. */
  private Optional<String> held(JCFieldAccess access, String called, List<String> written) {
    return offers.methods(access.selected.type).stream()
        .filter(method -> method.name == access.name && method.params().isEmpty())
        .findFirst()
        .flatMap(method -> offers.function(offers.result(access.selected.type, method)))
        .map(
            function ->
                "`%s()` gives a function, which is called with `%s().%s(%s)`"
                    .formatted(access.name, called, function.name, joined(written, ", ")));
  }

  /** One text of several values, which Python prints with spaces between them. */
  private static Optional<String> printed(String called, List<Type> types, List<String> written) {
    StringBuilder sum = new StringBuilder();
    for (int i = 0; i < written.size(); i++) {
      String value = written.get(i);
      boolean isLast = i == written.size() - 1;
      String shown =
          types.get(i).hasTag(ARRAY)
              ? "Arrays.toString(" + value + ")"
              : value.matches("[\\w.\\[\\]]+(\\([^()]*\\))?|\"[^\"]*\"")
                  ? value
                  : "(" + value + ")";
      if (isLast) {
        sum.append(shown);
      } else if (shown.matches("\"[^\"]*\"")) {
        sum.append(shown, 0, shown.length() - 1).append(" \" + ");
      } else {
        sum.append(shown).append(" + \" \" + ");
      }
    }
    return written.size() < 2
        ? Optional.empty()
        : Optional.of(
            "it takes one text: `%s(%s)`"
                .formatted(called, sum.toString().replace("+ \" \" + \"", "+ \" ")));
  }

  /** A column for an array of values, where a method of a table takes columns. */
  private Optional<String> column(
      JCFieldAccess access, String called, List<Type> types, List<String> written) {
    Type values = types.getLast();
    boolean isNamed = types.size() == 2 && offers.is(types.getFirst(), "java.lang.String");
    if (!values.hasTag(ARRAY) || types.size() != 1 && !isNamed) {
      return Optional.empty();
    }
    String element = TypeAdvice.simple(offers.types().elemtype(values));
    String type = Character.toUpperCase(element.charAt(0)) + element.substring(1) + "Column";
    String array = written.getLast();
    String name =
        isNamed ? written.getFirst() : "\"" + (array.matches("\\w+") ? array : "name") + "\"";
    for (Symbol one : access.selected.type.tsym.owner.members().getSymbols()) {
      if (one instanceof ClassSymbol column
          && column.name.contentEquals(type)
          && offers.statics(column.type).stream().anyMatch(m -> m.name.contentEquals("create"))
          && takesColumns(access, column.type)) {
        return Optional.of(
            "a table takes columns: `%s(%s.create(%s, %s))`".formatted(called, type, name, array));
      }
    }
    return Optional.empty();
  }

  private boolean takesColumns(JCFieldAccess access, Type column) {
    return offers.methods(access.selected.type).stream()
        .filter(method -> method.name == access.name && method.isVarArgs())
        .map(method -> offers.types().elemtype(method.params().getLast().type))
        .anyMatch(wanted -> offers.types().isSubtype(column, offers.types().erasure(wanted)));
  }

  /** How a method is called of an object, for one that was called of its class. */
  String ofObject(MethodSymbol method, JCDiagnostic diagnostic) {
    if (!(diagnostic.getDiagnosticPosition().getTree() instanceof JCFieldAccess access)
        || !(method.owner instanceof ClassSymbol owner)) {
      return null;
    }
    String call =
        "."
            + method.name
            + "("
            + joined(
                Brackets.arguments(text.from((int) diagnostic.getEndPosition()).stripLeading()),
                ", ")
            + ")";
    Optional<MethodSymbol> maker =
        offers.factories(owner.type).stream().filter(one -> one.params().isEmpty()).findFirst();
    if (maker.isPresent() && offers.types().isSameType(method.getReturnType(), owner.type)) {
      return "did you mean `" + access.selected + "." + maker.get().name + "()" + call + "`?";
    }
    String name = owner.name.toString();
    String object = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    return "call it of an object of this class, as in `" + object + call + "`";
  }

  private static String joined(List<String> written, String separator) {
    String all = String.join(separator, written);
    return all.length() > LONGEST || all.indexOf('\n') >= 0 ? "..." : all;
  }

  /** The arguments' types, none if one of them has no type of its own. */
  private static List<Type> types(JCDiagnostic diagnostic) {
    int place = diagnostic.getCode().endsWith("symbols") ? 2 : 3;
    List<Type> types = new ArrayList<>();
    if (diagnostic.getArgs()[place] instanceof Collection<?> all) {
      for (Object each : all) {
        if (!(each instanceof Type type)) {
          return List.of();
        }
        types.add(type);
      }
    }
    return types;
  }
}
