package peaberry.kernel.assist;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How a symbol is told to a reader: {@code (int from, int to) : String}. */
final class Wording {
  private static final Pattern CELL = Pattern.compile("\\bnotebook\\.Cell\\w*\\.");
  private static final Pattern PACKAGE = Pattern.compile("\\b(\\p{javaLowerCase}\\w*\\.)+(?=\\w)");

  /** What javac calls a parameter whose name the class file does not tell. */
  private static final Pattern NO_NAME = Pattern.compile("arg\\d+|x\\d+");

  private final Types types;
  private final Function<MethodSymbol, List<String>> documented;

  Wording(Types types) {
    this(types, method -> List.of());
  }

  /**
   * @param documented tells a method's parameters where the class file does not
   */
  Wording(Types types, Function<MethodSymbol, List<String>> documented) {
    this.types = types;
    this.documented = documented;
  }

  String kind(Symbol symbol) {
    return switch (symbol) {
      case MethodSymbol method -> "method";
      case ClassSymbol type -> kind(type);
      case VarSymbol variable when (variable.flags() & Flags.ENUM) != 0 -> "constant";
      case VarSymbol variable when variable.owner instanceof ClassSymbol -> "field";
      case VarSymbol variable -> "variable";
      case Symbol.PackageSymbol p -> "module";
      default -> "class";
    };
  }

  private static String kind(ClassSymbol type) {
    return switch (type.getKind()) {
      case INTERFACE -> "interface";
      case ENUM -> "enum";
      case RECORD -> "record";
      case ANNOTATION_TYPE -> "annotation";
      default -> "class";
    };
  }

  /** A method's parameters and result, a variable's type, a type's package. */
  String signature(Symbol symbol, Type site) {
    return switch (symbol) {
      case MethodSymbol method -> {
        Type type = site == null ? method.type : types.memberType(site, method);
        String parameters = parameters(method, type);
        yield method.isConstructor() ? parameters : parameters + " : " + text(type.getReturnType());
      }
      case VarSymbol variable ->
          text(
              site == null || variable.owner.kind != com.sun.tools.javac.code.Kinds.Kind.TYP
                  ? variable.type
                  : types.memberType(site, variable));
      case ClassSymbol type ->
          type.packge().isUnnamed() || inNotebook(type) ? "" : type.packge().toString();
      default -> "";
    };
  }

  private static boolean inNotebook(ClassSymbol type) {
    return type.packge().fullname.contentEquals("notebook");
  }

  private String parameters(MethodSymbol method, Type type) {
    List<String> all = new ArrayList<>();
    com.sun.tools.javac.util.List<Type> left = type.getParameterTypes();
    for (String name : parameterNames(method)) {
      if (left.isEmpty()) {
        break;
      }
      String text = text(left.head);
      left = left.tail;
      if (method.isVarArgs() && left.isEmpty() && text.endsWith("[]")) {
        text = text.substring(0, text.length() - 2) + "...";
      }
      all.add(NO_NAME.matcher(name).matches() ? text : text + " " + name);
    }
    return "(" + String.join(", ", all) + ")";
  }

  /** The names that the class file has or, if it has none, those that the documentation has. */
  private List<String> parameterNames(MethodSymbol method) {
    List<String> names = method.params().stream().map(p -> p.name.toString()).toList();
    if (names.isEmpty() || !names.stream().allMatch(NO_NAME.asMatchPredicate())) {
      return names;
    }
    List<String> told = documented.apply(method);
    return told.size() == names.size() ? told : names;
  }

  /** A type with simple names. */
  String text(Type type) {
    Type shown = types.upward(type, types.captures(type));
    String text = CELL.matcher(shown.toString()).replaceAll("");
    return PACKAGE.matcher(text).replaceAll("").replace(",", ", ");
  }

  /** Whether a method overrides one of {@code known}, or is overridden by it. */
  boolean repeats(List<Symbol> known, Symbol symbol) {
    for (Symbol other : known) {
      if (other == symbol
          || other instanceof MethodSymbol
              && symbol instanceof MethodSymbol
              && types.hasSameArgs(types.erasure(other.type), types.erasure(symbol.type))) {
        return true;
      }
    }
    return false;
  }

  Suggestion withOverloads(Suggestion suggestion, List<Symbol> overloads) {
    return overloads.size() < 2
        ? suggestion
        : new Suggestion(
            suggestion.text(),
            suggestion.kind(),
            suggestion.signature() + "  (+" + (overloads.size() - 1) + ")");
  }
}
