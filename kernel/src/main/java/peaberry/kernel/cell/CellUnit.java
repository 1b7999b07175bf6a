package peaberry.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.EndPosTable;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic.Error;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Log;
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
 * Makes one class of a cell's pieces: variables become static fields, methods and types static
 * members, statements the bodies of a few methods that run one after the other.
 *
 * <pre>{@code
 * package notebook;
 * import ...
 * public class Cell7 extends Names7 {                  // Names7: the facade of earlier cells' names
 *   public static int x;                               // int x = 3;
 *   public static void run$0() throws Throwable { x = 3; }
 *   public static int f() { ... }
 *   public static record P(int a) {}
 * }
 * }</pre>
 *
 * <p>The trees are the parser's own, so positions are those of the cell.
 */
final class CellUnit implements CellParser.Assembler {
  static final String PACKAGE = "notebook";

  /**
   * A field of the unit.
   *
   * @param userName what the user calls it; {@code name} is another if it is declared more than
   *     once
   * @param isConstant whether javac puts its value in the place of its name
   */
  record Field(
      String name, String userName, JCVariableDecl tree, boolean isFinal, boolean isConstant) {}

  /** A method or type of the unit. */
  record Member(String name, JCTree tree, int start, int end) {}

  private final String className;
  private final CellText text;
  private final NameSpace names;
  private final List<NameSpace.Import> defaultImports;
  private final Set<Integer> left;
  private final boolean constants;
  private final Chunks chunks;

  final List<Field> fields = new ArrayList<>();
  final List<Member> members = new ArrayList<>();
  final List<NameSpace.Import> imports = new ArrayList<>();

  /** Field names that stand for a variable of an earlier cell, to be replaced by it. */
  final Set<String> oldNames = new LinkedHashSet<>();

  /** Names in statements that stand before the declaration of the cell's own variable. */
  final List<JCIdent> early = new ArrayList<>();

  /** The assignments that initialise final variables. */
  final Set<JCTree> initialisers = new HashSet<>();

  Facade facade;
  JCExpressionStatement result;
  JCClassDecl tree;
  String ignoredPackage;

  private TreeMaker make;
  private Names table;
  private Log log;
  private EndPosTable ends;

  /**
   * @param left positions of methods and types to leave out, since they wait for a name
   * @param constants whether final variables are constants, as a {@code case} label needs them
   * @param chunkSize how many tree nodes a run method may have
   */
  CellUnit(
      String className,
      CellText text,
      NameSpace names,
      List<NameSpace.Import> defaultImports,
      Set<Integer> left,
      boolean constants,
      int chunkSize) {
    this.className = className;
    this.text = text;
    this.names = names;
    this.defaultImports = defaultImports;
    this.left = left;
    this.constants = constants;
    this.chunks = new Chunks(chunkSize);
  }

  /** The names of the methods to run, in order, as {@code Class.method}. */
  List<String> runMethods() {
    return chunks.names();
  }

  /** Makes the last expression the value of the last run method; after attribution only. */
  void returnResult() {
    chunks.returnResult(result);
  }

  @Override
  public JCCompilationUnit assemble(Context context, List<JCTree> pieces, EndPosTable ends) {
    this.make = TreeMaker.instance(context);
    this.table = Names.instance(context);
    this.log = Log.instance(context);
    this.ends = ends;
    Map<String, Integer> declared = count(pieces);
    Set<String> mentioned = mentions(pieces);
    ListBuffer<JCTree> importTrees = new ListBuffer<>();
    ListBuffer<JCTree> memberTrees = new ListBuffer<>();
    List<JCMethodDecl> methods = new ArrayList<>();
    List<JCStatement> statements = new ArrayList<>();
    Set<String> types = new HashSet<>();
    result = resultOf(pieces);
    Map<String, String> current = new HashMap<>(); // user's name to field name, from here on
    for (String name : declared.keySet()) {
      if (names.variables.containsKey(name)) {
        current.put(name, name + "$0");
      }
    }
    Map<String, Integer> seen = new HashMap<>();
    for (JCTree piece : pieces) {
      switch (piece) {
        case JCPackageDecl p -> ignoredPackage = p.pid.toString();
        case JCImport i -> {
          imports.add(CellImports.of(i));
          importTrees.add(i);
        }
        case JCModuleImport m -> {
          imports.add(
              new NameSpace.Import(m.module.toString(), false, NameSpace.Import.Kind.MODULE));
          importTrees.add(m);
        }
        case JCClassDecl type -> {
          if (member(type.name.toString(), type, type.mods)) {
            open(type);
            type.mods.flags |= Flags.STATIC;
            memberTrees.add(type);
            types.add(type.name.toString());
          }
        }
        case JCMethodDecl method -> {
          if (member(method.name.toString(), method, method.mods)) {
            method.mods.flags &= ~(Flags.PRIVATE | Flags.PROTECTED | Flags.FINAL | Flags.DEFAULT);
            method.mods.flags |= Flags.PUBLIC | Flags.STATIC;
            memberTrees.add(method);
            methods.add(method);
          }
        }
        case JCVariableDecl variable when !variable.name.isEmpty() -> {
          String name = variable.name.toString();
          rename(variable.init, current, declared);
          int nth = seen.merge(name, 1, Integer::sum);
          String field = nth == declared.get(name) ? name : name + "$" + nth;
          current.put(name, field);
          statements.addAll(variable(variable, name, field));
        }
        case JCStatement statement -> {
          rename(statement, current, declared);
          forbidReturn(statement);
          statements.add(statement);
        }
        default -> {} // an error that the parser has reported
      }
    }
    oldNames.forEach(old -> mentioned.add(old.substring(0, old.indexOf('$'))));
    facade = new Facade(PACKAGE + ".Names" + className.substring(4), constants);
    fillFacade(mentioned, methods);
    ListBuffer<JCTree> body = new ListBuffer<>();
    BigArrays arrays = new BigArrays(make, table);
    for (int i = 0; i < statements.size(); i++) {
      statements.set(i, arrays.translate(statements.get(i)));
    }
    for (Field field : fields) {
      body.add(field.tree());
    }
    body.appendList(chunks.trees(make, table, statements, result));
    for (JCTree member : memberTrees) {
      body.add(arrays.translate(member));
    }
    body.appendList(arrays.helpers());
    make.at(0);
    tree =
        make.ClassDef(
            make.Modifiers(Flags.PUBLIC),
            table.fromString(className),
            com.sun.tools.javac.util.List.nil(),
            facade.isEmpty() ? null : make.Ident(table.fromString(facade.simpleName())),
            com.sun.tools.javac.util.List.nil(),
            body.toList());
    ListBuffer<JCTree> unit = new ListBuffer<>();
    unit.add(
        make.PackageDecl(
            com.sun.tools.javac.util.List.nil(), make.Ident(table.fromString(PACKAGE))));
    for (JCTree earlier :
        new CellImports(make, table, names, defaultImports).trees(mentioned, types, imports)) {
      unit.add(earlier);
    }
    unit.appendList(importTrees);
    unit.add(tree);
    return make.TopLevel(unit.toList());
  }

  /** How often each variable is declared. */
  private static Map<String, Integer> count(List<JCTree> pieces) {
    Map<String, Integer> declared = new LinkedHashMap<>();
    for (JCTree piece : pieces) {
      if (piece instanceof JCVariableDecl variable && !variable.name.isEmpty()) {
        declared.merge(variable.name.toString(), 1, Integer::sum);
      }
    }
    return declared;
  }

  private static Set<String> mentions(List<JCTree> pieces) {
    Set<String> found = new LinkedHashSet<>();
    TreeScanner scanner =
        new TreeScanner() {
          @Override
          public void visitIdent(JCIdent tree) {
            found.add(tree.name.toString());
          }

          @Override
          public void visitMethodDef(JCMethodDecl tree) {
            found.add(tree.name.toString());
            super.visitMethodDef(tree);
          }
        };
    for (JCTree piece : pieces) {
      if (!(piece instanceof JCImport || piece instanceof JCPackageDecl)) {
        scanner.scan(piece);
      }
    }
    return found;
  }

  /** The last statement, if it is an expression whose value may be shown. */
  private JCExpressionStatement resultOf(List<JCTree> pieces) {
    for (JCTree piece : pieces.reversed()) {
      if (!text.own(TreeInfo.getStartPos(piece)) || piece instanceof JCSkip) {
        continue;
      }
      if (piece instanceof JCImport || piece instanceof JCModuleImport) {
        continue;
      }
      return piece instanceof JCExpressionStatement last
              && !(last.expr instanceof JCAssign)
              && !(last.expr instanceof JCAssignOp)
          ? last
          : null;
    }
    return null;
  }

  private boolean member(String name, JCTree piece, JCModifiers mods) {
    int start = TreeInfo.getStartPos(piece);
    if (mods.pos >= 0) {
      start = Math.min(start, mods.pos);
    }
    if (left.contains(start)) {
      return false;
    }
    int end = TreeInfo.getEndPos(piece, ends);
    int known = ends.getEndPos(piece);
    members.add(new Member(name, piece, start, Math.max(end, known)));
    return true;
  }

  /** A private type is open to other cells, as if all stood in one source file. */
  private static void open(JCClassDecl type) {
    boolean wasPrivate = (type.mods.flags & Flags.PRIVATE) != 0;
    type.mods.flags &= ~Flags.PRIVATE;
    for (JCTree member : type.defs) {
      if (member instanceof JCClassDecl nested) {
        open(nested);
      } else if (wasPrivate
          && (type.mods.flags & Flags.RECORD) != 0
          && member instanceof JCMethodDecl method
          && TreeInfo.isConstructor(method)) {
        method.mods.flags &= ~Flags.PRIVATE; // may not be less open than its record
      }
    }
  }

  /** Makes names that stand before a declaration mean the variable that was there before it. */
  private void rename(JCTree tree, Map<String, String> current, Map<String, Integer> declared) {
    if (tree == null || declared.isEmpty()) {
      return;
    }
    for (JCIdent ident : FreeNames.in(tree)) {
      String name = ident.name.toString();
      String field = current.get(name);
      if (field != null) {
        if (field.equals(name + "$0")) {
          oldNames.add(field);
        }
        ident.name = table.fromString(field);
      } else if (declared.containsKey(name)) {
        early.add(ident);
      }
    }
  }

  private List<JCStatement> variable(JCVariableDecl variable, String name, String fieldName) {
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
    fields.add(new Field(fieldName, name, field, isFinal, isConstant));
    if (isConstant) {
      mods.flags |= Flags.FINAL;
      field.init = variable.init;
      return List.of();
    }
    if (inferred) {
      if (variable.init == null) {
        return List.of(variable); // javac's own error
      }
      JCVariableDecl local = variable;
      JCAssign copy =
          make.Assign(
              make.Select(make.Ident(table.fromString(className)), field.name),
              make.Ident(local.name));
      initialisers.add(copy);
      return List.of(
          make.Block(
              0,
              com.sun.tools.javac.util.List.of(
                  local, new VarInference(local, field), make.Exec(copy))));
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
    JCExpressionStatement statement = make.Exec(assign);
    return List.of(statement);
  }

  private JCExpression defaultValue(JCExpression type) {
    if (type instanceof JCPrimitiveTypeTree primitive) {
      return primitive.typetag == TypeTag.BOOLEAN
          ? make.Literal(TypeTag.BOOLEAN, 0)
          : make.Literal(TypeTag.INT, 0);
    }
    return make.Literal(TypeTag.BOT, null);
  }

  private void forbidReturn(JCStatement statement) {
    new TreeScanner() {
      @Override
      public void visitReturn(JCReturn tree) {
        log.error(tree.pos, new Error("compiler", "ret.outside.meth"));
      }

      @Override
      public void visitLambda(JCLambda tree) {}

      @Override
      public void visitClassDef(JCClassDecl tree) {}
    }.scan(statement);
  }

  private void fillFacade(Set<String> mentioned, List<JCMethodDecl> declared) {
    for (String name : mentioned) {
      NameSpace.Variable variable = names.variables.get(name);
      if (variable != null) {
        facade.add(name, variable);
        if (oldNames.contains(name + "$0")) {
          facade.add(name + "$0", variable);
        }
      }
      for (NameSpace.Method method : names.overloads(name)) {
        boolean replaced = false;
        for (JCMethodDecl tree : declared) {
          replaced |= Signatures.same(tree, method);
        }
        if (!replaced) {
          facade.add(method);
        }
      }
    }
  }
}
