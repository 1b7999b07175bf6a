package peaberry.kernel.assist;

import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.Name;
import java.util.ArrayList;
import java.util.List;

/** Finds out which types are wanted at a place, by what stands around it. */
final class Demand {
  private final Spot spot;
  private final Types types;

  Demand(Spot spot) {
    this.spot = spot;
    this.types = spot.types();
  }

  /** The types wanted where the spot's expression stands; none if any would do. */
  List<Type> types() {
    return at(spot.path());
  }

  private List<Type> at(TreePath path) {
    TreePath up = path.getParentPath();
    if (up == null) {
      return List.of();
    }
    JCTree child = (JCTree) path.getLeaf();
    return switch ((JCTree) up.getLeaf()) {
      case JCVariableDecl variable when variable.init == child ->
          variable.declaredUsingVar() ? List.of() : some(variable.type);
      case JCAssign assign when assign.rhs == child -> some(assign.lhs.type);
      case JCAssignOp assign when assign.rhs == child -> some(assign.lhs.type);
      case JCReturn done -> ofResult(up);
      case JCLambda lambda when lambda.body == child -> ofBody(lambda);
      case JCMethodInvocation call when call.meth == child -> at(up);
      case JCMethodInvocation call -> arguments(call, call.args.indexOf(child));
      case JCNewClass made when made.clazz == child -> at(up);
      case JCNewClass made ->
          made.clazz.type == null
              ? List.of()
              : parameters(
                  made.clazz.type, spotName("<init>", made.clazz.type), made.args.indexOf(child));
      case JCParens parens -> at(up);
      case JCIf branch -> some(spot.symbols().booleanType);
      case JCWhileLoop loop -> some(spot.symbols().booleanType);
      case JCDoWhileLoop loop -> some(spot.symbols().booleanType);
      case JCForLoop loop when loop.cond == child -> some(spot.symbols().booleanType);
      case JCConditional choice -> choice.cond == child ? some(spot.symbols().booleanType) : at(up);
      case JCUnary unary ->
          some(
              unary.hasTag(JCTree.Tag.NOT)
                  ? spot.symbols().booleanType
                  : spot.symbols().doubleType);
      case JCBinary binary -> operand(binary, child);
      case JCArrayAccess access when access.index == child -> some(spot.symbols().intType);
      case JCNewArray array
          when array.type != null && array.elems != null && array.elems.contains(child) ->
          some(types.elemtype(array.type));
      case JCThrow thrown -> some(spot.symbols().throwableType);
      case JCConstantCaseLabel label -> selector(up);
      case JCYield yielded -> switchAround(up);
      case JCTypeApply generic when generic.clazz == child -> at(up);
      default -> List.of();
    };
  }

  private static List<Type> some(Type type) {
    return type == null ? List.of() : List.of(type);
  }

  private static Name spotName(String name, Type any) {
    return any.tsym.name.table.fromString(name);
  }

  private List<Type> operand(JCBinary binary, JCTree child) {
    return switch (binary.getTag()) {
      case AND, OR -> some(spot.symbols().booleanType);
      case PLUS -> List.of(); // a string takes anything
      default -> some((binary.lhs == child ? binary.rhs : binary.lhs).type);
    };
  }

  private List<Type> ofResult(TreePath path) {
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof JCLambda lambda) {
        return ofBody(lambda);
      }
      if (p.getLeaf() instanceof JCMethodDecl method) {
        return method.restype == null ? List.of() : some(method.restype.type);
      }
    }
    return List.of();
  }

  private List<Type> ofBody(JCLambda lambda) {
    if (lambda.target == null || lambda.target.isErroneous()) {
      return List.of();
    }
    try {
      Type result = types.findDescriptorType(lambda.target).getReturnType();
      return result.hasTag(com.sun.tools.javac.code.TypeTag.VOID) ? List.of() : some(result);
    } catch (Types.FunctionDescriptorLookupError none) {
      return List.of();
    }
  }

  private List<Type> selector(TreePath path) {
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      switch (p.getLeaf()) {
        case JCSwitch s -> {
          return some(TreeInfo.skipParens(s.selector).type);
        }
        case JCSwitchExpression s -> {
          return some(TreeInfo.skipParens(s.selector).type);
        }
        default -> {}
      }
    }
    return List.of();
  }

  private List<Type> switchAround(TreePath path) {
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof JCSwitchExpression) {
        return at(p);
      }
    }
    return List.of();
  }

  private List<Type> arguments(JCMethodInvocation call, int index) {
    if (index < 0) {
      return List.of();
    }
    return switch (call.meth) {
      case JCFieldAccess method when method.selected.type != null ->
          parameters(method.selected.type, method.name, index);
      case JCIdent method -> {
        List<Type> all = new ArrayList<>();
        for (TreePath p = spot.path(); p != null; p = p.getParentPath()) {
          if (p.getLeaf() instanceof JCClassDecl type && type.sym != null) {
            all.addAll(parameters(type.sym.type, method.name, index));
          }
        }
        if (all.isEmpty() && method.sym instanceof MethodSymbol one) {
          all.addAll(parameter(one, null, index));
        }
        yield all;
      }
      default -> List.of();
    };
  }

  /** The types of the {@code index}th parameter in all methods of a name. */
  private List<Type> parameters(Type site, Name name, int index) {
    List<Type> all = new ArrayList<>();
    if (index < 0 || site.isPrimitive() || site.isErroneous()) {
      return all;
    }
    boolean constructor = name.contentEquals("<init>");
    Iterable<Symbol> methods =
        constructor
            ? site.tsym.members().getSymbolsByName(name)
            : types.membersClosure(types.skipTypeVars(site, false), false).getSymbolsByName(name);
    for (Symbol symbol : methods) {
      if (symbol instanceof MethodSymbol method) {
        all.addAll(parameter(method, site, index));
      }
    }
    return all;
  }

  private List<Type> parameter(MethodSymbol method, Type site, int index) {
    Type type = site == null ? method.type : types.memberType(site, method);
    com.sun.tools.javac.util.List<Type> parameters = type.getParameterTypes();
    if (method.isVarArgs() && index >= parameters.size() - 1) {
      return some(types.elemtype(parameters.last()));
    }
    return index < parameters.size() ? some(parameters.get(index)) : List.of();
  }
}
