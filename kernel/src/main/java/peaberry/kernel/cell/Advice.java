package peaberry.kernel.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree.JCArrayAccess;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to do about a problem that javac found, as far as the cell and the types tell. */
final class Advice {
  private static final int LONGEST = 30;

  private final JCDiagnostic diagnostic;
  private final CellText text;
  private final Offers offers;
  private final List<String> sentences = new ArrayList<>();
  private final boolean habit;

  Advice(Context context, JCDiagnostic diagnostic, CellText text) {
    this.diagnostic = diagnostic;
    this.text = text;
    this.offers = new Offers(context);
    CellText.Place place = text.place(Math.max(0, (int) diagnostic.getPosition()));
    String code = diagnostic.getCode().substring("compiler.err.".length());
    String line = place.lineText();
    Optional<String> other = Habits.in(code, line);
    this.habit = other.isPresent();
    String known =
        other.orElseGet(() -> code.equals("premature.eof") ? unclosed(place) : forCode(code, line));
    if (known != null) {
      sentences.add(known);
    }
  }

  /** What to do, a sentence each; none if there is nothing to say. */
  List<String> sentences() {
    return sentences;
  }

  /** Whether the line is another language's: what the parser goes on to expect leads astray. */
  boolean isHabit() {
    return habit;
  }

  private static String unclosed(CellText.Place end) {
    return Brackets.unclosed(end.code())
        .map(
            at ->
                "nothing closes the `"
                    + end.code().charAt(at)
                    + "` of line "
                    + new CellText.Place(end.cell(), end.code(), at).line())
        .orElse("the last statement is not finished");
  }

  private String forCode(String code, String line) {
    if (VoidLambda.isIn(diagnostic)) {
      return VoidLambda.ADVICE;
    }
    Object[] args = diagnostic.getArgs();
    return switch (code) {
      case "expected" -> args[0].toString().equals("';'") ? forSemicolon() : null;
      case "illegal.char" ->
          "“”„‟".contains(PlainWords.shown(args[0].toString()))
              ? "a text stands between straight quotes: `\"abc\"`"
              : "‘’".contains(PlainWords.shown(args[0].toString()))
                  ? "a character stands between straight quotes: `'a'`"
                  : null;
      case "prob.found.req" -> new TypeAdvice(offers).of(args[0], whole("x"), line);
      case "cant.apply.symbol" -> forCall(args);
      case "cant.apply.symbols" -> new CallAdvice(offers).ofOverloads(diagnostic);
      case "report.access" ->
          args[0] instanceof Symbol called ? new CallAdvice(offers).ofHidden(called) : null;
      case "abstract.cant.be.instantiated" ->
          args[0] instanceof ClassSymbol made ? new CallAdvice(offers).ofAbstract(made.type) : null;
      case "array.req.but.found" -> forBrackets();
      case "operator.cant.be.applied" ->
          args[1] instanceof Type type ? forOperator(args[0].toString(), type) : null;
      case "operator.cant.be.applied.1" ->
          args[1] instanceof Type left && args[2] instanceof Type right
              ? forOperator(args[0].toString(), left, right)
              : null;
      case "unreported.exception.need.to.catch.or.throw" ->
          "put it into `try { ... } catch ("
              + TypeAdvice.simple(args[0])
              + " e) { ... }`, or write `throws "
              + TypeAdvice.simple(args[0])
              + "` behind the method's ( )";
      case "cant.ref.non.effectively.final.var" ->
          "copy it into a variable that is not changed, and use that";
      case "missing.ret.stmt" -> "end it with `return ...;`";
      case "var.might.not.have.been.initialized" ->
          "give it a first value where it is declared: `" + args[0] + " = ...`";
      case "type.found.req" -> boxed(args[0].toString());
      case "unclosed.str.lit" -> "a text of several lines stands between `\"\"\"` and `\"\"\"`";
      case "not.exhaustive", "not.exhaustive.statement" -> "add `default -> ...`";
      case "invalid.meth.decl.ret.type.req" ->
          "put the type before its name, or `void` if it returns nothing";
      case "int.number.too.large" -> "write an L behind it to make it a long";
      case "doesnt.exist" ->
          NameHabits.of(args[0].toString().replaceFirst("\\..*", ""))
              .orElse("if it is a library's, bring it in first: `%maven group:artifact:version`");
      case "cant.infer.local.var.type" ->
          args[1] instanceof JCDiagnostic why ? typed(why.getCode(), args[0].toString()) : null;
      case "illegal.array.creation.both.dimension.and.initialization" ->
          "leave the length out: `new int[] {1, 2, 3}`";
      case "illegal.text.block.open" -> "a text on one line stands between single `\"`";
      case "incomparable.types" -> "compare values of one type; texts with `a.equals(b)`";
      case "cant.deref" ->
          line.contains(".toString") ? "String.valueOf(x) makes a text of it" : null;
      default -> null;
    };
  }

  private String forSemicolon() {
    return text.from(position()).stripLeading().startsWith(")")
        ? "there is one `)` too many"
        : "a statement ends with `;`";
  }

  private String forCall(Object[] args) {
    String makers =
        args[5] instanceof Type owner && args[0].toString().contains("constructor")
            ? new CallAdvice(offers).makers(owner)
            : null;
    if (makers != null || !(args[6] instanceof JCDiagnostic why) || why.getArgs().length == 0) {
      return makers;
    }
    return new TypeAdvice(offers).of(why.getArgs()[0], "x", "");
  }

  private String forBrackets() {
    if (!(diagnostic.getDiagnosticPosition().getTree() instanceof JCArrayAccess access)) {
      return null;
    }
    boolean stored = text.from(end()).matches("(?s)\\s*=[^=].*");
    return new CallAdvice(offers)
        .ofBrackets(
            access.indexed.type, original(access.index.type), left("x"), right(1, 1), stored);
  }

  private String forOperator(String operator, Type type) {
    String operand = shortened(part(position() + operator.length(), end()), "x");
    return new OperatorAdvice(offers)
        .of(operator, new OperatorAdvice.Operand(original(type), operand));
  }

  private String forOperator(String operator, Type left, Type right) {
    boolean stores = text.from(position()).startsWith(operator + "=");
    return new OperatorAdvice(offers)
        .of(
            operator,
            new OperatorAdvice.Operand(left, left("x")),
            new OperatorAdvice.Operand(
                right, right(operator.length() + (stores && !isComparison(operator) ? 1 : 0), 0)));
  }

  private static boolean isComparison(String operator) {
    return operator.matches("[<>=!].*") && !operator.matches("<<|>>>?");
  }

  /** What a type was before javac found that it is not the wanted one. */
  private static Type original(Type type) {
    return type != null && type.hasTag(TypeTag.ERROR) ? type.getOriginalType() : type;
  }

  private int position() {
    return (int) diagnostic.getPosition();
  }

  private int end() {
    return (int) diagnostic.getEndPosition();
  }

  /** How the cell writes what the problem is about. */
  private String whole(String otherwise) {
    return shortened(part((int) diagnostic.getStartPosition(), end()), otherwise);
  }

  /** How the cell writes what stands before the problem's position. */
  private String left(String otherwise) {
    return shortened(part((int) diagnostic.getStartPosition(), position()), otherwise);
  }

  private String right(int skipped, int cut) {
    return shortened(part(position() + skipped, end() - cut), "y");
  }

  private String part(int start, int end) {
    return start < 0 || end < start ? "" : text.substring(start, end).strip();
  }

  private static String shortened(String code, String otherwise) {
    return code.isEmpty() || code.length() > LONGEST || code.indexOf('\n') >= 0 ? otherwise : code;
  }

  private static String typed(String reason, String name) {
    return switch (reason.substring("compiler.misc.local.".length())) {
      case "cant.infer.null" -> "write its type: `String " + name + " = null;`";
      case "array.missing.target" -> "write its type: `int[] " + name + " = {...};`";
      case "lambda.missing.target", "mref.missing.target" ->
          "write its type: `Function<Integer, Integer> " + name + " = ...;`";
      case "missing.init" -> "give it a value, or write its type: `int " + name + ";`";
      default -> null;
    };
  }

  private static String boxed(String type) {
    return switch (type) {
      case "int" -> "write Integer";
      case "char" -> "write Character";
      case "boolean", "double", "long", "float", "byte", "short" ->
          "write " + Character.toUpperCase(type.charAt(0)) + type.substring(1);
      default -> null;
    };
  }
}
