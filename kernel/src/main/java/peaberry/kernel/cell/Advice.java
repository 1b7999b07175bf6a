package peaberry.kernel.cell;

import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a problem that javac found, as far as the cell and the types tell. */
final class Advice {

  /** What people who come from Python write, and what Java has for it. */
  private record Habit(Pattern pattern, String java) {
    Habit(String pattern, String java) {
      this(Pattern.compile(pattern), java);
    }

    /** The sentence, with what the line has in place of $1, $2. */
    String java(Matcher matcher) {
      String filled = java;
      for (int i = 1; i <= matcher.groupCount(); i++) {
        filled = filled.replace("$" + i, matcher.group(i));
      }
      return filled;
    }
  }

  private static final List<Habit> HABITS =
      List.of(
          new Habit("^\\s*def\\s+(\\w+)", "a method is written `int $1(int x) { return x; }`"),
          new Habit(
              "^\\s*for\\s+(\\w+)\\s+in\\s+range\\b",
              "`for (int $1 = 0; $1 < n; $1++) { }` counts"),
          new Habit(
              "^\\s*for\\s*\\(?\\s*(\\w+)\\s+in\\s+(\\w+)",
              "`for (var $1 : $2) { }` goes through them"),
          new Habit("^\\s*elif\\b", "Java writes `else if (...) { }`"),
          new Habit(
              "^\\s*(if|while)\\s+[^(].*:\\s*$",
              "conditions stand in ( ), what they rule in { }: `$1 (...) { }`"),
          new Habit("^\\s*(if|while)\\s+[^(\\s]", "conditions stand in ( ): `$1 (...) { }`"),
          new Habit(
              "^\\s*from\\s+\\S+\\s+import\\b", "an import is written `import java.util.List;`"),
          new Habit(
              "^\\s*(?!if|for|while|switch|catch|synchronized|try|new|return)(\\w+)\\s*"
                  + "\\(\\s*[\\w<>\\[\\]]+\\s+\\w+\\s*[,)].*\\{",
              "a method says first what it returns: `int $1(...) { ... }`, or `void $1(...)`"),
          new Habit("\\bnot\\s+\\w", "Java writes `!` for not"),
          new Habit("\\w\\s+and\\s+\\w", "Java writes `&&` for and"),
          new Habit("\\w\\s+or\\s+\\w", "Java writes `||` for or"),
          new Habit("\\bf\"", "values go into a text with \"%.2f of %s\".formatted(x, name)"),
          new Habit("([\\w.]+)\\s*\\*\\*\\s*([\\w.]+)", "a power is `Math.pow($1, $2)`"),
          new Habit(
              "([\\w.]+)\\s*//\\s*\\d+\\s*;?\\s*$",
              "`//` starts a comment; int / int has no fraction"),
          new Habit("=\\s*\\[", "a list is `List.of(1, 2, 3)`, an array `new int[] {1, 2, 3}`"),
          new Habit("^\\s*#|\\s#\\s", "comments start with `//`"),
          new Habit("'[^'\\\\]{2,}'", "text stands in double quotes: \"abc\""));

  /**
   * What people write there is no code: texts, and comments but those that look like a division.
   */
  private static final Pattern TEXT =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|//(?!\\s*\\d+\\s*;?\\s*$).*");

  /** javac's keys for text that does not read as Java at all. */
  private static final Set<String> SYNTAX =
      Set.of(
          "expected",
          "expected2",
          "expected3",
          "expected4",
          "illegal.start.of.expr",
          "illegal.start.of.type",
          "illegal.start.of.stmt",
          "illegal.char",
          "not.stmt",
          "unclosed.char.lit",
          "premature.eof",
          "dot.class.expected",
          "else.without.if");

  private final List<String> sentences = new ArrayList<>();
  private boolean habit;

  Advice(JCDiagnostic diagnostic, CellText text) {
    CellText.Place place = text.place(Math.max(0, (int) diagnostic.getPosition()));
    String code = diagnostic.getCode().substring("compiler.err.".length());
    String line = place.lineText();
    if (SYNTAX.contains(code)) {
      String words = TEXT.matcher(line).replaceAll("\"\"");
      for (Habit each : HABITS) {
        Matcher matcher = each.pattern().matcher(words);
        if (matcher.find()) {
          habit = true;
          sentences.add(each.java(matcher));
          return;
        }
      }
    }
    String known = code.equals("premature.eof") ? unclosed(place) : forCode(code, diagnostic, line);
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
        .orElse(null);
  }

  private static String forCode(String code, JCDiagnostic diagnostic, String line) {
    Object[] args = diagnostic.getArgs();
    return switch (code) {
      case "expected" -> args[0].toString().equals("';'") ? "a statement ends with `;`" : null;
      case "prob.found.req" -> forTypes(args[0], line);
      case "cant.apply.symbol" ->
          args[6] instanceof JCDiagnostic why && why.getArgs().length > 0
              ? forTypes(why.getArgs()[0], "")
              : null;
      case "unreported.exception.need.to.catch.or.throw" ->
          "put it into `try { ... } catch ("
              + simple(args[0])
              + " e) { ... }`, or write `throws "
              + simple(args[0])
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
          "if it is a library's, bring it in first: `%maven group:artifact:version`";
      case "incomparable.types" -> "compare values of one type; texts with `a.equals(b)`";
      case "operator.cant.be.applied.1" ->
          args[0].toString().equals("^") && !(args[1] + " " + args[2]).contains("String")
              ? "a power is `Math.pow(x, y)`"
              : (args[1] + " " + args[2]).contains("java.lang.String")
                  ? "Integer.parseInt(s) and Double.parseDouble(s) read a number from a text"
                  : null;
      case "cant.deref" -> "String.valueOf(x) makes a text of it";
      default -> null;
    };
  }

  private static String forTypes(Object why, String line) {
    if (!(why instanceof JCDiagnostic inner) || inner.getArgs().length < 2) {
      return null;
    }
    String found = simple(inner.getArgs()[0]);
    String wanted = simple(inner.getArgs()[1]);
    if (inner.getCode().endsWith("possible.loss.of.precision")) {
      String round =
          wanted.equals("int") && found.equals("double") ? "; `(int) Math.round(x)` rounds" : "";
      return "`(" + wanted + ") x` cuts it off" + round;
    }
    if (wanted.equals("boolean") && line.matches(".*[^=!<>]=[^=].*")) {
      return "`==` compares, `=` stores";
    }
    if (found.equals("Object")) {
      return "if you know that it is one, write `(" + wanted + ") x`";
    }
    return switch (wanted) {
      case "int", "Integer" -> found.equals("String") ? "Integer.parseInt(s) reads an int" : null;
      case "double", "Double" ->
          found.equals("String") ? "Double.parseDouble(s) reads a double" : null;
      case "String" -> found.equals("void") ? null : "String.valueOf(x) makes a text of it";
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

  private static String simple(Object type) {
    return type.toString().replaceAll("\\b(?:[a-z_][\\w$]*\\.)+(?=[A-Z_$])", "");
  }
}
