package peaberry.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.util.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes fields of the variables that a cell declares, and assignments of their initialisers; and
 * makes each name in a statement stand for the variable that it means <i>there</i>.
 *
 * <p>A cell may declare a variable again, and may use an earlier cell's before it declares its own:
 * {@code int x = x + 1; int x = x * 2;} becomes {@code x$1 = x$0 + 1; x = x$1 * 2;}, where {@code
 * x$0} is the earlier cell's and {@code x} always the last one. So the pieces of a cell have to be
 * given in their order.
 */
final class CellVariables {
  /** What is added to the name of an earlier cell's variable that this cell declares anew. */
  private static final String EARLIER = "$0";

  private final TreeMaker make;
  private final Names table;
  private final String className;
  private final boolean constants;

  private final Map<String, Integer> declared = new LinkedHashMap<>(); // how often, in all
  private final Map<String, Integer> seen = new HashMap<>(); // how often, until now
  private final Map<String, String> current = new HashMap<>(); // user's name to field name

  private final List<CellUnit.Field> fields = new ArrayList<>();
  private final Set<String> replaced = new LinkedHashSet<>();
  private final List<JCIdent> early = new ArrayList<>();
  private final Set<JCTree> initialisers = new HashSet<>();

  /**
   * @param pieces all of the cell
   * @param earlier the names of earlier cells' variables
   * @param className the simple name of the class that the fields will be in
   * @param constants whether final variables are constants, as a {@code case} label needs them
   */
  CellVariables(
      TreeMaker make,
      Names table,
      List<JCTree> pieces,
      Set<String> earlier,
      String className,
      boolean constants) {
    this.make = make;
    this.table = table;
    this.className = className;
    this.constants = constants;
    for (JCTree piece : pieces) {
      if (piece instanceof JCVariableDecl variable && !variable.name.isEmpty()) {
        declared.merge(variable.name.toString(), 1, Integer::sum);
      }
    }
    for (String name : declared.keySet()) {
      if (earlier.contains(name)) {
        current.put(name, earlier(name));
      }
    }
  }

  /** The name by which a cell that declares {@code name} anew can still have the earlier one. */
  static String earlier(String name) {
    return name + EARLIER;
  }

  List<CellUnit.Field> fields() {
    return fields;
  }

  /** The variables of earlier cells that are used before the cell declares its own. */
  Set<String> replaced() {
    return replaced;
  }

  /** Names that stand before the declaration of the cell's own variable, with no earlier one. */
  List<JCIdent> early() {
    return early;
  }

  /** The assignments that initialise the fields. */
  Set<JCTree> initialisers() {
    return initialisers;
  }

  /** Declares the cell's next variable; returns what is to be run in its place. */
  List<JCStatement> declare(JCVariableDecl variable) {
    String name = variable.name.toString();
    resolve(variable.init);
    int nth = seen.merge(name, 1, Integer::sum);
    String field = nth == declared.get(name) ? name : name + "$" + nth;
    current.put(name, field);
    return assignment(variable, name, field);
  }

  /** Makes the names in the cell's next statement mean the variables that are there by now. */
  void resolve(JCTree tree) {
    if (tree == null || declared.isEmpty()) {
      return;
    }
    for (JCIdent ident : FreeNames.in(tree)) {
      String name = ident.name.toString();
      String field = current.get(name);
      if (field != null) {
        if (field.equals(earlier(name))) {
          replaced.add(name);
        }
        ident.name = table.fromString(field);
      } else if (declared.containsKey(name)) {
        early.add(ident);
      }
    }
  }

  private List<JCStatement> assignment(JCVariableDecl variable, String name, String fieldName) {
    boolean inferred = variable.vartype == null;
    make.at(variable.pos);
    JCExpression type =
        inferred ? CellImports.qualified(make, table, "java.lang.Object") : variable.vartype;
    boolean isFinal = (variable.mods.flags & Flags.FINAL) != 0;
    JCModifiers mods =
        make.Modifiers(
            variable.mods.flags & ~Flags.FINAL | Flags.PUBLIC | Flags.STATIC,
            variable.mods.annotations);
    boolean isConstant =
        constants && isFinal && !inferred && variable.init != null && Literals.only(variable.init);
    JCVariableDecl field = make.VarDef(mods, table.fromString(fieldName), type, null);
    fields.add(new CellUnit.Field(fieldName, name, field, isFinal, isConstant));
    if (isConstant) {
      mods.flags |= Flags.FINAL;
      field.init = variable.init;
      return List.of();
    }
    if (inferred) {
      if (variable.init == null) {
        return List.of(variable); // javac's own error
      }
      JCAssign copy =
          make.Assign(
              make.Select(make.Ident(table.fromString(className)), field.name),
              make.Ident(variable.name));
      initialisers.add(copy);
      return List.of(
          make.Block(
              0,
              com.sun.tools.javac.util.List.of(
                  variable, new VarInference(variable, field), make.Exec(copy))));
    }
    JCExpression init = variable.init;
    if (init == null) {
      init = defaultValue(variable.vartype);
    } else if (init instanceof JCNewArray array
        && array.elemtype == null
        && variable.vartype instanceof JCArrayTypeTree arrayType) {
      array.elemtype = arrayType.elemtype;
    }
    JCAssign assign = make.Assign(make.Ident(field.name), init);
    initialisers.add(assign);
    return List.of(make.Exec(assign));
  }

  private JCExpression defaultValue(JCExpression type) {
    if (type instanceof JCPrimitiveTypeTree primitive) {
      return primitive.typetag == TypeTag.BOOLEAN
          ? make.Literal(TypeTag.BOOLEAN, 0)
          : make.Literal(TypeTag.INT, 0);
    }
    return make.Literal(TypeTag.BOT, null);
  }
}
