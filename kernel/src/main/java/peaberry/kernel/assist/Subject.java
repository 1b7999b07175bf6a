package peaberry.kernel.assist;

import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Scope;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a name in a sketch stands for.
 *
 * @param symbol the one that javac has chosen, or the likeliest
 * @param site the type through which it is seen, or null
 * @param others a method's other overloads, a type's constructors
 */
record Subject(Symbol symbol, Type site, List<MethodSymbol> others) {

  /**
   * Finds it.
   *
   * @param spot where the name stands in the tree
   * @param argument the argument of the call that the cursor is in, counted from 0; then the method
   *     is wanted, of {@code new A(...)} the constructor. -1 if the name itself is wanted
   */
  static Optional<Subject> of(Spot spot, Name name, int argument) {
    return new Finder(spot, name, argument).find();
  }

  private static final class Finder {
    private final Spot spot;
    private final Types types;
    private final Name name;
    private final JCTree tree;
    private final int argument;

    Finder(Spot spot, Name name, int argument) {
      this.argument = argument;
      this.spot = spot;
      this.types = spot.types();
      this.name = name;
      this.tree = spot.tree();
    }

    Optional<Subject> find() {
      Type site = site();
      Symbol symbol = symbol();
      if (made() instanceof JCNewClass made && isKnown(made.clazz.type)) {
        List<MethodSymbol> all = constructors(made.clazz.type, made.args);
        if (argument >= 0 && !all.isEmpty()) {
          return Optional.of(
              chosen(isKnown(made.constructor) ? made.constructor : null, made.clazz.type, all));
        }
        return Optional.of(new Subject(made.clazz.type.tsym, made.clazz.type, all));
      }
      if (!isKnown(symbol)) {
        symbol = null;
      }
      if (symbol == null || symbol instanceof MethodSymbol) {
        List<MethodSymbol> all = methods(site);
        if (symbol != null || !all.isEmpty()) {
          return Optional.of(chosen(symbol, site, all));
        }
        symbol = byName(site);
      }
      if (symbol instanceof ClassSymbol type) {
        return Optional.of(new Subject(type, type.type, constructors(type.type, List.of())));
      }
      return Optional.ofNullable(symbol).map(found -> new Subject(found, site, List.of()));
    }

    private Subject chosen(Symbol symbol, Type site, List<MethodSymbol> all) {
      List<MethodSymbol> others = new ArrayList<>(all);
      boolean isChosen =
          symbol instanceof MethodSymbol method && (all.isEmpty() || hasRoom(method));
      Symbol first = isChosen ? symbol : others.removeFirst();
      others.remove(first);
      return new Subject(first, site, List.copyOf(others));
    }

    /** Whether a method has a parameter for the argument that is being typed. */
    private boolean hasRoom(MethodSymbol method) {
      return argument <= 0 || method.isVarArgs() || argument < method.params().size();
    }

    private static boolean isKnown(Symbol symbol) {
      return symbol != null
          && symbol.kind != Kind.ERR
          && !symbol.kind.isResolutionError()
          && (symbol instanceof PackageSymbol p ? p.exists() : isKnown(symbol.type));
    }

    private static boolean isKnown(Type type) {
      return type != null && !type.isErroneous();
    }

    private Symbol symbol() {
      return switch (tree) {
        case JCIdent ident -> ident.sym;
        case JCFieldAccess access -> access.sym;
        case JCMemberReference reference -> reference.sym;
        case JCVariableDecl variable -> variable.sym;
        case JCMethodDecl method -> method.sym;
        case JCClassDecl type -> type.sym;
        default -> null;
      };
    }

    private Type site() {
      Type type =
          switch (tree) {
            case JCFieldAccess access -> access.selected.type;
            case JCMemberReference reference -> reference.expr.type;
            default -> null;
          };
      return !isKnown(type) || type.hasTag(TypeTag.PACKAGE)
          ? null
          : types.capture(types.skipTypeVars(type, false));
    }

    /** The creation whose type the name is, or null. */
    private JCNewClass made() {
      TreePath path = spot.path();
      while (path.getParentPath() != null
          && path.getParentPath().getLeaf() instanceof JCTypeApply generic
          && generic.clazz == path.getLeaf()) {
        path = path.getParentPath();
      }
      return path.getParentPath() != null
              && path.getParentPath().getLeaf() instanceof JCNewClass made
              && made.clazz == path.getLeaf()
          ? made
          : null;
    }

    private List<MethodSymbol> constructors(Type type, List<JCExpression> arguments) {
      List<MethodSymbol> all = new ArrayList<>();
      if (type.tsym instanceof ClassSymbol made && !made.isInterface() && !made.isEnum()) {
        collect(made.members().getSymbolsByName(made.name.table.names.init), type, all);
      }
      return sorted(all, type, arguments);
    }

    private List<MethodSymbol> methods(Type site) {
      List<MethodSymbol> all = new ArrayList<>();
      if (site != null) {
        if (!site.isPrimitive()) {
          collect(types.membersClosure(site, false).getSymbolsByName(name), site, all);
        }
      } else if (tree instanceof JCIdent || tree instanceof JCMethodDecl) {
        for (TreePath p = spot.path(); p != null; p = p.getParentPath()) {
          if (p.getLeaf() instanceof JCClassDecl type && type.sym != null) {
            collect(
                types.membersClosure(type.sym.type, false).getSymbolsByName(name),
                type.sym.type,
                all);
          }
        }
        collect(spot.unit().namedImportScope.getSymbolsByName(name), null, all);
        collect(spot.unit().starImportScope.getSymbolsByName(name), null, all);
      }
      List<JCExpression> arguments =
          spot.path().getParentPath() != null
                  && spot.path().getParentPath().getLeaf() instanceof JCMethodInvocation call
                  && call.meth == tree
              ? call.args
              : List.of();
      return sorted(all, site, arguments);
    }

    /** Adds the methods that can be called, from the first declared on; javac lists backwards. */
    private void collect(Iterable<Symbol> symbols, Type site, List<MethodSymbol> all) {
      List<MethodSymbol> some = new ArrayList<>();
      for (Symbol symbol : symbols) {
        if (symbol instanceof MethodSymbol method
            && (symbol.flags() & com.sun.tools.javac.code.Flags.SYNTHETIC) == 0
            && (site == null || spot.isAccessible(site, symbol))
            && !new Wording(types).repeats(List.<Symbol>copyOf(all), symbol)
            && !new Wording(types).repeats(List.<Symbol>copyOf(some), symbol)) {
          some.addFirst(method);
        }
      }
      all.addAll(some);
    }

    private List<MethodSymbol> sorted(
        List<MethodSymbol> all, Type site, List<JCExpression> arguments) {
      all.sort(Comparator.comparingInt(method -> misfit(method, site, arguments)));
      return all;
    }

    /** How badly a method fits these arguments, and that which is being typed. */
    private int misfit(MethodSymbol method, Type site, List<JCExpression> arguments) {
      Type type = site == null ? method.type : types.memberType(site, method);
      List<Type> parameters = types.erasure(type).getParameterTypes();
      int count = parameters.size();
      if (arguments.size() > count && !method.isVarArgs() || !hasRoom(method)) {
        return 4;
      }
      for (int i = 0; i < arguments.size(); i++) {
        Type parameter = parameters.get(Math.min(i, count - 1));
        boolean more = method.isVarArgs() && i >= count - 1;
        if (!fits(arguments.get(i), parameter)
            && !(more && fits(arguments.get(i), types.elemtype(parameter)))) {
          return 3;
        }
      }
      return method.isVarArgs() ? 2 : arguments.size() < count ? 1 : 0;
    }

    private boolean fits(JCExpression argument, Type parameter) {
      if (argument instanceof JCLambda || argument instanceof JCMemberReference) {
        return types.isFunctionalInterface(parameter);
      }
      Type type = argument.type;
      return !isKnown(type)
          || type.hasTag(TypeTag.DEFERRED)
          || types.isConvertible(types.erasure(type), parameter);
    }

    /** What the name would mean where a type or a package could stand. */
    private Symbol byName(Type site) {
      if (site != null) {
        for (Symbol symbol : types.membersClosure(site, false).getSymbolsByName(name)) {
          if (symbol instanceof VarSymbol || symbol instanceof ClassSymbol) {
            return symbol;
          }
        }
        return null;
      }
      if (tree instanceof JCFieldAccess && TreeInfo.fullName(tree) instanceof Name qualified) {
        Symbol type = spot.type(qualified.toString());
        return type != null ? type : packageOf(qualified);
      }
      if (!(tree instanceof JCIdent)) {
        return null;
      }
      for (TreePath p = spot.path(); p != null; p = p.getParentPath()) {
        if (p.getLeaf() instanceof JCClassDecl type && type.sym != null) {
          for (Symbol symbol : types.membersClosure(type.sym.type, false).getSymbolsByName(name)) {
            if (symbol instanceof ClassSymbol) {
              return symbol;
            }
          }
        }
      }
      for (Scope scope :
          List.<Scope>of(
              spot.unit().namedImportScope,
              spot.packageOf("notebook").members(),
              spot.unit().starImportScope)) {
        for (Symbol symbol : scope.getSymbolsByName(name)) {
          if (symbol instanceof ClassSymbol type && spot.isAccessible(type)) {
            return symbol;
          }
        }
      }
      return packageOf(name);
    }

    private Symbol packageOf(Name qualified) {
      PackageSymbol found = spot.packageOf(qualified.toString());
      return found.exists() ? found : null;
    }
  }
}
