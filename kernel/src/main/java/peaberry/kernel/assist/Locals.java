package peaberry.kernel.assist;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * The local variables, parameters, pattern variables and local classes that a place can see, from
 * near to far. A pattern variable is offered wherever its condition stands before.
 */
final class Locals {
  private final List<Symbol> found = new ArrayList<>();

  private Locals() {}

  static List<Symbol> at(TreePath place) {
    Locals locals = new Locals();
    Tree child = place.getLeaf();
    for (TreePath p = place.getParentPath(); p != null; p = p.getParentPath()) {
      locals.in((JCTree) p.getLeaf(), child);
      child = p.getLeaf();
    }
    return locals.found;
  }

  /** What {@code tree} declares that its part {@code child} can see. */
  private void in(JCTree tree, Tree child) {
    switch (tree) {
      case JCBlock block -> before(block.stats, child);
      case JCCase branch -> {
        before(branch.stats, child);
        branch.labels.forEach(this::bindings);
        bindings(branch.guard, child);
      }
      case JCLambda lambda -> lambda.params.forEach(this::variable);
      case JCMethodDecl method -> {
        method.params.forEach(this::variable);
        for (JCTypeParameter parameter : method.typarams) {
          add(parameter.type == null ? null : parameter.type.tsym);
        }
      }
      case JCClassDecl type -> {
        for (JCTypeParameter parameter : type.typarams) {
          add(parameter.type == null ? null : parameter.type.tsym);
        }
      }
      case JCForLoop loop -> {
        before(loop.init, child);
        bindings(loop.cond, child);
      }
      case JCEnhancedForLoop loop when loop.body == child -> variable(loop.var);
      case JCTry attempt -> {
        for (JCTree resource : attempt.resources) {
          if (resource != child && resource instanceof JCVariableDecl declared) {
            variable(declared);
          }
        }
      }
      case JCCatch handler -> variable(handler.param);
      case JCIf branch -> bindings(branch.cond, child);
      case JCWhileLoop loop -> bindings(loop.cond, child);
      case JCConditional choice -> bindings(choice.cond, child);
      case JCBinary binary -> bindings(binary.lhs, child);
      default -> {}
    }
  }

  private void before(Iterable<? extends JCTree> statements, Tree child) {
    int from = found.size();
    for (JCTree statement : statements) {
      if (statement == child) {
        break;
      }
      switch (statement) {
        case JCVariableDecl variable -> add(from, variable.sym);
        case JCClassDecl type -> add(from, type.sym);
        case JCIf branch -> bindings(branch.cond);
        default -> {}
      }
    }
  }

  private void bindings(JCTree condition, Tree child) {
    if (condition != child) {
      bindings(condition);
    }
  }

  private void bindings(JCTree condition) {
    new TreeScanner() {
      @Override
      public void visitBindingPattern(JCBindingPattern tree) {
        variable(tree.var);
      }

      @Override
      public void visitLambda(JCLambda tree) {}
    }.scan(condition);
  }

  private void variable(JCVariableDecl tree) {
    add(tree.sym);
  }

  private void add(Symbol symbol) {
    add(found.size(), symbol);
  }

  private void add(int index, Symbol symbol) {
    if (symbol != null) {
      found.add(index, symbol);
    }
  }
}
