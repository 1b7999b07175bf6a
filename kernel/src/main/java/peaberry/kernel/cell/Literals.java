package peaberry.kernel.cell;

import com.sun.tools.javac.tree.JCTree.*;

/** Expressions that are made of literals alone, and so mean the same wherever they stand. */
final class Literals {
  private Literals() {}

  static boolean only(JCExpression tree) {
    return switch (tree) {
      case JCLiteral l -> true;
      case JCUnary u -> only(u.arg);
      case JCBinary b -> only(b.lhs) && only(b.rhs);
      case JCParens p -> only(p.expr);
      case JCTypeCast c -> only(c.expr);
      case JCNewArray a -> {
        if (a.elems == null || a.dims.nonEmpty()) {
          yield false;
        }
        for (JCExpression element : a.elems) {
          if (!only(element)) {
            yield false;
          }
        }
        yield true;
      }
      default -> false;
    };
  }
}
