package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.CLASS;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the methods of a type could do instead of what was written. */
final class Offers {
  private final Types types;
  private final Symtab symbols;

  Offers(Context context) {
    this.types = Types.instance(context);
    this.symbols = Symtab.instance(context);
  }

  Symtab symbols() {
    return symbols;
  }

  Types types() {
    return types;
  }

  /** The methods that a value of this type has for cells, without those of every object. */
  List<MethodSymbol> methods(Type site) {
    Type type = types.skipTypeVars(site, false);
    List<MethodSymbol> found = new ArrayList<>();
    if (type.hasTag(CLASS)) {
      for (Type one : types.closure(type)) {
        if (one.tsym != symbols.objectType.tsym) {
          methods(one, false, found);
        }
      }
    }
    return found;
  }

  /** The static methods of a type. */
  List<MethodSymbol> statics(Type type) {
    List<MethodSymbol> found = new ArrayList<>();
    if (type.hasTag(CLASS)) {
      methods(type, true, found);
    }
    return found;
  }

  /** The static methods of a type that give one of it. */
  List<MethodSymbol> factories(Type made) {
    List<MethodSymbol> found = statics(made);
    found.removeIf(
        method -> !types.isSameType(types.erasure(method.getReturnType()), types.erasure(made)));
    return found;
  }

  /** The variable of that name that a type or one of its supertypes has for cells. */
  Optional<VarSymbol> field(Type site, String name) {
    Type type = types.skipTypeVars(site, false);
    if (type.hasTag(CLASS)) {
      for (Type one : types.closure(type)) {
        for (Symbol member : one.tsym.members().getSymbols()) {
          if (member instanceof VarSymbol field
              && field.name.contentEquals(name)
              && isOpen(field)) {
            return Optional.of(field);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The one method of a functional interface; empty for other types. */
  Optional<MethodSymbol> function(Type type) {
    return types.isFunctionalInterface(type)
        ? Optional.of((MethodSymbol) types.findDescriptorSymbol(type.tsym))
        : Optional.empty();
  }

  /** The constructors that cells can use. */
  List<MethodSymbol> constructors(Type made) {
    List<MethodSymbol> found = new ArrayList<>();
    for (Symbol member : made.tsym.members().getSymbols()) { // the last one first
      if (member instanceof MethodSymbol method
          && method.isConstructor()
          && (method.flags() & (Flags.SYNTHETIC | Flags.DEPRECATED)) == 0
          && isOpen(method)) {
        found.addFirst(method);
      }
    }
    return found;
  }

  /**
   * Whether a method may be called with these arguments, as far as their types are known.
   *
   * @param arguments types; others, lambdas say, fit an interface
   */
  boolean takes(MethodSymbol method, List<?> arguments) {
    return method.params().size() == arguments.size()
        && taken(method, arguments) == arguments.size();
  }

  /** How many of the arguments, from the first on, are what a method takes there. */
  int taken(MethodSymbol method, List<?> arguments) {
    List<Type> parameters = types.erasure(method.type).getParameterTypes();
    int fitting = 0;
    for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
      Type parameter = parameters.get(i);
      boolean fits =
          arguments.get(i) instanceof Type argument
              ? types.isConvertible(argument, parameter)
              : parameter.isInterface();
      if (!fits) {
        break;
      }
      fitting++;
    }
    return fitting;
  }

  /** Whether a method takes so many arguments. */
  static boolean fitsByCount(MethodSymbol method, int count) {
    int parameters = method.params().size();
    return method.isVarArgs() ? count >= parameters - 1 : count == parameters;
  }

  /** Those of the type itself, in the order of their declaration. */
  private static void methods(Type type, boolean statics, List<MethodSymbol> found) {
    int start = found.size();
    for (Symbol member : type.tsym.members().getSymbols()) { // the last one first
      if (member instanceof MethodSymbol method
          && !method.isConstructor()
          && method.isStatic() == statics
          && (method.flags() & (Flags.SYNTHETIC | Flags.DEPRECATED)) == 0
          && isOpen(method)) {
        found.add(start, method);
      }
    }
  }

  /** Whether cells can use a member: what is theirs, they always can. */
  static boolean isOpen(Symbol member) {
    return (member.flags() & Flags.PUBLIC) != 0
        || member.packge().fullname.contentEquals(CellUnit.PACKAGE);
  }

  Type result(Type site, MethodSymbol method) {
    return types.memberType(site, method).getReturnType();
  }

  /** Whether a method can be called with one argument of this type. */
  boolean takes(Type site, MethodSymbol method, Type argument) {
    List<Type> parameters = types.memberType(site, method).getParameterTypes();
    return parameters.size() == 1 && types.isConvertible(argument, parameters.getFirst());
  }

  /** The method of the first of these names that takes one argument of this type. */
  Optional<MethodSymbol> taking(Type site, List<String> names, Type argument) {
    List<MethodSymbol> methods = methods(site);
    for (String name : names) {
      for (MethodSymbol method : methods) {
        if (method.name.contentEquals(name) && takes(site, method, argument)) {
          return Optional.of(method);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether values of this type are also of that class. */
  boolean is(Type type, String className) {
    Type bound = types.skipTypeVars(type, false);
    return bound.hasTag(CLASS)
        && types.closure(bound).stream()
            .anyMatch(one -> one.tsym.flatName().contentEquals(className));
  }
}
