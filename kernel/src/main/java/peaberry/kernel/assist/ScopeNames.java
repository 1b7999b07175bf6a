package peaberry.kernel.assist;

import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Scope;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import peaberry.kernel.assist.Candidates.Nearness;

/** Lists the simple names that a place can see. */
final class ScopeNames {
  private static final int MOST_NOT_IMPORTED = 40;

  private final Spot spot;
  private final Candidates candidates;
  private final boolean values;
  private final boolean constants;
  private final boolean annotations;

  ScopeNames(Spot spot, Candidates candidates, Cursor.Place place) {
    this.spot = spot;
    this.candidates = candidates;
    this.annotations = place == Cursor.Place.ANNOTATION;
    this.constants = place == Cursor.Place.CASE;
    this.values = !annotations && place != Cursor.Place.TYPE && place != Cursor.Place.NEW;
  }

  /** Adds all that is declared or imported. */
  void add() {
    for (Symbol symbol : Locals.at(spot.path())) {
      if (values || !(symbol instanceof VarSymbol)) {
        add(symbol, null, Nearness.LOCAL);
      }
    }
    boolean isStatic = spot.tree() == spot.cell();
    for (TreePath p = spot.path(); p != null; p = p.getParentPath()) {
      switch (p.getLeaf()) {
        case JCMethodDecl method -> isStatic |= (method.mods.flags & Flags.STATIC) != 0;
        case JCVariableDecl field
            when field.sym != null && field.sym.owner instanceof ClassSymbol ->
            isStatic |= field.sym.isStatic();
        case JCClassDecl type when type.sym != null -> {
          members(type, isStatic);
          isStatic |= (type.mods.flags & Flags.STATIC) != 0;
        }
        default -> {}
      }
    }
    imported(spot.unit().namedImportScope, true);
    if (candidates.hasPrefix()) {
      imported(spot.unit().starImportScope, false);
    }
  }

  private void members(JCClassDecl type, boolean isStatic) {
    Type site = type.sym.type;
    boolean cell = type == spot.cell();
    for (Symbol symbol : spot.types().membersClosure(site, false).getSymbols()) {
      boolean reachable = symbol.isStatic() || symbol instanceof ClassSymbol || !isStatic;
      boolean later =
          cell
              && symbol instanceof VarSymbol variable
              && variable.owner == type.sym
              && variable.pos > position();
      if (reachable
          && !later
          && !symbol.isConstructor()
          && (values || symbol instanceof ClassSymbol)
          && (symbol.flags() & Flags.SYNTHETIC) == 0
          && candidates.fits(symbol.name)
          && spot.isAccessible(site, symbol)) {
        boolean ofObject = symbol.owner == spot.symbols().objectType.tsym;
        add(symbol, site, ofObject ? Nearness.OF_OBJECT : Nearness.OWN);
      }
    }
  }

  private int position() {
    return spot.tree().pos;
  }

  private void imported(Scope scope, boolean byName) {
    for (Symbol symbol : scope.getSymbols(symbol -> candidates.fits(symbol.name))) {
      if (symbol instanceof ClassSymbol type) {
        if (spot.isAccessible(type)) {
          add(type, type.type, nearness(type));
        }
      } else if (values && (symbol instanceof VarSymbol || symbol instanceof MethodSymbol)) {
        add(symbol, null, byName ? Nearness.OWN : Nearness.STATIC_IMPORT);
      }
    }
  }

  private static Nearness nearness(ClassSymbol type) {
    return switch (type.packge().toString()) {
      case "notebook" -> Nearness.OWN;
      case "java.lang" -> Nearness.JAVA_LANG;
      default -> Nearness.TYPE;
    };
  }

  private void add(Symbol symbol, Type site, Nearness nearness) {
    boolean fits =
        symbol instanceof ClassSymbol
            ? !annotations || (symbol.flags() & Flags.ANNOTATION) != 0
            : !constants || symbol instanceof VarSymbol && (symbol.flags() & Flags.FINAL) != 0;
    if (fits) {
      candidates.add(symbol, site, nearness);
    }
  }

  /** Adds the wanted types themselves, and the constants of wanted enums. */
  void addWanted(List<Type> wanted, Cursor.Place place) {
    for (Type type : wanted) {
      if (!(type.tsym instanceof ClassSymbol symbol) || type.hasTag(TypeTag.ARRAY)) {
        continue;
      }
      if (place == Cursor.Place.NEW) {
        String owner = symbol.packge().toString();
        for (Symbol other : symbol.packge().members().getSymbols()) {
          if (other instanceof ClassSymbol made
              && !owner.equals("notebook")
              && candidates.fits(made.name)
              && spot.isAccessible(made)
              && made.isSubClass(symbol, spot.types())
              && (made.flags() & (Flags.ABSTRACT | Flags.INTERFACE)) == 0) {
            candidates.add(made, made.type, Nearness.TYPE);
          }
        }
      } else if ((symbol.flags() & Flags.ENUM) != 0) {
        for (Symbol constant : symbol.members().getSymbols()) {
          if ((constant.flags() & Flags.ENUM) != 0 && constant instanceof VarSymbol) {
            if (place == Cursor.Place.CASE) {
              candidates.add(constant, type, Nearness.LOCAL);
            } else {
              candidates.constant((VarSymbol) constant);
            }
          }
        }
      } else if (place == Cursor.Place.CASE && symbol.isSealed()) {
        for (Type permitted : symbol.getPermittedSubclasses()) {
          if (permitted.tsym instanceof ClassSymbol one) {
            candidates.add(one, one.type, Nearness.LOCAL);
          }
        }
      }
    }
  }

  /**
   * Adds classes that would have to be imported, by their qualified names: so they need no import.
   * One letter, or a small one, is too little to go by.
   */
  void addNotImported(TypeIndex index) {
    String prefix = candidates.prefix();
    if (prefix.length() < 2 || !Character.isUpperCase(prefix.codePointAt(0))) {
      return;
    }
    Set<String> seen = new HashSet<>();
    int left = MOST_NOT_IMPORTED;
    for (String name : index.startingWith(prefix)) {
      if (left == 0) {
        return;
      }
      ClassSymbol type = spot.type(name);
      boolean wanted = type != null && !candidates.has(type) && spot.isAccessible(type);
      if (wanted && seen.add(name) && (!annotations || (type.flags() & Flags.ANNOTATION) != 0)) {
        candidates.type(type, name, Nearness.NOT_IMPORTED);
        left--;
      }
    }
  }
}
