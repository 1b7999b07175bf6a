package peaberry.kernel.cell;

import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Scope;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.CompletionFailure;
import com.sun.tools.javac.comp.AttrContext;
import com.sun.tools.javac.comp.Enter;
import com.sun.tools.javac.comp.Env;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The types that a cell can call by their simple names. */
final class VisibleTypes {
  private final Context context;

  VisibleTypes(Context context) {
    this.context = context;
  }

  /** The source file of the cell that a problem is in. */
  Optional<JCCompilationUnit> unit(JCDiagnostic diagnostic) {
    for (Env<AttrContext> env : Enter.instance(context).getEnvs()) {
      if (env.toplevel != null && env.toplevel.sourcefile == diagnostic.getSource()) {
        return Optional.of(env.toplevel);
      }
    }
    return Optional.empty();
  }

  /** The class that the cell has become; empty if that is unknown. */
  List<ClassSymbol> cells(JCDiagnostic diagnostic) {
    return unit(diagnostic).map(VisibleTypes::cells).orElse(List.of());
  }

  private static List<ClassSymbol> cells(JCCompilationUnit unit) {
    List<ClassSymbol> cells = new ArrayList<>();
    for (JCTree tree : unit.defs) {
      if (tree instanceof JCClassDecl cell && cell.sym != null) {
        cells.add(cell.sym);
      }
    }
    return cells;
  }

  /** The type of that name in the cell that a problem is in; empty if there is none or several. */
  Optional<ClassSymbol> named(String name, JCDiagnostic diagnostic) {
    Name key = Names.instance(context).fromString(name);
    return unit(diagnostic).flatMap(unit -> inUnit(unit, key));
  }

  private static Optional<ClassSymbol> inUnit(JCCompilationUnit unit, Name name) {
    try {
      for (ClassSymbol cell : cells(unit)) {
        Optional<ClassSymbol> declared = only(cell.members(), name);
        if (declared.isPresent()) {
          return declared;
        }
      }
      return only(unit.namedImportScope, name)
          .or(() -> only(unit.starImportScope, name))
          .or(() -> only(unit.moduleImportScope, name));
    } catch (CompletionFailure e) {
      return Optional.empty(); // a class file that cannot be read
    }
  }

  private static Optional<ClassSymbol> only(Scope scope, Name name) {
    Set<ClassSymbol> found = new LinkedHashSet<>();
    for (Symbol symbol : scope.getSymbolsByName(name, one -> one.kind == Kind.TYP)) {
      if (symbol instanceof ClassSymbol type) {
        type.complete();
        found.add(type);
      }
    }
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }
}
