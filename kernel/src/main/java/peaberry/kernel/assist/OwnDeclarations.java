package peaberry.kernel.assist;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import peaberry.kernel.cell.Declared;
import peaberry.kernel.cell.Declared.Kind;
import peaberry.kernel.cell.Names;

/** What the notebook's user has written about a subject, in an earlier cell or in this one. */
final class OwnDeclarations implements Documentation.Source {
  private final Names names;
  private final Spot spot;
  private final String code;
  private final Subject subject;
  private final ClassSymbol cellClass;

  /**
   * @param code the text of the cell that is being typed
   */
  OwnDeclarations(Names names, Spot spot, String code, Subject subject) {
    this.names = names;
    this.spot = spot;
    this.code = code;
    this.subject = subject;
    this.cellClass = spot.cell().sym;
  }

  /** Whether the subject is declared in the notebook. */
  boolean isOwn() {
    return subject.symbol().packge().fullname.contentEquals("notebook");
  }

  private boolean isLocal() {
    Symbol symbol = subject.symbol();
    return symbol instanceof VarSymbol && !(symbol.owner instanceof ClassSymbol);
  }

  @Override
  public Map<String, DocComment> of(ClassSymbol type) {
    if (!type.packge().fullname.contentEquals("notebook")) {
      return Map.of();
    }
    String path = path(type);
    Map<String, DocComment> found = new HashMap<>();
    for (Declared declared : declarations(type.outermostClass(), topName(path))) {
      found.putAll(comments(declared).getOrDefault(path, Map.of()));
    }
    return found;
  }

  /** The name of a type behind that of the cell's class: {@code $Type$Nested}. */
  private static String path(ClassSymbol type) {
    return type.flatName().toString().substring(type.outermostClass().flatName().length());
  }

  private String topName(String path) {
    return path.isEmpty() ? subject.symbol().name.toString() : path.substring(1).split("\\$", 2)[0];
  }

  private List<Declared> declarations(ClassSymbol cell, String name) {
    return cell == cellClass ? inThisCell(name) : names.declared(name);
  }

  private List<Declared> inThisCell(String name) {
    List<Declared> found = new ArrayList<>();
    for (JCTree tree : spot.cell().defs) {
      switch (tree) {
        case JCVariableDecl variable when variable.name.contentEquals(name) -> {
          int start = code.lastIndexOf('\n', Math.max(0, variable.pos - 1)) + 1;
          int end = code.indexOf('\n', variable.pos);
          found.add(
              new Declared(Kind.VARIABLE, name, 0, code, start, end < 0 ? code.length() : end));
        }
        case JCMethodDecl method when method.name.contentEquals(name) ->
            found.add(declared(Kind.METHOD, name, tree));
        case JCClassDecl type when type.name.contentEquals(name) ->
            found.add(declared(Kind.TYPE, name, tree));
        default -> {}
      }
    }
    return found;
  }

  private Declared declared(Kind kind, String name, JCTree tree) {
    int start = Math.clamp(TreeInfo.getStartPos(tree), 0, code.length());
    int end = TreeInfo.getEndPos(tree, spot.unit().endPositions);
    return new Declared(kind, name, 0, code, start, Math.clamp(end, start, code.length()));
  }

  private static Map<String, Map<String, DocComment>> comments(Declared declared) {
    return declared.kind() == Kind.VARIABLE
        ? Map.of("", Map.of(declared.name(), OwnComments.ofVariable(declared)))
        : OwnComments.of(declared);
  }

  /** The declaration of the subject, or of the type that it is in; null if there is none. */
  private Declared declaration(Documentation documentation) {
    Symbol symbol = subject.symbol();
    if (!isOwn() || isLocal()) {
      return null;
    }
    ClassSymbol owner = symbol instanceof ClassSymbol type ? type : (ClassSymbol) symbol.owner;
    String path = path(owner);
    Kind kind =
        path.isEmpty() ? symbol instanceof MethodSymbol ? Kind.METHOD : Kind.VARIABLE : Kind.TYPE;
    for (Declared declared : declarations(owner.outermostClass(), topName(path))) {
      boolean fits =
          !(symbol instanceof MethodSymbol method)
              || kind == Kind.TYPE
              || comments(declared)
                  .getOrDefault("", Map.of())
                  .containsKey(documentation.key(method));
      if (declared.kind() == kind && fits) {
        return declared;
      }
    }
    return null;
  }

  /** In which cell the subject is declared; null if in none before. */
  String where(Documentation documentation) {
    Declared declared = declaration(documentation);
    return declared == null || declared.cell() == 0 ? null : "cell [" + declared.cell() + "]";
  }

  /** The text of its declaration; empty if there is none. */
  String text(Documentation documentation) {
    Declared declared = declaration(documentation);
    return declared == null ? "" : declared.text();
  }

  /** What a variable of an earlier cell holds; empty if the subject is none. */
  String value() {
    Symbol symbol = subject.symbol();
    boolean earlier =
        symbol instanceof VarSymbol
            && symbol.owner instanceof ClassSymbol owner
            && isOwn()
            && owner != cellClass
            && path(owner).isEmpty();
    return earlier
        ? names.variable(symbol.name.toString()).map(value -> ValueText.of(value.get())).orElse("")
        : "";
  }
}
