package peaberry.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symtab;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sorts the pieces that the parser has found in a cell, and puts them into a {@link CellUnit}. */
final class CellAssembler implements CellParser.Assembler {
  private final String className;
  private final CellText text;
  private final NameSpace names;
  private final List<NameSpace.Import> defaultImports;
  private final Set<Integer> left;
  private final boolean constants;
  private final int chunkSize;

  private final List<CellUnit.Member> members = new ArrayList<>();
  private final List<NameSpace.Import> imports = new ArrayList<>();
  private final ListBuffer<JCTree> importTrees = new ListBuffer<>();
  private final List<JCStatement> statements = new ArrayList<>();
  private String ignoredPackage;

  private boolean showsAllNames;
  private TreeMaker make;
  private Names table;
  private Log log;
  private EndPosTable ends;
  private Chunks chunks;
  private CellUnit unit;

  /**
   * @param left positions of methods and types to leave out, since they wait for a name
   * @param constants whether final variables are constants, as a {@code case} label needs them
   * @param chunkSize how many tree nodes a run method may have
   */
  CellAssembler(
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
    this.chunkSize = chunkSize;
  }

  /** The names that the cell is compiled against. */
  NameSpace names() {
    return names;
  }

  /** Shows the unit all names of the notebook, also those that the cell does not mention. */
  void showAllNames() {
    showsAllNames = true;
  }

  /** The loaders of the classes that the cell can name. */
  Set<CellLoader> loaders() {
    return names.loaders();
  }

  /** What was assembled; null before. */
  CellUnit unit() {
    return unit;
  }

  @Override
  public JCCompilationUnit assemble(Context context, List<JCTree> pieces, EndPosTable ends) {
    this.make = TreeMaker.instance(context);
    this.table = Names.instance(context);
    this.log = Log.instance(context);
    int size = text.isLocal() ? Integer.MAX_VALUE : chunkSize;
    this.chunks = new Chunks(size, Symtab.instance(context));
    this.ends = ends;
    CellVariables variables =
        new CellVariables(
            make,
            table,
            text.isLocal() ? List.of() : pieces,
            names.variables.keySet(),
            className,
            constants);
    for (JCTree piece : pieces) {
      sort(piece, variables);
    }
    Set<String> mentioned = mentions(pieces);
    if (showsAllNames) {
      mentioned.addAll(names.all());
    }
    mentioned.addAll(variables.replaced());
    Facade facade = facade(mentioned, variables.replaced());
    JCExpressionStatement result = resultOf(pieces);
    JCClassDecl type = type(facade, variables.fields(), result);
    unit =
        new CellUnit(
            type,
            facade,
            variables.fields(),
            members,
            imports,
            variables.initialisers(),
            variables.early(),
            result,
            ignoredPackage,
            chunks);
    return file(type, mentioned);
  }

  private void sort(JCTree piece, CellVariables variables) {
    switch (piece) {
      case JCPackageDecl p -> ignoredPackage = p.pid.toString();
      case JCImport i -> {
        imports.add(CellImports.of(i));
        importTrees.add(i);
      }
      case JCModuleImport m -> {
        imports.add(new NameSpace.Import(m.module.toString(), false, NameSpace.Import.Kind.MODULE));
        importTrees.add(m);
      }
      case JCClassDecl type -> {
        if (member(type.name.toString(), type, type.mods)) {
          open(type);
          type.mods.flags |= Flags.STATIC;
        }
      }
      case JCMethodDecl method -> {
        if (member(method.name.toString(), method, method.mods)) {
          method.mods.flags &= ~(Flags.PRIVATE | Flags.PROTECTED | Flags.FINAL | Flags.DEFAULT);
          method.mods.flags |= Flags.PUBLIC | Flags.STATIC;
        }
      }
      case JCVariableDecl variable when !variable.name.isEmpty() && !text.isLocal() ->
          statements.addAll(variables.declare(variable));
      case JCStatement statement -> {
        variables.resolve(statement);
        forbidReturn(statement);
        statements.add(statement);
      }
      default -> {} // an error that the parser has reported
    }
  }

  /** Takes a method or type among the members, unless it is to be left out. */
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
    members.add(new CellUnit.Member(name, piece, start, Math.max(end, known)));
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

  /** The simple names in the cell, those of its own methods among them. */
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

  /** The names of earlier cells that this one mentions and does not declare itself. */
  private Facade facade(Set<String> mentioned, Set<String> replacedVariables) {
    Facade facade =
        new Facade(CellUnit.PACKAGE + ".Names" + className.substring("Cell".length()), constants);
    for (String name : mentioned) {
      NameSpace.Variable variable = names.variables.get(name);
      if (variable != null) {
        facade.add(name, variable);
        if (replacedVariables.contains(name)) {
          facade.add(CellVariables.earlier(name), variable);
        }
      }
      for (NameSpace.Method method : names.overloads(name)) {
        if (!declares(method)) {
          facade.add(method);
        }
      }
    }
    return facade;
  }

  private boolean declares(NameSpace.Method method) {
    for (CellUnit.Member member : members) {
      if (member.tree() instanceof JCMethodDecl tree && Signatures.same(tree, method)) {
        return true;
      }
    }
    return false;
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

  private JCClassDecl type(
      Facade facade, List<CellUnit.Field> fields, JCExpressionStatement result) {
    BigArrays arrays = new BigArrays(make, table);
    statements.replaceAll(arrays::translate);
    ListBuffer<JCTree> body = new ListBuffer<>();
    for (CellUnit.Field field : fields) {
      body.add(field.tree());
    }
    body.appendList(chunks.trees(make, table, statements, result));
    for (CellUnit.Member member : members) {
      body.add(arrays.translate(member.tree()));
    }
    body.appendList(arrays.helpers());
    make.at(0);
    return make.ClassDef(
        make.Modifiers(Flags.PUBLIC),
        table.fromString(className),
        com.sun.tools.javac.util.List.nil(),
        facade.isEmpty() ? null : make.Ident(table.fromString(facade.simpleName())),
        com.sun.tools.javac.util.List.nil(),
        body.toList());
  }

  /** The whole source file; the notebook's imports come before the cell's own. */
  private JCCompilationUnit file(JCClassDecl type, Set<String> mentioned) {
    Set<String> declaredTypes = new HashSet<>();
    for (CellUnit.Member member : members) {
      if (member.tree() instanceof JCClassDecl) {
        declaredTypes.add(member.name());
      }
    }
    ListBuffer<JCTree> file = new ListBuffer<>();
    file.add(
        make.PackageDecl(
            com.sun.tools.javac.util.List.nil(), make.Ident(table.fromString(CellUnit.PACKAGE))));
    new CellImports(make, table, names, defaultImports)
        .trees(mentioned, declaredTypes, imports)
        .forEach(file::add);
    file.appendList(importTrees);
    file.add(type);
    return make.TopLevel(file.toList());
  }
}
