package peaberry.kernel.cell;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cells that are harmless when small, and too long or too deep for a compiler when big. */
enum Excess {
  PARENTHESES(n -> "(".repeat(n) + "1" + ")".repeat(n)),
  OPEN_PARENTHESES("("::repeat),
  CLOSED_PARENTHESES(")"::repeat),
  BRACES(n -> "{".repeat(n) + "}".repeat(n)),
  OPEN_BRACES("{\n"::repeat),
  CLOSED_BRACES("}\n"::repeat),
  ARRAY_TYPE(n -> "int" + "[]".repeat(n) + " deep;"),
  ARRAY_LITERAL(n -> "Object deep = new int" + "[]".repeat(n) + "{".repeat(n) + "}".repeat(n)),
  ARRAY_DIMENSIONS(n -> "Object deep = new int" + "[0]".repeat(n) + ";"),
  INDEXES(n -> "int[] v = {0}; " + "v[".repeat(n) + "0" + "]".repeat(n)),
  GENERICS(n -> "List<".repeat(n) + "String" + ">".repeat(n) + " deep = null;"),
  OPEN_GENERICS("List<"::repeat),
  WILDCARDS(n -> "List<? extends ".repeat(n) + "String" + ">".repeat(n) + " deep = null;"),
  TYPE_PARAMETERS(n -> "<" + list(n, i -> "T" + i) + "> void wide(T0 a) {}"),
  PARAMETERS(n -> "void wide(" + list(n, i -> "int p" + i) + ") {}"),
  LAMBDAS(n -> "Function<Object, Object> deep = " + chain(n, i -> "a" + i + " -> ") + "null;"),
  BLOCK_LAMBDAS(
      n -> "Runnable deep = " + "() -> { Runnable r = ".repeat(n) + "null" + "; }".repeat(n)),
  CONSTANT_CONCATENATION(n -> "\"a\" + ".repeat(n) + "\"b\""),
  CONCATENATION(n -> "int v = 1; String long_ = " + "v + \"a\" + ".repeat(n) + "\"\";"),
  SUM(n -> "int v = 1; " + "v + ".repeat(n) + "v"),
  MINUS_SIGNS(n -> "- ".repeat(n) + "1"),
  NEGATION(n -> "!".repeat(n) + "true"),
  CASTS(n -> "(int) ".repeat(n) + "1"),
  TERNARIES(n -> "boolean v = false; " + "v ? 1 : ".repeat(n) + "2"),
  NESTED_TERNARIES(n -> "boolean v = false; " + "v ? ".repeat(n) + "1" + " : 2".repeat(n)),
  CALLS(n -> "\" a \"" + ".trim()".repeat(n)),
  NESTED_CALLS(n -> "Math.abs(".repeat(n) + "1" + ")".repeat(n)),
  QUALIFIED_NAME(n -> "a" + ".a".repeat(n)),
  CLASSES(n -> chain(n, i -> "class A" + i + " { ") + "}".repeat(n)),
  ANONYMOUS_CLASSES(
      n -> "Object deep = " + "new Object() { Object o = ".repeat(n) + "1" + "; }".repeat(n)),
  IFS(n -> "boolean v = true; " + "if (v) ".repeat(n) + ";"),
  ELSE_IFS(n -> "int v = 0; " + chain(n, i -> "if (v == " + (-1 - i) + ") {} else ") + "{}"),
  LOOPS(n -> "while (false) ".repeat(n) + ";"),
  TRIES(n -> "try { ".repeat(n) + "} finally {}".repeat(n)),
  SWITCHES(n -> "int v = 1; " + "switch (v) { default -> ".repeat(n) + "{}" + "}".repeat(n)),
  CASES(n -> "int v = 1; switch (v) { " + chain(n, i -> "case " + i + ": ") + "}"),
  LABELS(n -> chain(n, i -> "l" + i + ": ") + ";"),
  ANNOTATIONS(n -> "@Deprecated(".repeat(n) + "1" + ")".repeat(n) + " class Noted {}"),
  RECORD_PATTERNS(
      n ->
          "record R(Object o) {} Object v = 1; v instanceof "
              + "R(".repeat(n)
              + "var a"
              + ")".repeat(n)),
  ARRAY_OF_NUMBERS(n -> "int[] wide = {" + list(10 * n, Integer::toString) + "};"),
  ARRAY_OF_ROWS(
      n -> "double[][] wide = {" + list(5 * n, i -> "{-" + i + ", (float) (.5), 1}") + "};"),
  ARRAY_OF_TEXTS(n -> "String[] wide = {" + list(10 * n, i -> "\"t" + i + "\"") + "};"),
  ARRAY_OF_SUMS(n -> "int v = 1; int[] wide = {" + list(10 * n, i -> "v + " + i) + "};"),
  LONG_TEXT(n -> "\"" + "abcdefghi ".repeat(10 * n) + "\""),
  LONG_TEXT_OF_WIDE_CHARACTERS(n -> "\"" + "\u6F22".repeat(30 * n) + "\""),
  LONG_TEXT_BLOCK(n -> "\"\"\"\n" + "  line \\t %d\n".repeat(n) + "\"\"\""),
  UNICODE_ESCAPES(n -> "\"" + "\\uuu0041".repeat(n) + "\""),
  LINE_ENDS_BY_ESCAPE("\\u000a"::repeat),
  DIGITS("9"::repeat),
  LONG_DIGITS(n -> "7".repeat(n) + "L + 1." + "3".repeat(n) + "e" + "9".repeat(n)),
  LONG_NAME(n -> "int " + "name".repeat(10 * n) + " = 1;"),
  LONG_TYPE_NAME(n -> "class " + "Name".repeat(10 * n) + " {}"),
  LONG_LINE(n -> "int v = 0; " + "v++; ".repeat(n)),
  BLANKS(n -> " ".repeat(10 * n) + "1 +" + "\t".repeat(10 * n) + "x"),
  EMPTY_LINES(n -> "\n".repeat(n) + "oops" + "\r\n".repeat(n)),
  SEMICOLONS(";"::repeat),
  COMMENTS("/* a */"::repeat),
  OPEN_COMMENT(n -> "/*" + " *\n".repeat(n)),
  VARIABLES(n -> chain(n, i -> "int w" + i + " = " + i + ";\n")),
  SAME_VARIABLE(n -> "int same = 0;\n" + "int same = same + 1;\n".repeat(n) + "same"),
  METHODS(
      n ->
          chain(
                  n,
                  i ->
                      "int m" + i + "(int a) { return a < 1 ? 0 : m" + (i + 1) % n + "(a - 1); }\n")
              + "m0(9)"),
  OVERLOADS(n -> chain(n, i -> "void over(int[]" + "[]".repeat(i % 200) + " a, int... b) {}\n")),
  RECORDS(n -> chain(n, i -> "record R" + i + "(R" + (i + 1) % n + " r) {}\n")),
  CIRCLE_OF_TYPES(n -> chain(n, i -> "class C" + i + " extends C" + (i + 1) % n + " {}\n")),
  IMPORTS("import java.util.*;\n"::repeat),
  MISSING_IMPORTS(n -> chain(n, i -> "import java.util.Missing" + i + ";\n")),
  ERRORS(n -> chain(n, i -> "missing" + i + "();\n")),
  INFERENCES(n -> "List.of(".repeat(n) + "1" + ")".repeat(n)),
  BIG_METHOD(n -> "int big(int v) {\n" + "v = v * 31 + 1;\n".repeat(n) + "return v; }\nbig(1)"),
  BIG_LOOP(n -> "int v = 0; for (int i = 0; i < 2; i++) {\n" + "v = v * 31 + i;\n".repeat(n) + "}");

  private final IntFunction<String> cell;

  Excess(IntFunction<String> cell) {
    this.cell = cell;
  }

  /** A cell of {@code size} repetitions, or ten times as many where they are short. */
  String cell(int size) {
    return cell.apply(size);
  }

  private static String chain(int n, IntFunction<String> part) {
    return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining());
  }

  private static String list(int n, IntFunction<String> part) {
    return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining(", "));
  }
}
