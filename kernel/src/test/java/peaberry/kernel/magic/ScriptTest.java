package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

  private static List<String> names(String code) {
    return Script.of(code).calls().stream().map(Script.Call::name).toList();
  }

  @Test
  void aCellWithoutMagicsIsHandedOnAsItIs() {
    String code = "int x = 7;\nx % 3";
    assertThat(Script.of(code).isJava()).isTrue();
    assertThat(Script.of(code).java()).isSameAs(code);
  }

  @Test
  void row23MagicLinesMayStandAnywhereBetweenStatements() {
    assertThat(names("%a\nimport java.util.*;\n%b x y\nint f() { return 1; }\n  %c\nf()"))
        .containsExactly("a", "b", "c");
  }

  @Test
  void argumentsAndTheirPlaceAreKept() {
    Script.Call call = Script.of("int x;\n  %maven  a:b:1 \nx").calls().getFirst();
    assertThat(call).isEqualTo(new Script.Call("maven", "a:b:1", 1, 10));
  }

  @Test
  void linesOfTheJavaKeepTheirNumbers() {
    assertThat(Script.of("%a\nint x;\r\n%b\r\nx").java()).isEqualTo("\nint x;\r\n\r\nx");
  }

  @Test
  void partsOfTheJavaKeepTheirNumbersToo() {
    Script script = Script.of("int x;\n%time f()\nx");
    assertThat(script.java(0, 1)).isEqualTo("int x;\n\n");
    assertThat(script.java(2, 3)).isEqualTo("\n\nx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int x = 7\n  % 3;",
        "int x = a\n%b;",
        "int x = f(a)\n%b;",
        "int x = a[1]\n%b;",
        "var t = \"\"\"\n%a\n\"\"\";",
        "var t = \"\"\"\n\\\"\"\"\n%a\n\"\"\";",
        "/*\n%a\n*/",
        "f(a,\n%b);",
        "int x = a++\n%b;",
        "int x = 'c'\n%b;",
        "int x = \"s\".length()\n%b;",
        "int x = switch (y) { default -> 1; }\n%b;",
        "int x = a // ;\n%b;",
        "int x = -\n%b;",
        "Runnable r = () -> { }\n%b",
        "void f() {\n%a\n}",
        "% 3",
        "%"
      })
  void row23PercentSignsInJavaAreJavas(String code) {
    assertThat(names(code)).isEmpty();
    assertThat(Script.of(code).java()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// a comment\n%a",
        "/* a\n comment */\n%a",
        "int x = 1; // ;\n%a",
        "if (x) { f(); }\n%a",
        "switch (x) { default -> f(); }\n%a",
        "class A { int m() { return 1; } }\n%a",
        "var t = \"\"\"\n  x\n  \"\"\";\n%a",
        "char c = '\"';\n%a",
        "String s = \"\\\\\";\n%a",
        "String s = \"//\";\n%a",
        "int[] a = {1, 2};\n%a",
        "Runnable r = () -> { f(); };\n%a",
        "\n\n\t%a"
      })
  void row23MagicLinesStandWhereAStatementMayStart(String code) {
    assertThat(names(code)).containsExactly("a");
  }

  @Test
  void aCellMagicTakesTheWholeCell() {
    Script script = Script.of("\n%%html  x \n%a\n<b>%</b>\n");
    assertThat(script.head()).isEqualTo(new Script.Call("html", "x", 1, 8));
    assertThat(script.body()).isEqualTo("%a\n<b>%</b>\n");
    assertThat(script.isJava()).isFalse();
  }

  @Test
  void aCellMagicBelowTheFirstLineIsAnErrorThatNamesItsLine() {
    assertThatThrownBy(() -> Script.of("int x;\n%%html"))
        .isInstanceOf(MagicException.class)
        .hasMessageContaining("%%html")
        .hasMessageContaining("line 2");
  }

  private static List<String> shell(String code) {
    return Script.of(code, List.of("done", "list")::contains).calls().stream()
        .map(Script.Call::arguments)
        .toList();
  }

  @Test
  void row28AnExclamationMarkIsTheShellsUnlessTheNameIsJavas() {
    assertThat(shell("!ls -l | wc")).containsExactly("ls -l | wc");
    assertThat(shell("int x = 1;\n  !echo $x\nx")).containsExactly("echo $x");
    assertThat(shell("!./run.sh")).containsExactly("./run.sh");
    for (String java :
        List.of(
            "!done",
            "!list.isEmpty()",
            "!!done",
            "!(1 > 2)",
            "!true",
            "boolean ready = false;\n!ready",
            "boolean b = a\n  != c;",
            "if (x)\n!y;",
            "String s = \"\"\"\n!ls\n\"\"\";",
            "/*\n!ls\n*/",
            "f(\n!ls)")) {
      assertThat(shell(java)).as(java).isEmpty();
    }
  }

  @Test
  void row28ACommandGoesOnBehindABackslash() {
    Script script = Script.of("int x;\n !ls \\\r\n  -l \\\n\nx;\n%a");
    assertThat(script.calls())
        .containsExactly(
            new Script.Call("!", "ls \\\n  -l \\", 1, 2, 3), new Script.Call("a", "", 5, 2));
    assertThat(script.java()).isEqualTo("int x;\n\r\n\n\nx;\n");
    assertThat(shell("!ls \\")).containsExactly("ls \\");
    assertThat(Script.of("int x;\n!ls \\").goesOn()).isTrue();
    for (String whole : List.of("!ls \\\n", "!ls \\\n-l", "!ls\nint x; // \\", "%time \\")) {
      assertThat(Script.of(whole).goesOn()).as(whole).isFalse();
    }
    assertThat(shell("!ls \\x\n!pwd")).containsExactly("ls \\x", "pwd");
  }

  @Test
  void aQuestionMarkBehindAMagicAsksForItsHelp() {
    assertThat(Script.of("int x;\n%time?").calls())
        .containsExactly(new Script.Call("help", "time", 1, 0));
    assertThat(Script.of("%%html?").head()).isEqualTo(new Script.Call("help", "html", 0, 0));
    assertThat(Script.of("%time x ? 1 : 2").calls().getFirst().name()).isEqualTo("time");
    assertThat(Script.of("%time ?").calls().getFirst().arguments()).isEqualTo("?");
  }

  @Test
  void row28ANameOfTheShellsStaysSoWhateverElseTheCellSays() {
    assertThat(shell("!echo one\n!echo two")).containsExactly("echo one", "echo two");
    for (String cell :
        List.of(
            "// the git repository\n!git x",
            "/* git */\n!git x",
            "String s = \"git\";\n!git x",
            "var t = \"\"\"\n  int git = 1;\n  \"\"\";\n!git x",
            "f.git();\n!git x",
            "import org.git.Client;\n!git x",
            "import static org.git.*;\n!git x",
            "void f(File git) { int git = 1; }\n!git x")) {
      assertThat(shell(cell)).as(cell).containsExactly("git x");
    }
  }

  @Test
  void row28ANameThatTheCellDeclaresIsJavasWhereverItIsDeclared() {
    for (String cell :
        List.of(
            "boolean a = false, ready = true;\n!ready",
            "List<Boolean> ready = x;\n!ready.get(0)",
            "boolean[] ready = {true};\n!ready[0]",
            "!ready();\nboolean ready() { return true; }",
            "class ready {}\n!ready.now()",
            "private static final boolean ready = true;\n!ready")) {
      assertThat(shell(cell)).as(cell).isEmpty();
    }
  }
}
