package peaberry.kernel.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the places in a statement where a simple name stands for a top-level variable, not for a
 * local one, a parameter, a method or a type.
 */
final class FreeNames extends TreeScanner {
  private final Deque<Set<String>> scopes = new ArrayDeque<>();
  private final List<JCIdent> found = new ArrayList<>();

  /** The free names in {@code tree}, in order. */
  static List<JCIdent> in(JCTree tree) {
    FreeNames names = new FreeNames();
    names.scopes.push(new HashSet<>());
    names.scan(tree);
    return names.found;
  }

  private void inner(Runnable scan) {
    scopes.push(new HashSet<>());
    scan.run();
    scopes.pop();
  }

  @Override
  public void visitIdent(JCIdent tree) {
    String name = tree.name.toString();
    for (Set<String> scope : scopes) {
      if (scope.contains(name)) {
        return;
      }
    }
    found.add(tree);
  }

  @Override
  public void visitVarDef(JCVariableDecl tree) {
    scopes.peek().add(tree.name.toString());
    scan(tree.init);
  }

  @Override
  public void visitApply(JCMethodInvocation tree) {
    if (!(tree.meth instanceof JCIdent)) {
      scan(tree.meth);
    }
    scan(tree.args);
  }

  @Override
  public void visitBlock(JCBlock tree) {
    inner(() -> super.visitBlock(tree));
  }

  @Override
  public void visitForLoop(JCForLoop tree) {
    inner(() -> super.visitForLoop(tree));
  }

  @Override
  public void visitForeachLoop(JCEnhancedForLoop tree) {
    inner(() -> super.visitForeachLoop(tree));
  }

  @Override
  public void visitLambda(JCLambda tree) {
    inner(() -> super.visitLambda(tree));
  }

  @Override
  public void visitTry(JCTry tree) {
    inner(() -> super.visitTry(tree));
  }

  @Override
  public void visitCatch(JCCatch tree) {
    inner(() -> super.visitCatch(tree));
  }

  @Override
  public void visitCase(JCCase tree) {
    inner(() -> super.visitCase(tree));
  }

  @Override
  public void visitClassDef(JCClassDecl tree) {
    inner(
        () -> {
          for (JCTree member : tree.defs) {
            if (member instanceof JCVariableDecl field) {
              scopes.peek().add(field.name.toString());
            }
          }
          scan(tree.defs);
        });
  }

  @Override
  public void visitMethodDef(JCMethodDecl tree) {
    inner(
        () -> {
          scan(tree.params);
          scan(tree.body);
        });
  }

  @Override
  public void visitNewClass(JCNewClass tree) {
    scan(tree.encl);
    scan(tree.args);
    scan(tree.def);
  }

  @Override
  public void visitTypeCast(JCTypeCast tree) {
    scan(tree.expr);
  }

  @Override
  public void visitNewArray(JCNewArray tree) {
    scan(tree.dims);
    scan(tree.elems);
  }

  @Override
  public void visitTypeApply(JCTypeApply tree) {}

  @Override
  public void visitTypeArray(JCArrayTypeTree tree) {}

  @Override
  public void visitAnnotation(JCAnnotation tree) {}
}
