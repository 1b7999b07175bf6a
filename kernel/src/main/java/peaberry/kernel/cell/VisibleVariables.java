package peaberry.kernel.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that are known where a problem is: those of the methods around it, and fields. */
final class VisibleVariables {
  private final VisibleTypes types;
  private final Offers offers;

  VisibleVariables(Context context) {
    this.types = new VisibleTypes(context);
    this.offers = new Offers(context);
  }

  /** The type of the variable of that name; empty if there is none, or if javac has not got it. */
  Optional<Type> named(String name, JCDiagnostic diagnostic) {
    JCTree place = diagnostic.getDiagnosticPosition().getTree();
    return types
        .unit(diagnostic)
        .map(unit -> locals(unit, place).get(name))
        .or(() -> field(name, diagnostic))
        .map(variable -> variable.type)
        .filter(type -> !type.isErroneous());
  }

  private Optional<VarSymbol> field(String name, JCDiagnostic diagnostic) {
    for (ClassSymbol cell : types.cells(diagnostic)) {
      Optional<VarSymbol> found = offers.field(cell.type, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The variables whose scope a place is in, by name; the innermost of each. */
  private static Map<String, VarSymbol> locals(JCTree unit, JCTree place) {
    Map<String, VarSymbol> found = new HashMap<>();
    new TreeScanner() {
      private final Deque<Map<String, VarSymbol>> scopes = new ArrayDeque<>();

      @Override
      public void scan(JCTree tree) {
        if (tree == place && tree != null) {
          scopes.descendingIterator().forEachRemaining(found::putAll);
        }
        boolean opens = tree != null && opensScope(tree);
        if (opens) {
          scopes.push(new HashMap<>());
        }
        super.scan(tree);
        if (opens) {
          scopes.pop();
        }
      }

      @Override
      public void visitVarDef(JCVariableDecl variable) {
        Symbol symbol = variable.sym;
        if (symbol instanceof VarSymbol known && known.type != null && !scopes.isEmpty()) {
          scopes.peek().put(known.name.toString(), known);
        }
        super.visitVarDef(variable);
      }
    }.scan(unit);
    return found;
  }

  private static boolean opensScope(JCTree tree) {
    return tree instanceof JCClassDecl
        || switch (tree.getTag()) {
          case BLOCK, METHODDEF, LAMBDA, FORLOOP, FOREACHLOOP, CASE, TRY -> true;
          default -> false;
        };
  }
}
