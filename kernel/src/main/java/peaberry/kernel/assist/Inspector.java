package peaberry.kernel.assist;

import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import peaberry.kernel.assist.Tokens.Token;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.cell.Sketch;
import peaberry.kernel.magic.MagicCompletion;
import peaberry.kernel.magic.Magics;

/**
 * Finds out what is meant by the name at a cursor, or by the method whose arguments the cursor is
 * in.
 *
 * <p>Safe for use by several threads; also while a cell runs.
 */
public final class Inspector {
  private final Interpreter interpreter;
  private final MagicCompletion magics;
  private final Completer completer;

  public Inspector(Interpreter interpreter, Magics magics, Completer completer) {
    this.interpreter = interpreter;
    this.magics = new MagicCompletion(magics, interpreter::knows);
    this.completer = completer;
  }

  /**
   * What stands at a place of a cell. Never throws.
   *
   * @param code the cell as the user sees it, with its magics
   * @param at the place, in chars; one outside of the text counts as its nearest end
   * @return empty if nothing is known
   */
  public Optional<Subject> inspect(String code, int at) {
    int cursor = Math.clamp(at, 0, code.length());
    if (code.length() > Completer.LONGEST) {
      return Optional.empty();
    }
    try {
      return magics.at(code, cursor) instanceof MagicCompletion.Java(String java)
          ? java(java, cursor)
          : Optional.empty();
    } catch (RuntimeException | StackOverflowError defect) {
      // As for completion: no help, but no harm.
      return Optional.empty();
    }
  }

  private Optional<Subject> java(String code, int at) {
    Token name = nameAt(code, at);
    if (name == null) {
      return Optional.empty();
    }
    Optional<Subject> found =
        interpreter.sketch(code, sketch -> resolved(sketch, name)).flatMap(subject -> subject);
    return found.isPresent() ? found : completer.unresolved(code, name);
  }

  /** The name that the cursor touches, or that of the innermost call that it is in. */
  private static Token nameAt(String code, int at) {
    for (Token token : Tokens.of(code).all()) {
      if (token.isWord() && token.start() <= at && at <= token.end()) {
        return token;
      }
    }
    List<Token> before = Tokens.of(code.substring(0, at)).all();
    int depth = 0;
    for (int i = before.size() - 1; i > 0; i--) {
      Token token = before.get(i);
      depth += token.is(")") ? 1 : token.is("(") ? -1 : 0;
      if (token.is(";") || token.is("{")) {
        return null;
      }
      if (depth < 0) {
        return before.get(i - 1).isWord() ? before.get(i - 1) : null;
      }
    }
    return null;
  }

  /** What javac takes the name for; empty if it does not know. */
  private static Optional<Subject> resolved(Sketch sketch, Token name) {
    Spot spot = Spot.find(sketch, tree -> stands(sketch, tree, name));
    Type site = null;
    Symbol symbol =
        switch (spot.tree()) {
          case JCClassDecl type when type == spot.cell() -> null;
          case JCClassDecl type -> type.sym;
          case JCVariableDecl variable -> variable.sym;
          case JCMethodDecl method -> method.sym;
          case JCFieldAccess access -> {
            boolean isValue = !(TreeInfo.symbol(access.selected) instanceof Symbol.TypeSymbol);
            site = isValue ? access.selected.type : null;
            yield access.sym;
          }
          case JCMemberReference reference -> reference.sym;
          case JCTree other -> TreeInfo.symbol(other);
        };
    if (symbol == null || symbol.kind.isResolutionError() || symbol.kind == Kinds.Kind.PCK) {
      return Optional.empty();
    }
    boolean known = symbol.type != null && !symbol.type.isErroneous();
    return known
        ? Optional.of(subject(List.of(symbol), site, name, new Wording(spot.types())))
        : Optional.empty();
  }

  private static boolean stands(Sketch sketch, JCTree tree, Token name) {
    return switch (tree) {
      case JCIdent ident -> ident.pos == name.start() && ident.name.contentEquals(name.text());
      case JCFieldAccess access ->
          access.name.contentEquals(name.text())
              && sketch.unit().endPositions.getEndPos(access) == name.end();
      case JCMemberReference reference ->
          reference.name.contentEquals(name.text())
              && sketch.unit().endPositions.getEndPos(reference) == name.end();
      case JCVariableDecl variable ->
          variable.pos == name.start() && variable.name.contentEquals(name.text());
      case JCMethodDecl method ->
          method.pos == name.start() && method.name.contentEquals(name.text());
      case JCClassDecl type ->
          type.name.contentEquals(name.text())
              && type.pos <= name.start()
              && sketch.unit().endPositions.getEndPos(type) >= name.end();
      default -> false;
    };
  }

  static Subject subject(List<Symbol> symbols, Type site, Token name, Wording wording) {
    List<Subject.Form> forms = new ArrayList<>();
    for (Symbol symbol : symbols) {
      forms.add(wording.form(symbol, site));
    }
    Symbol first = symbols.getFirst();
    return new Subject(
        name.text(), wording.kind(first), owner(first), forms, name.start(), name.end());
  }

  private static String owner(Symbol symbol) {
    ClassSymbol type =
        symbol instanceof ClassSymbol self
            ? self
            : symbol instanceof MethodSymbol || symbol.owner.kind == Kinds.Kind.TYP
                ? symbol.enclClass()
                : null;
    if (type == null) {
      return "";
    }
    boolean isCell =
        type.packge().fullname.contentEquals("notebook") && type.owner.kind == Kinds.Kind.PCK;
    return isCell ? "notebook" : type.flatName().toString();
  }
}
