package peaberry.kernel.cell;

import com.sun.tools.javac.tree.JCTree.*;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Compares a method that has been parsed, but not yet attributed, with one that lives already. */
final class Signatures {
  private Signatures() {}

  /**
   * Whether both have the same name and the same erased parameters, as far as simple names tell.
   */
  static boolean same(JCMethodDecl tree, NameSpace.Method method) {
    if (!tree.name.contentEquals(method.name())) {
      return false;
    }
    MethodTypeDesc type = MethodTypeDesc.ofDescriptor(method.type());
    if (type.parameterCount() != tree.params.size()) {
      return false;
    }
    for (int i = 0; i < type.parameterCount(); i++) {
      if (!erased(tree, tree.params.get(i).vartype).equals(simple(type.parameterType(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String erased(JCMethodDecl method, JCExpression type) {
    return switch (type) {
      case JCTypeApply generic -> erased(method, generic.clazz);
      case JCArrayTypeTree array -> erased(method, array.elemtype) + "[]";
      case JCAnnotatedType annotated -> erased(method, annotated.underlyingType);
      case JCFieldAccess qualified -> qualified.name.toString();
      case JCIdent ident -> {
        for (JCTypeParameter parameter : method.typarams) {
          if (parameter.name == ident.name) {
            yield parameter.bounds.isEmpty() ? "Object" : erased(method, parameter.bounds.head);
          }
        }
        yield ident.name.toString();
      }
      default -> type.toString();
    };
  }

  private static String simple(ClassDesc type) {
    if (type.isArray()) {
      return simple(type.componentType()) + "[]";
    }
    String name = type.displayName();
    return name.substring(name.lastIndexOf('$') + 1);
  }

  /** The parameter list in the text of a method, without white space. */
  static String parameters(String text) {
    int open = text.indexOf('(');
    int depth = 0;
    for (int i = open; i >= 0 && i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return text.substring(open, i + 1).replaceAll("\\s+", "");
      }
    }
    return "";
  }
}
