package peaberry.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.parser.JavacParser;
import com.sun.tools.javac.parser.Lexer;
import com.sun.tools.javac.parser.ParserFactory;
import com.sun.tools.javac.parser.ScannerFactory;
import com.sun.tools.javac.parser.Tokens.Comment;
import com.sun.tools.javac.parser.Tokens.TokenKind;
import com.sun.tools.javac.tree.EndPosTable;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCModifiers;
import com.sun.tools.javac.tree.JCTree.JCTypeParameter;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic.Error;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Position;
import java.util.ArrayList;

/**
 * javac's parser, taught that a cell is a sequence of imports, declarations and statements in any
 * order. Everything below that level is javac's own.
 *
 * <p>The {@code ;} before the end of the cell may be missing, as Java notebooks are used to.
 */
final class CellParser extends JavacParser {
  private static final int DEEPEST = 1_000;

  /** Makes one syntax tree of the pieces that a cell consists of. */
  interface Assembler {
    JCCompilationUnit assemble(Context context, java.util.List<JCTree> pieces, EndPosTable ends);
  }

  /**
   * Puts cell parsers in the place of javac's in one compiler context, for as long as that lives.
   */
  static final class Factory extends ParserFactory {
    private final Context context;
    private final ScannerFactory scanners;
    private Assembler assembler;

    private Factory(Context context) {
      super(context);
      this.context = context;
      this.scanners = ScannerFactory.instance(context);
    }

    /** The factory of {@code context}, registered there at the first call. */
    static Factory in(Context context, Assembler assembler) {
      ParserFactory known = context.get(parserFactoryKey);
      Factory factory = known instanceof Factory f ? f : new Factory(context);
      factory.assembler = assembler;
      return factory;
    }

    @Override
    public JavacParser newParser(
        CharSequence input, boolean docComments, boolean endPos, boolean lineMap) {
      return newParser(input, docComments, endPos, lineMap, false);
    }

    @Override
    public JavacParser newParser(
        CharSequence input, boolean docComments, boolean endPos, boolean lineMap, boolean module) {
      return new CellParser(this, scanners.newScanner(input, false), lineMap, endPos);
    }
  }

  private final Factory factory;
  private int depth;

  private CellParser(Factory factory, Lexer lexer, boolean lineMap, boolean endPos) {
    super(factory, lexer, false, lineMap, endPos);
    this.factory = factory;
  }

  @Override
  public JCCompilationUnit parseCompilationUnit() {
    java.util.List<JCTree> pieces = new ArrayList<>();
    while (token.kind != TokenKind.EOF) {
      int start = token.pos;
      if (start <= endPosTable.errorEndPos && !isFirstOfLine()) {
        skip(true, false, false, true);
        if (token.kind == TokenKind.EOF) {
          break;
        }
      }
      for (JCTree piece : piece()) {
        pieces.add(piece);
      }
      if (token.pos == start && token.kind != TokenKind.EOF) {
        nextToken(); // nothing was taken: an error was reported, go on behind it
      }
    }
    JCCompilationUnit unit = factory.assembler.assemble(factory.context, pieces, endPosTable);
    unit.lineMap = S.getLineMap();
    endPosTable.setParser(null);
    unit.endPositions = endPosTable;
    return unit;
  }

  /** A new line is read anew: who forgets a {@code ;} forgets it on several lines. */
  private boolean isFirstOfLine() {
    Position.LineMap lines = S.getLineMap();
    return lines.getLineNumber(token.pos) > lines.getLineNumber(S.prevToken().endPos);
  }

  /** Counts brackets: javac needs memory with the square of their depth. */
  @Override
  public void nextToken() {
    super.nextToken();
    switch (token.kind) {
      case LPAREN, LBRACE, LBRACKET -> {
        if (++depth > DEEPEST) {
          throw new CellException(
              "expected brackets nested at most "
                  + DEEPEST
                  + " deep, got more; use variables for parts of the expression");
        }
      }
      case RPAREN, RBRACE, RBRACKET -> depth--;
      default -> {}
    }
  }

  @Override
  public void accept(TokenKind kind, java.util.function.Function<TokenKind, Error> error) {
    if (kind == TokenKind.SEMI && token.kind == TokenKind.EOF) {
      return;
    }
    super.accept(kind, error);
  }

  private List<? extends JCTree> piece() {
    return switch (token.kind) {
      case IMPORT -> List.of(importDeclaration());
      case PACKAGE -> List.of(packageDeclaration());
      case SEMI, LBRACE, IF, FOR, WHILE, DO, TRY, RETURN, THROW, BREAK, CONTINUE, ASSERT ->
          List.of(parseStatement());
      case SWITCH -> isValue() ? declarationOrExpression() : List.of(parseStatement());
      case ELSE -> misplaced("else.without.if");
      case CATCH -> misplaced("catch.without.try");
      case FINALLY -> misplaced("finally.without.try");
      case CASE, DEFAULT, RBRACE ->
          List.of(syntaxError(token.pos, new Error("compiler", "illegal.start.of.stmt")));
      case SYNCHRONIZED ->
          peekToken(TokenKind.LPAREN) ? List.of(parseStatement()) : declarationOrExpression();
      default -> declarationOrExpression();
    };
  }

  /** Reported before it is read: javac would call it an unexpected end where it ends the cell. */
  private List<JCTree> misplaced(String error) {
    reportSyntaxError(token.pos, new Error("compiler", error));
    return List.of(parseSimpleStatement());
  }

  /**
   * Whether a {@code switch} is meant for its value: one of its arrows leads to an expression that
   * would not be a statement, such as {@code case 1 -> "one";}.
   */
  private boolean isValue() {
    boolean assigns = false;
    boolean arrow = false;
    int depth = 0;
    TokenKind previous = null;
    for (int i = 0; ; i++) {
      TokenKind kind = S.token(i).kind;
      switch (kind) {
        case LBRACE, LPAREN, LBRACKET -> depth++;
        case RBRACE, RPAREN, RBRACKET -> {
          if (--depth == 0 && kind == TokenKind.RBRACE) {
            return false;
          }
        }
        case EOF -> {
          return false;
        }
        default -> {
          if (depth == 1 && kind == TokenKind.ARROW) {
            arrow = true;
            assigns = false;
          } else if (depth == 1 && arrow && kind == TokenKind.SEMI) {
            boolean statement =
                assigns
                    || previous == TokenKind.RPAREN
                    || previous == TokenKind.PLUSPLUS
                    || previous == TokenKind.SUBSUB
                    || previous == TokenKind.RBRACE;
            if (!statement) {
              return true;
            }
            arrow = false;
          } else if (kind == TokenKind.EQ
              || kind.name().endsWith("EQ")
              || kind == TokenKind.THROW) {
            assigns = true;
          }
        }
      }
      previous = kind;
    }
  }

  private JCTree packageDeclaration() {
    int pos = token.pos;
    nextToken();
    JCExpression name = qualident(false);
    accept(TokenKind.SEMI);
    return toP(F.at(pos).PackageDecl(List.nil(), name));
  }

  private List<? extends JCTree> declarationOrExpression() {
    Comment doc = token.docComment();
    int start = token.pos;
    JCModifiers mods = modifiersOpt();
    if (isDeclaration()) {
      return List.of(classOrRecordOrInterfaceOrEnumDeclaration(mods, doc));
    }
    int pos = token.pos;
    List<JCTypeParameter> typeParameters = typeParametersOpt();
    if (typeParameters.nonEmpty() && mods.pos == Position.NOPOS) {
      mods.pos = pos;
      storeEnd(mods, pos);
    }
    pos = token.pos;
    boolean isVoid = token.kind == TokenKind.VOID && !peekToken(TokenKind.DOT);
    JCExpression type;
    Name label = token.kind == TokenKind.IDENTIFIER ? token.name() : null;
    if (isVoid) {
      type = to(F.at(pos).TypeIdent(TypeTag.VOID));
      nextToken();
    } else {
      type = term(EXPR | TYPE);
    }
    if (token.kind == TokenKind.COLON && type.hasTag(JCTree.Tag.IDENT) && label != null) {
      nextToken();
      return List.of(toP(F.at(pos).Labelled(label, parseStatement())));
    }
    if ((isVoid || wasTypeMode()) && LAX_IDENTIFIER.test(token.kind)) {
      return variablesOrMethod(mods, typeParameters, type, isVoid, doc);
    }
    boolean declares = isVoid || typeParameters.nonEmpty() || TreeInfo.getStartPos(mods) != -1;
    if (declares) {
      return List.of(syntaxError(start, new Error("compiler", "illegal.start.of.expr")));
    }
    accept(TokenKind.SEMI);
    return List.of(toP(F.at(pos).Exec(type)));
  }

  private List<? extends JCTree> variablesOrMethod(
      JCModifiers mods,
      List<JCTypeParameter> typeParameters,
      JCExpression type,
      boolean isVoid,
      Comment doc) {
    int pos = token.pos;
    Name name = identOrUnderscore();
    if (token.kind == TokenKind.LPAREN) {
      return List.of(
          methodDeclaratorRest(pos, mods, type, name, typeParameters, false, isVoid, false, doc));
    }
    if (isVoid || typeParameters.nonEmpty()) {
      return List.of(syntaxError(token.pos, new Error("compiler", "expected", TokenKind.LPAREN)));
    }
    ListBuffer<JCVariableDecl> variables =
        variableDeclaratorsRest(pos, mods, type, name, false, doc, new ListBuffer<>(), true);
    accept(TokenKind.SEMI);
    storeEnd(variables.last(), S.prevToken().endPos);
    mods.flags &= ~(Flags.PRIVATE | Flags.PROTECTED | Flags.PUBLIC | Flags.STATIC);
    return variables.toList();
  }
}
