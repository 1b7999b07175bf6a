package peaberry.kernel.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree.JCArrayAccess;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a problem that javac found, as far as the cell and the types tell. */
final class Advice {
  private static final int LONGEST = 30;

  private static final String STORED = "(?s)\\s*=[^=].*";

  /** The last thing in a block. */
  private static final Pattern LAST_VALUE = Pattern.compile("([^;{}]*?)\\s*;?\\s*\\}");

  private final Context context;
  private final JCDiagnostic diagnostic;
  private final CellText text;
  private final Offers offers;
  private final List<String> sentences = new ArrayList<>();
  private final boolean habit;
  private final Optional<BlamedArgument> blamed;

  Advice(Context context, JCDiagnostic diagnostic, CellText text, WrittenTypes written) {
    this.context = context;
    this.diagnostic = diagnostic;
    this.text = text;
    this.offers = new Offers(context);
    CellText.Place place = text.place(Math.max(0, (int) diagnostic.getPosition()));
    String code = diagnostic.getCode().substring("compiler.err.".length());
    String line = place.lineText();
    this.blamed =
        code.equals("prob.found.req") ? BlamedArgument.in(context, diagnostic) : Optional.empty();
    Optional<String> other =
        Habits.in(code, line, name -> written.of(name, position())).or(() -> arrayValues(code));
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

  /** What is wrong, where javac tells it of the wrong method. */
  Optional<String> words() {
    return blamed.map(BlamedArgument::words);
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

  private Optional<String> arrayValues(String code) {
    return code.equals("illegal.start.of.expr") && position() >= 0
        ? ArrayValues.in(text.substring(0, position()), text.from(position()))
        : Optional.empty();
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
      case "prob.found.req" -> forType(args[0], line);
      case "cant.apply.symbol" -> forCall(args);
      case "cant.apply.symbols" ->
          Optional.ofNullable(new OtherCall(offers, text).of(diagnostic))
              .orElseGet(() -> new CallAdvice(offers).ofOverloads(diagnostic));
      case "non-static.cant.be.ref" ->
          args[1] instanceof MethodSymbol method
              ? new OtherCall(offers, text).ofObject(method, diagnostic)
              : null;
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
      case "not.stmt" -> forValue();
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
    if (!text.from(position()).stripLeading().startsWith(")")) {
      return "a statement ends with `;`";
    }
    return Brackets.unclosed(text.substring(0, position())).isEmpty()
        ? "there is one `)` too many"
        : null; // what stands in the brackets is what javac cannot read
  }

  private String forType(Object why, String line) {
    if (blamed.isPresent()) {
      return new CallAdvice(offers).takes(blamed.get().overloads(), blamed.get().arguments());
    }
    if (why instanceof JCDiagnostic inner
        && inner.getArgs().length == 2
        && inner.getArgs()[1] instanceof Type wanted) {
      String known =
          new StreamAdvice(offers).of(diagnostic.getDiagnosticPosition().getTree(), wanted);
      if (known != null) {
        return known;
      }
    }
    Optional<String> order =
        BlamedArgument.of(context, diagnostic).flatMap(call -> call.order(offers.types()));
    if (order.isPresent()) {
      return order.get();
    }
    return isDoubleForInt(why)
        ? "`mapToDouble` gives doubles; the `map` of a stream of ints gives ints"
        : new TypeAdvice(offers).of(why, whole("x"), line);
  }

  /** Whether what the lambda of an {@code IntStream}'s {@code map} gives is a double. */
  private boolean isDoubleForInt(Object why) {
    int start = (int) diagnostic.getStartPosition();
    return why instanceof JCDiagnostic lambda
        && lambda.getCode().endsWith("incompatible.ret.type.in.lambda")
        && lambda.getArgs()[0] instanceof JCDiagnostic loss
        && loss.getCode().endsWith("possible.loss.of.precision")
        && loss.getArgs()[0].toString().equals("double")
        && loss.getArgs()[1].toString().equals("int")
        && start >= 0
        && text.substring(Math.max(0, start - 60), start)
            .matches("(?s).*\\.map\\(\\s*\\w+\\s*->\\s*");
  }

  /** For a value with which nothing is done: a block that should give it. */
  private String forValue() {
    int start = (int) diagnostic.getStartPosition();
    Matcher last = LAST_VALUE.matcher(text.from(start));
    String before = start < 0 ? "" : text.substring(0, start);
    Optional<Integer> open = Brackets.unclosed(before);
    if (!last.lookingAt() || open.isEmpty() || before.charAt(open.get()) != '{') {
      return null;
    }
    String head = before.substring(0, open.get()).stripTrailing();
    if (!head.endsWith("->")) {
      return null;
    }
    String statement = head.substring(1 + Math.max(head.lastIndexOf(';'), head.lastIndexOf('{')));
    boolean isCase = statement.matches("(?s)[^\"]*\\b(case\\b.*|default\\s*->)");
    String value = shortened(last.group(1).strip(), "x");
    return isCase
        ? "a case's block gives its value with `yield " + value + ";`"
        : "a lambda's block gives its value with `return " + value + ";`";
  }

  private String forCall(Object[] args) {
    String makers =
        args[5] instanceof Type owner && args[0].toString().contains("constructor")
            ? new CallAdvice(offers).makers(owner)
            : null;
    String other = makers == null ? new OtherCall(offers, text).of(diagnostic) : null;
    if (other != null) {
      return other;
    }
    if (makers != null || !(args[6] instanceof JCDiagnostic why) || why.getArgs().length == 0) {
      return makers;
    }
    return new TypeAdvice(offers).of(why.getArgs()[0], "x", "");
  }

  private String forBrackets() {
    if (!(diagnostic.getDiagnosticPosition().getTree() instanceof JCArrayAccess access)) {
      return null;
    }
    String behind = text.from(end());
    Optional<Integer> closing =
        behind.stripLeading().startsWith("[") ? Brackets.closing(behind) : Optional.empty();
    if (closing.isPresent()) {
      String index = behind.substring(behind.indexOf('[') + 1, closing.get());
      String element =
          new BracketAdvice(offers)
              .ofTwo(
                  access.indexed.type,
                  original(access.index.type),
                  left("x"),
                  right(1, 1),
                  shortened(index.strip(), "i"),
                  behind.substring(closing.get() + 1).matches(STORED));
      if (element != null) {
        return element;
      }
    }
    boolean stored = behind.matches(STORED);
    return new BracketAdvice(offers)
        .of(access.indexed.type, original(access.index.type), left("x"), right(1, 1), stored);
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
