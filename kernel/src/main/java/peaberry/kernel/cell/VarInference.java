package peaberry.kernel.cell;

import com.sun.tools.javac.comp.Attr;
import com.sun.tools.javac.tree.JCTree.JCSkip;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;

/**
 * Stands behind a variable declared with {@code var}, which javac infers for local ones only. When
 * javac has attributed {@code var x = ...} as a local variable, gives the field the type found.
 * Everything that follows in the cell is attributed later and sees it.
 */
final class VarInference extends JCSkip {
  private final JCVariableDecl local;
  private final JCVariableDecl field;

  VarInference(JCVariableDecl local, JCVariableDecl field) {
    this.local = local;
    this.field = field;
  }

  @Override
  public void accept(Visitor visitor) {
    if (visitor instanceof Attr && local.sym != null && field.sym != null) {
      field.sym.type = local.sym.type;
      field.sym.erasure_field = null;
      field.type = local.sym.type;
    }
    super.accept(visitor);
  }
}
