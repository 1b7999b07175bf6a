package peaberry.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can only be said of a cell when javac has attributed it: whether its last expression has a
 * value, which declarations it uses, and two rules that Java has for local variables but not for
 * the fields that the kernel makes of them.
 */
final class Analysis {
  private static final String DISPLAY = "peaberry.kernel.display.Display";

  /** Its methods whose value nobody wants to see: an id, and a secret. */
  private static final Set<String> NOT_SHOWN = Set.of("display", "readPassword");

  private final CellUnit unit;
  private final Set<String> finals = new HashSet<>();

  private Analysis(CellUnit unit) {
    this.unit = unit;
    for (CellUnit.Field field : unit.fields()) {
      if (field.isFinal()) {
        finals.add(field.name());
      }
    }
  }

  /** The violations of the two rules. */
  static List<Problem> check(CellUnit unit) {
    return new Analysis(unit).problems();
  }

  private List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (JCIdent name : unit.early()) {
      if (name.sym instanceof VarSymbol && isOwn(name.sym)) {
        problems.add(
            problem("early", name, "variable " + name.name + " is used before its declaration"));
      }
    }
    if (!finals.isEmpty()) {
      new TreeScanner() {
        @Override
        public void visitAssign(JCAssign tree) {
          if (!unit.initialisers().contains(tree)) {
            target(tree.lhs);
          }
          super.visitAssign(tree);
        }

        @Override
        public void visitAssignop(JCAssignOp tree) {
          target(tree.lhs);
          super.visitAssignop(tree);
        }

        @Override
        public void visitUnary(JCUnary tree) {
          if (tree.getTag().isIncOrDecUnaryOp()) {
            target(tree.arg);
          }
          super.visitUnary(tree);
        }

        private void target(JCTree tree) {
          Symbol symbol = TreeInfo.symbol(tree);
          if (symbol instanceof VarSymbol && isOwn(symbol) && finals.contains(name(symbol))) {
            problems.add(
                problem(
                    "final", tree, "`" + symbol.name + "` is final: it cannot get another value"));
          }
        }
      }.scan(unit.tree());
    }
    return problems;
  }

  private static Problem problem(String code, JCTree tree, String message) {
    int start = TreeInfo.getStartPos(tree);
    return new Problem(
        "peaberry." + code,
        message,
        start,
        tree.pos,
        start + tree.toString().length(),
        null,
        Set.of(),
        List.of());
  }

  private boolean isOwn(Symbol symbol) {
    return symbol.owner == unit.tree().sym;
  }

  private static String name(Symbol symbol) {
    return symbol.name.toString();
  }

  /** Whether the cell's last expression has a value that is to be shown. */
  static boolean showsResult(CellUnit unit) {
    if (unit.result() == null || unit.result().expr.type == null) {
      return false;
    }
    JCExpression expression = TreeInfo.skipParens(unit.result().expr);
    if (expression.type.hasTag(TypeTag.VOID)) {
      return false;
    }
    Symbol symbol =
        expression instanceof JCMethodInvocation call ? TreeInfo.symbol(call.meth) : null;
    return symbol == null
        || !symbol.owner.flatName().contentEquals(DISPLAY)
        || !NOT_SHOWN.contains(symbol.name.toString());
  }

  /** For each method and type of the unit, the notebook's names that it uses. */
  static Map<CellUnit.Member, Set<String>> uses(CellUnit unit) {
    Map<CellUnit.Member, Set<String>> all = new HashMap<>();
    for (CellUnit.Member member : unit.members()) {
      Set<String> uses = new HashSet<>();
      new TreeScanner() {
        @Override
        public void visitIdent(JCIdent tree) {
          add(tree.sym);
        }

        @Override
        public void visitSelect(JCFieldAccess tree) {
          add(tree.sym);
          super.visitSelect(tree);
        }

        private void add(Symbol symbol) {
          boolean top =
              switch (symbol) {
                case VarSymbol v -> isStatic(v) && isCell(v.owner);
                case MethodSymbol m -> isStatic(m) && isCell(m.owner);
                case ClassSymbol c -> isCell(c.owner);
                case null, default -> false;
              };
          if (top) {
            uses.add(name(symbol));
            if (symbol instanceof VarSymbol v && v.getConstValue() != null) {
              uses.add(NameSpace.valueOf(name(symbol)));
            }
          }
        }
      }.scan(member.tree());
      uses.remove(member.name());
      all.put(member, uses);
    }
    return all;
  }

  /**
   * Gives each field whose type is an intersection the first part as its type, since a class file
   * has no other way to say it, and tells all parts.
   */
  static Map<String, List<String>> dissolveIntersections(CellUnit unit, Types types) {
    Map<String, List<String>> bounds = new HashMap<>();
    for (CellUnit.Field field : unit.fields()) {
      VarSymbol symbol = field.tree().sym;
      if (symbol.type instanceof Type.IntersectionClassType intersection) {
        List<String> parts = new ArrayList<>();
        if (intersection.allInterfaces) {
          parts.add(""); // no class bound
        }
        for (Type part : intersection.getExplicitComponents()) {
          parts.add("L" + part.tsym.flatName().toString().replace('.', '/') + ";");
        }
        bounds.put(field.name(), parts);
        symbol.type = types.erasure(intersection);
        symbol.erasure_field = null;
      }
    }
    return bounds;
  }

  private static boolean isStatic(Symbol symbol) {
    return (symbol.flags_field & Flags.STATIC) != 0;
  }

  /** Whether a class is that of a whole cell, or a facade. */
  private static boolean isCell(Symbol owner) {
    return owner instanceof ClassSymbol type
        && type.owner instanceof Symbol.PackageSymbol p
        && p.fullname.contentEquals(CellUnit.PACKAGE);
  }
}
