package peaberry.kernel.cell;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Type.CapturedType;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.parser.Tokens.TokenKind;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in plain words what javac says in its own: the mistakes that beginners make most. What is
 * not here keeps javac's sentence.
 */
final class PlainWords {
  private final JCDiagnostic diagnostic;

  private PlainWords(JCDiagnostic diagnostic) {
    this.diagnostic = diagnostic;
  }

  /** One sentence, without an end; null if javac's own will do. */
  static String of(JCDiagnostic diagnostic) {
    return new PlainWords(diagnostic).words();
  }

  private String words() {
    if (VoidLambda.isIn(diagnostic)) {
      return VoidLambda.WORDS;
    }
    return switch (diagnostic.getCode().substring("compiler.err.".length())) {
      case "expected", "expected.str" -> "expected " + token(0);
      case "expected2" -> "expected " + token(0) + " or " + token(1);
      case "expected3" -> "expected " + token(0) + ", " + token(1) + " or " + token(2);
      case "expected4" ->
          "expected " + token(0) + ", " + token(1) + ", " + token(2) + " or " + token(3);
      case "cant.resolve", "cant.resolve.location" ->
          "there is no " + sort() + " `" + arg(1) + "`" + place();
      case "cant.resolve.args", "cant.resolve.location.args" ->
          "there is no " + arg(0) + " `" + arg(1) + "(" + arg(3) + ")`" + place();
      case "prob.found.req" -> mismatch(diagnostic.getArgs()[0]);
      case "cant.apply.symbol" ->
          switch (arg(0)) {
            case "constructor" -> "`new " + arg(1) + "(" + none(2) + ")`" + wrongCall();
            default -> "`" + arg(1) + "(" + none(2) + ")`" + wrongCall();
          };
      case "cant.apply.symbols" ->
          "no " + arg(0) + " `" + arg(1) + "` takes (" + withoutBodies(none(2)) + ")";
      case "premature.eof" -> "the cell ends in the middle of the code";
      case "missing.ret.stmt" -> "the method can end without the value that it has to return";
      case "unreachable.stmt" -> "this statement can never run: what stands above it always leaves";
      case "var.might.not.have.been.initialized" ->
          "`" + arg(0) + "` may be used before it has a value";
      case "unreported.exception.need.to.catch.or.throw" ->
          arg(0) + " can be thrown here, and nothing handles it";
      case "cant.ref.non.effectively.final.var" ->
          "`" + arg(0) + "` is changed somewhere, so that " + inner(1) + " cannot use it";
      case "cant.assign.val.to.var" ->
          "`" + arg(1) + "` is " + arg(0) + ": it cannot get another value";
      case "already.defined" -> "there is already " + a(arg(0)) + " `" + arg(1) + "` here";
      case "does.not.override.abstract" ->
          "`" + arg(0) + "` lacks the method `" + arg(1) + "` that " + arg(2) + " asks for";
      case "report.access" ->
          diagnostic.getArgs()[0] instanceof MethodSymbol method && method.isConstructor()
              ? "`" + arg(0) + "` cannot be made with `new`: its constructor is " + arg(1)
              : "`" + arg(0) + "` is " + arg(1) + " in " + arg(2);
      case "non-static.cant.be.ref" ->
          "the " + arg(0) + " `" + arg(1) + "` belongs to an object, and there is none here";
      case "type.found.req" -> "expected a class here, got the basic type `" + arg(0) + "`";
      case "incomparable.types" -> a(arg(0)) + " is never equal to " + a(arg(1));
      case "operator.cant.be.applied" -> "`" + arg(0) + "` does not work on " + a(arg(1));
      case "operator.cant.be.applied.1" ->
          "`" + arg(0) + "` does not work on " + arg(1) + " and " + arg(2);
      case "not.exhaustive", "not.exhaustive.statement" ->
          "the switch leaves some values out, and has no `default`";
      case "unclosed.str.lit" -> "the text has no closing `\"` on this line";
      case "unclosed.text.block" -> "the text block has no closing `\"\"\"`";
      case "unclosed.char.lit" -> "a character in single quotes is one character, as in 'a'";
      case "empty.char.lit" -> "there is no character between the single quotes";
      case "unclosed.comment" -> "the comment has no closing `*/`";
      case "illegal.char" -> "`" + shown(arg(0)) + "` means nothing in Java";
      case "illegal.esc.char" -> "no character is written with this backslash";
      case "else.without.if" -> "this `else` has no `if` above it";
      case "catch.without.try" -> "this `catch` has no `try` above it";
      case "finally.without.try" -> "this `finally` has no `try` above it";
      case "orphaned" -> "this `" + arg(0) + "` does not stand in a switch";
      case "cant.infer.local.var.type" ->
          "`var` cannot tell the type of `" + arg(0) + "` from this";
      case "illegal.array.creation.both.dimension.and.initialization" ->
          "an array is made with a length or with values, not with both";
      case "illegal.text.block.open" -> "a text in `\"\"\"` starts on the line below";
      case "dot.class.expected" -> "expected a value here, got a type";
      case "not.stmt" -> "this is a value, and nothing is done with it";
      case "illegal.start.of.expr" -> "expected a value here";
      case "illegal.start.of.type" -> "expected a type here";
      case "illegal.start.of.stmt" -> "expected a statement here";
      case "array.req.but.found" -> "[ ] needs an array, got " + a(arg(0));
      case "cant.deref" -> "`" + arg(0) + "` is a basic type: it has no methods or fields";
      case "break.outside.switch.loop" -> "`break` does not stand in a loop or switch";
      case "ret.outside.meth" -> "`return` does not stand in a method";
      case "int.number.too.large" -> "the number does not fit into an int";
      case "invalid.meth.decl.ret.type.req" -> "the method does not say what it returns";
      case "abstract.cant.be.instantiated" ->
          "`" + arg(0) + "` is abstract: there are objects of its subclasses only";
      case "doesnt.exist" -> "there is no package `" + arg(0) + "`";
      case "void.not.allowed.here", "illegal.parenthesized.expression" -> "this gives no value";
      default -> null;
    };
  }

  /** What a name may be; one that starts as classes do may be meant for a class. */
  private String sort() {
    boolean likeAClass = arg(1).matches("\\p{Lu}.*\\p{Ll}.*");
    return arg(0).equals("variable") && likeAClass ? "class or variable" : arg(0);
  }

  private String wrongCall() {
    String reason =
        diagnostic.getArgs()[6] instanceof JCDiagnostic why
                && why.getCode().endsWith("no.conforming.assignment.exists")
                && why.getArgs()[0] instanceof JCDiagnostic inner
            ? ": " + mismatch(inner)
            : "";
    return " cannot be called with (" + withoutBodies(none(3)) + ")" + reason;
  }

  /** The character that javac writes with backslashes. */
  static String shown(String escaped) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(escaped)
        .replaceAll(
            found -> Matcher.quoteReplacement("" + (char) Integer.parseInt(found.group(1), 16)));
  }

  /** Lambdas among the arguments without what they do. */
  private static String withoutBodies(String arguments) {
    return arguments.replaceAll("(?s)->\\s*\\{.*\\}", "-> { ... }");
  }

  /** What does not fit into what. */
  private String mismatch(Object why) {
    if (!(why instanceof JCDiagnostic inner)) {
      return "the types do not fit: " + text(why);
    }
    Object[] args = inner.getArgs();
    return switch (inner.getCode().substring("compiler.misc.".length())) {
      case "inconvertible.types" ->
          text(args[0]).equals("void")
              ? "this gives no value, and " + a(text(args[1])) + " is needed"
              : args[1] instanceof CapturedType
                  ? a(text(args[0])) + " may be another than what the `?` stands for"
                  : a(text(args[0])) + " is no " + text(args[1]);
      case "possible.loss.of.precision" ->
          a(text(args[0])) + " may not fit into " + a(text(args[1]));
      case "missing.ret.val" -> "the method has to return a value of type " + text(args[0]);
      case "unexpected.ret.val" -> "the method is `void`: it cannot return a value";
      case "incompatible.ret.type.in.lambda" ->
          "what the lambda returns does not fit: " + mismatch(args[0]);
      case "incompatible.type.in.conditional", "incompatible.type.in.switch.expression" ->
          mismatch(args[0]);
      default -> "the types do not fit: " + oneLine(inner);
    };
  }

  /** Where a name was looked for, if it is worth saying. */
  private String place() {
    Object last = diagnostic.getArgs()[diagnostic.getArgs().length - 1];
    if (!(last instanceof JCDiagnostic where) || where.getArgs().length < 2) {
      return "";
    }
    Object[] args = where.getArgs();
    String owner = text(args.length > 2 && args[2] != null ? args[2] : args[1]);
    return owner.matches("(notebook\\.)?Cell\\d+(_\\d+)?") ? "" : " in " + owner;
  }

  private String inner(int index) {
    return text(diagnostic.getArgs()[index]).contains("lambda")
        ? "the lambda"
        : "the class inside the method";
  }

  private String none(int index) {
    String text = arg(index);
    return text.equals("no arguments") || text.equals("compiler.misc.no.args") ? "" : text;
  }

  private String arg(int index) {
    return text(diagnostic.getArgs()[index]);
  }

  private String token(int index) {
    Object argument = diagnostic.getArgs()[index];
    String text = argument instanceof TokenKind kind ? kind.toString() : text(argument);
    return switch (text) {
      case "token.identifier", "<identifier>" -> "a name";
      case "token.string" -> "a text in quotes";
      case "token.integer" -> "a number";
      default -> text.replace("'", "`");
    };
  }

  static String text(Object argument) {
    return switch (argument) {
      case null -> "";
      case JCDiagnostic inner -> oneLine(inner);
      case CapturedType unknown -> text(unknown.getUpperBound());
      case MethodSymbol method when method.isConstructor() -> simple(method.owner.name.toString());
      case MethodSymbol method -> simple(method.toString()).replace(",", ", ");
      case Collection<?> list -> {
        StringBuilder all = new StringBuilder();
        list.forEach(each -> all.append(all.isEmpty() ? "" : ", ").append(text(each)));
        yield all.toString();
      }
      case com.sun.tools.javac.code.Kinds.KindName kind -> kind(kind);
      case Type nothing when nothing.hasTag(TypeTag.BOT) -> "null";
      default -> simple(argument.toString());
    };
  }

  private static String kind(com.sun.tools.javac.code.Kinds.KindName kind) {
    return switch (kind) {
      case VAR, VAL -> "variable";
      default -> kind.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String oneLine(JCDiagnostic inner) {
    return simple(inner.getMessage(Locale.ROOT)).replaceAll("\\s*\\R\\s*", "; ");
  }

  private static String a(String noun) {
    return noun.equals("null") ? noun : (noun.matches("[aeiouAEIO].*") ? "an " : "a ") + noun;
  }

  /**
   * Without the packages, and without the numbers that javac gives to what a {@code ?} stands for.
   */
  private static String simple(String name) {
    return name.replaceAll("\\bcapture#\\d+ of ", "")
        .replaceAll("\\b(?!notebook\\.)(?:[a-z_][\\w$]*\\.)+(?=[A-Z_$])", "");
  }
}
