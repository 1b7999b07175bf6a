package peaberry.kernel.cell;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people who come from Python write, and what Java has for it. */
final class Habits {

  /** A line that does not read as Java, and the sentence about it. */
  private record Habit(Pattern pattern, String java) {
    Habit(String pattern, String java) {
      this(Pattern.compile(pattern), java);
    }

    /** The sentence, with what the line has in place of $1, $2. */
    String java(Matcher matcher) {
      String filled = java;
      for (int i = 1; i <= matcher.groupCount(); i++) {
        filled = filled.replace("$" + i, matcher.group(i) == null ? "" : matcher.group(i));
      }
      return filled;
    }
  }

  /** A command that is assigned is Java: {@code !} turns a boolean round there. */
  static final String COMMAND =
      "a shell command stands on a line of its own, as in `!ls`; `%%capture out` above it keeps"
          + " what it prints in `out.stdout().lines()`";

  /** Up to the first of what follows; no line that starts as those with an if of Java's do. */
  private static final String NO_STATEMENT =
      "^(?!\\s*(?:\\}|if\\b|else\\b|for\\b|while\\b|do\\b)).*?";

  private static final List<Habit> ALL =
      List.of(
          new Habit("^(?!\\s*boolean\\b).*[^=!<>]=\\s*!\\s*\\w+\\s+[^\\s=;&|?]", COMMAND),
          new Habit("^\\s*def\\s+(\\w+)", "a method is written `int $1(int x) { return x; }`"),
          new Habit(
              "^\\s*class\\s+(\\w+)\\s*\\(\\s*(\\w+)\\s*\\)\\s*:",
              "a class is written `class $1 extends $2 { }`"),
          new Habit("^\\s*class\\s+(\\w+)[()\\s]*:", "a class is written `class $1 { }`"),
          new Habit("^\\s*function\\s+(\\w+)", "a method is written `int $1(int x) { return x; }`"),
          new Habit("^\\s*const\\s+(\\w+)", "Java writes `final`"),
          new Habit(
              "\\[.*\\bfor\\s+(\\w+)\\s+in\\s+range\\b",
              "a list of numbers is made with"
                  + " `IntStream.range(0, n).mapToObj($1 -> ...).toList()`"),
          new Habit(
              "\\bsum\\s*\\(.*\\bfor\\s+(\\w+)\\s+in\\s+range\\b",
              "such a sum is `IntStream.range(0, n).mapToDouble($1 -> ...).sum()`"),
          new Habit(
              "\\bsum\\s*\\(.*\\bfor\\s+(\\w+)\\s+in\\s+(\\w+)",
              "such a sum is `$2.stream().mapToDouble($1 -> ...).sum()`, of an array"
                  + " `Arrays.stream($2).map($1 -> ...).sum()`"),
          new Habit(
              "(?:^|[;{}])\\s*for\\s*\\(?\\s*(?:int\\s+)?(\\w+)\\s+in\\s+range\\b",
              "`for (int $1 = 0; $1 < n; $1++) { }` counts"),
          new Habit(
              "(?:^|[;{}])\\s*for\\s*\\(?\\s*(\\w+)\\s+in\\s+(\\w+)",
              "`for (var $1 : $2) { }` goes through them"),
          new Habit(
              "\\bfor\\s*\\([\\w\\s]*=[^;]*,[^;]*,[^;]*\\)",
              "the parts of a `for` end with `;`: `for (int i = 0; i < n; i++)`"),
          new Habit(
              "\\bfor\\s*\\(\\s*[\\w<>\\[\\]]+\\s+(\\w+)\\s+in\\b",
              "Java writes `:` for in: `for (var $1 : ...) { }`"),
          new Habit(
              "\\bfor\\s*\\(\\s*(\\w+)\\s*:\\s*([^)]+)\\)",
              "a loop declares its variable: `for (var $1 : $2)`"),
          new Habit("^\\s*elif\\b", "Java writes `else if (...) { }`"),
          new Habit(
              "^\\s*(if|while)\\s+[^(].*:\\s*$",
              "conditions stand in ( ), what they rule in { }: `$1 (...) { }`"),
          new Habit("^\\s*(if|while)\\s+[^(\\s]", "conditions stand in ( ): `$1 (...) { }`"),
          new Habit("^\\s*(try|else|finally)\\s*:", "Java writes `$1 { }`"),
          new Habit("^\\s*except\\b", "Java writes `catch (Exception e) { }`"),
          new Habit(
              "^\\s*(from\\s+\\S+\\s+import\\b|import\\s+\\S+\\s+as\\b)",
              "an import is written `import java.util.List;`; Python's libraries are not Java's"),
          new Habit(
              "^\\s*import\\s+\\w+\\s*;?\\s*$",
              "an import names a package and a class: `import java.util.List;`"),
          new Habit("^\\s*print\\s+\\S", "write `IO.println(...)`"),
          new Habit("^\\s*raise\\s+(\\w+)", "Java writes `throw new IllegalStateException(...)`"),
          new Habit("^\\s*with\\s+\\w", "Java writes `try (var file = ...) { }`"),
          new Habit("^\\s*pass\\s*$", "Java has no `pass`: an empty `{ }` does nothing"),
          new Habit("^\\s*del\\s+\\w", "Java has no `del`: what nobody uses is removed by itself"),
          new Habit("^\\s*(case\\b[^:]*?|default)\\s*=>", "Java writes `->`: `$1 -> ...`"),
          new Habit(
              "(?<!\\b(?:if|while)\\s?)(?:[=,(]|\\breturn\\b)\\s*([a-zA-Z_]\\w*|\\([\\w\\s,<>\\[\\]]*\\))\\s*=>",
              "a lambda has the arrow `->` in Java: `$1 -> ...`"),
          new Habit(
              "[\\w\\])]\\s*=>\\s*-?[\\w(]", "Java writes `>=` for at least, `->` in a lambda"),
          new Habit("\\blambda\\s*:", "a lambda is written `() -> ...`"),
          new Habit("\\blambda\\s+(\\w+)\\s*:", "a lambda is written `$1 -> ...`"),
          new Habit(
              "\\blambda\\s+(\\w+(?:\\s*,\\s*\\w+)+)\\s*:", "a lambda is written `($1) -> ...`"),
          new Habit(
              NO_STATEMENT
                  + "(?:[=(,]|\\breturn\\b|^)\\s*([\\w.]+)\\s+if\\s+"
                  + "((?:(?!\\b(?:and|or|not|in|is)\\b)[^;{}\"])+?)\\s+else\\s+([\\w.]+)\\s*([;),]|$)",
              "a choice is written `$2 ? $1 : $3`"),
          new Habit(
              NO_STATEMENT + "[\\w.)\\]\"]\\s+if\\s[^;{}]+\\selse\\s",
              "a choice is written `condition ? a : b`"),
          new Habit(
              "^\\s*(\\w+)\\s*:\\s*(int|float|double|bool|str|list|dict)\\s*=[^=]",
              "the type stands first: `$2 $1 = ...;`"),
          new Habit(
              "^\\s*(?!if|for|while|switch|catch|synchronized|try|new|return)(\\w+)\\s*"
                  + "\\(\\s*[\\w<>\\[\\]]+\\s+\\w+\\s*[,)].*\\{",
              "a method says first what it returns: `int $1(...) { ... }`, or `void $1(...)`"),
          new Habit("\\bis\\s+not\\s+None\\b", "Java writes `!= null`"),
          new Habit("\\bis\\s+None\\b", "Java writes `== null`"),
          new Habit(
              "[\\w\"]\\s+not\\s+in\\s+\\w",
              "Java writes `!list.contains(x)` or `!map.containsKey(x)`"),
          new Habit("\\bnot\\s+\\w", "Java writes `!` for not"),
          new Habit("[\\w\")\\]]\\s+and\\s+[\\w\"(!]", "Java writes `&&` for and"),
          new Habit("[\\w\")\\]]\\s+or\\s+[\\w\"(!]", "Java writes `||` for or"),
          new Habit(
              "[\\w\"]\\s+in\\s+\\w", "Java writes `list.contains(x)` or `map.containsKey(x)`"),
          new Habit("\\bf[\"']", "values go into a text with \"%.2f of %s\".formatted(x, name)"),
          new Habit("([\\w.]+)\\s*\\*\\*\\s*(-?[\\w.]+)", "a power is `Math.pow($1, $2)`"),
          new Habit("[)\\]]\\s*\\*\\*\\s*(-?[\\w.]+)", "a power is `Math.pow(x, $1)`"),
          new Habit(
              "[\\w)\\]]\\s*@\\s*[\\w(]",
              "Java has no `@`: a product of matrices is a call, as in `times(a, b)`"),
          new Habit(
              "[\\w.\\]]\\s*//\\s*(\\d+\\s*;?|\\w+\\s*;)\\s*$",
              "`//` starts a comment; int / int has no fraction"),
          new Habit(
              "\\w\\[[^\\[\\]?]*:[^\\[\\]]*\\]",
              "a part is `list.subList(1, 3)`, `text.substring(1, 3)`"
                  + " or `Arrays.copyOfRange(array, 1, 3)`"),
          new Habit("(?:=|^)\\s*\\{\\s*[\"\\w]+\\s*:", "a map is `Map.of(\"a\", 1, \"b\", 2)`"),
          new Habit(
              "\\b(\\w+)\\s*\\[\\s*\\]\\s*(\\w+)\\s*=\\s*\\[([^\\[\\]\"]*)\\]",
              "an array is written `$1[] $2 = {$3};`"),
          new Habit(
              "(^|[=(,]|\\breturn)\\s*\\[",
              "a list is `List.of(1, 2, 3)`, an array `new int[] {1, 2, 3}`"),
          new Habit(
              "\\bnp\\.(?:zeros|empty)\\s*\\(\\s*\\(\\s*(\\w+)\\s*,\\s*(\\w+)\\s*\\)",
              "write `new double[$1][$2]`, which is filled with 0"),
          new Habit(
              "(?:[=(,]|\\breturn)\\s*\\(\\s*[\\w.\"]+\\s*(?:,\\s*[\\w.\"]+\\s*)+\\)(?!\\s*->)"
                  + "|^(?!.*->)\\s*\\(\\s*[\\w.\"]+\\s*,",
              "Java has no tuples: a record holds several values, `List.of(1, 2)` too"),
          new Habit(
              "^\\s*(\\w+)\\s*,\\s*(\\w+)\\s*=",
              "each variable stands for itself: `var $1 = ...; var $2 = ...;`"),
          new Habit(
              "^\\s*return\\b[^(]+,", "a method returns one value: a record can hold several"),
          new Habit(
              "\\bint\\s*\\(",
              "`(int) x` makes an int of a number, `Integer.parseInt(s)` of a text"),
          new Habit(
              "\\b(float|double)\\s*\\(",
              "`(double) x` makes a double of a number, `Double.parseDouble(s)` of a text"),
          new Habit(
              "^\\s*(?!else|return|new|throw|case)(\\w+)\\s+(\\w+)"
                  + "\\s*\\(\\s*\\w+\\s*[,)].*\\{",
              "each parameter has a type: `$1 $2(int x) { ... }`"),
          new Habit("^\\s*#|\\s#\\s", "comments start with `//`"),
          new Habit("'''", "a text of several lines stands between `\"\"\"` and `\"\"\"`"),
          new Habit("'[^'\\\\]{2,}'", "text stands in double quotes: \"abc\""));

  /**
   * What people write there is no code: texts, and comments but those that look like a division.
   */
  private static final Pattern TEXT =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|//(?!\\s*(\\d+\\s*;?|\\w+\\s*;)\\s*$).*");

  /** A last line without its {@code ;} that compiles, since a comment starts in it. */
  private static final Pattern DIVISION =
      Pattern.compile(
          "[^/\"';]*(?:\\b\\d+\\s*//\\s*\\d+\\s*;?|=[^/\"';]*[\\w\\])]\\s*//\\s*\\w+\\s*;)");

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
          "empty.char.lit",
          "unclosed.char.lit",
          "premature.eof",
          "dot.class.expected",
          "array.dimension.missing",
          "bad.initializer",
          "catch.without.try",
          "else.without.if",
          "finally.without.try",
          "orphaned",
          "restricted.type.not.allowed.here",
          "class.not.allowed",
          "try.without.catch.finally.or.resource.decls",
          "variable.not.allowed");

  private Habits() {}

  /** What to know of a cell that compiles, but leaves out the divisor of Python's {@code //}. */
  static Optional<String> leftOut(String code) {
    String cell = code.stripTrailing();
    return DIVISION.matcher(cell.substring(cell.lastIndexOf('\n') + 1)).matches()
        ? Optional.of("`//` starts a comment: what stands behind it is left out; a / b divides")
        : Optional.empty();
  }

  /**
   * What Java has for a line of another language.
   *
   * @param code javac's key of the problem, without its start
   * @param typeOf the type of a variable with simple names, or an empty text
   */
  static Optional<String> in(String code, String line, Function<String, String> typeOf) {
    if (SYNTAX.contains(code)) {
      String blank = TEXT.matcher(line).replaceAll(text -> " ".repeat(text.group().length()));
      Optional<String> ofArrays = ArrayHabits.in(blank, line, typeOf);
      if (ofArrays.isPresent()) {
        return ofArrays;
      }
      String words = TEXT.matcher(line).replaceAll("\"\"");
      for (Habit each : ALL) {
        Matcher matcher = each.pattern().matcher(words);
        if (matcher.find()) {
          return Optional.of(each.java(matcher));
        }
      }
    }
    return Optional.empty();
  }
}
