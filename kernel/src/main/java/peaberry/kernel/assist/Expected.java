package peaberry.kernel.assist;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import java.util.List;
import java.util.Set;

/**
 * The types that are wanted at the cursor: none if any would do, several where a method has
 * overloads.
 */
final class Expected {

  /** How well a name fits what is wanted; the best first. */
  enum Fit {
    TYPE,
    /** By boxing or widening: a {@code char} for an {@code int}. */
    CONVERTIBLE,
    ANY,
    /** No value where one is wanted, or an abstract class where one is made. */
    NO_VALUE
  }

  private final List<Type> wanted;
  private final boolean toMake;
  private final Types types;

  /**
   * @param toMake whether a class to make an instance of is wanted, not a value
   */
  Expected(List<Type> wanted, boolean toMake, Types types) {
    this.wanted =
        wanted.stream()
            .filter(type -> type != null && !type.isErroneous() && !type.hasTag(TypeTag.NONE))
            .filter(type -> !isObject(type))
            .toList();
    this.toMake = toMake;
    this.types = types;
  }

  List<Type> wanted() {
    return wanted;
  }

  private static boolean isObject(Type type) {
    return type.tsym != null && type.tsym.getQualifiedName().contentEquals("java.lang.Object");
  }

  Fit fit(Symbol symbol, Type site) {
    if (toMake) {
      return symbol instanceof ClassSymbol type ? fitToMake(type) : Fit.NO_VALUE;
    }
    Type type =
        switch (symbol) {
          case MethodSymbol method ->
              (site == null ? method.type : types.memberType(site, method)).getReturnType();
          case VarSymbol variable ->
              site == null || !(variable.owner instanceof ClassSymbol)
                  ? variable.type
                  : types.memberType(site, variable);
          default -> null;
        };
    if (wanted.isEmpty() || type == null) {
      return Fit.ANY;
    }
    if (type.hasTag(TypeTag.VOID)) {
      return Fit.NO_VALUE;
    }
    return accepts(type);
  }

  private Fit fitToMake(ClassSymbol type) {
    if ((type.flags() & (Flags.ABSTRACT | Flags.INTERFACE)) != 0) {
      return Fit.NO_VALUE;
    }
    for (Type one : wanted) {
      if (types.isSubtype(types.erasure(type.type), types.erasure(one))) {
        return Fit.TYPE;
      }
    }
    return Fit.ANY;
  }

  private Fit accepts(Type type) {
    Fit best = Fit.ANY;
    for (Type one : wanted) {
      if (type.isErroneous()) {
        continue;
      }
      Type target = one.isParameterized() ? types.erasure(one) : one;
      if (type.isPrimitive()
          ? types.isSameType(type, target)
          : types.isSubtypeUnchecked(type, target)) {
        return Fit.TYPE;
      }
      if (types.isConvertible(type, target)) {
        best = Fit.CONVERTIBLE;
      }
    }
    return best;
  }

  /** How well a keyword fits. */
  Fit fit(String word) {
    boolean truth = Set.of("true", "false").contains(word);
    for (Type one : wanted) {
      if (truth && one.getTag() == TypeTag.BOOLEAN) {
        return Fit.TYPE;
      }
    }
    return Fit.ANY;
  }
}
