package peaberry.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peaberry.kernel.Jars;

/** What completion replaces and how it tells what it offers; magics, strings, running cells. */
class CompleterRangeTest {
  private static Assistance notebook;

  @BeforeAll
  static void opens() {
    notebook = new Assistance();
    notebook.completer.warmUp();
  }

  @AfterAll
  static void closes() {
    notebook.close();
  }

  @Test
  void theNameAtTheCursorIsReplacedUpToTheCursor() {
    Suggestions found = notebook.complete("int a = Math.sq|rt(2);");
    assertThat(found.start()).isEqualTo(13);
    assertThat(found.end()).isEqualTo(15);
    assertThat(found.all()).extracting(Suggestion::text).containsExactly("sqrt");
  }

  @Test
  void aPlaceOutsideOfTheTextCountsAsItsEnd() {
    assertThat(notebook.completer.complete("Math.sq", 99).all()).hasSize(1);
    assertThat(notebook.completer.complete("Math.sq", -5).start()).isZero();
  }

  @Test
  void kindsAndSignaturesAreTold() {
    assertThat(notebook.suggestion("Math.floorM|", "floorMod"))
        .isEqualTo(new Suggestion("floorMod", "method", "(int x, int y) : int  (+2)"));
    assertThat(notebook.suggestion("\"a\".ch|", "charAt").signature())
        .isEqualTo("(int index) : char");
    assertThat(notebook.suggestion("String.for|", "format").signature())
        .startsWith("(String format, Object... args) : String");
    assertThat(notebook.suggestion("List.of(\"a\").getF|", "getFirst").signature())
        .isEqualTo("() : String");
    assertThat(notebook.suggestion("int number = 1;\nnum|", "number"))
        .isEqualTo(new Suggestion("number", "field", "int"));
    assertThat(notebook.suggestion("ArrayDe|", "ArrayDeque"))
        .isEqualTo(new Suggestion("ArrayDeque", "class", "java.util"));
    assertThat(notebook.suggestion("Runna|", "Runnable").kind()).isEqualTo("interface");
    assertThat(notebook.suggestion("import java.ut|", "util").kind()).isEqualTo("module");
    assertThat(notebook.suggestion("whi|", "while").kind()).isEqualTo("keyword");
  }

  @Test
  void aMethodOfTheNotebookIsToldWithoutTheKernelsNames() {
    notebook.run("record Pair(int a, int b) {}\nPair swap(Pair pair) { return pair; }");
    assertThat(notebook.suggestion("swa|", "swap").signature()).endsWith(" : Pair");
  }

  @Test
  void magicsAreOfferedWhereTheyMayStand() {
    assertThat(notebook.texts("%|")).contains("%lsmagic", "%time", "%%html", "%%time");
    assertThat(notebook.texts("%%ht|")).containsExactly("%%html");
    assertThat(notebook.texts("int a = 1;\n%|")).contains("%time").doesNotContain("%%html");
    assertThat(notebook.texts("int a = 7\n%l|")).doesNotContain("%lsmagic");
    Suggestions found = notebook.complete("int a = 1;\n  %ls|");
    assertThat(found.start()).isEqualTo(13);
    assertThat(found.all()).containsExactly(new Suggestion("%lsmagic", "magic", ""));
  }

  @Test
  void whatAMagicRunsAsJavaIsCompletedAsJava() {
    assertThat(notebook.texts("%time Math.sq|")).containsExactly("sqrt");
    assertThat(notebook.texts("%%time\nint a = 1;\nMath.sq|")).containsExactly("sqrt");
    assertThat(notebook.texts("%lsmagic\nMath.sq|")).containsExactly("sqrt");
  }

  @Test
  void filesAreOfferedInStrings(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("data one.csv"), "");
    Files.createDirectory(folder.resolve("deep"));
    Files.writeString(folder.resolve(".hidden"), "");
    String path = folder + "/";
    assertThat(notebook.texts("Path.of(\"" + path + "|\")"))
        .containsExactly(path + "data one.csv", path + "deep/");
    Suggestions found = notebook.complete("Path.of(\"" + path + "da|");
    assertThat(found.start()).isEqualTo(9);
    assertThat(found.all()).containsExactly(new Suggestion(path + "data one.csv", "path", ""));
    assertThat(notebook.texts("Path.of(\"~|\")")).containsExactly("~/");
    assertThat(notebook.texts("Path.of(\"nonsuch\u0000/|\")")).isEmpty();
  }

  @Test
  void filesAreOfferedToMagicsAndCommands(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("deep"));
    Files.writeString(folder.resolve("deed.txt"), "");
    String path = folder + "/";
    assertThat(notebook.texts("%cd " + path + "de|")).containsExactly(path + "deep/");
    assertThat(notebook.texts("!cat " + path + "de|"))
        .containsExactly(path + "deed.txt", path + "deep/");
    Suggestions found = notebook.complete("int a = 1;\n!cat x " + path + "dee|");
    assertThat(found.start()).isEqualTo(18);
  }

  @Test
  void aJarThatIsAddedLaterIsKnownFromThenOn(@TempDir Path folder) {
    Path jar =
        new Jars(folder)
            .with("lately/come/Newcomer.java", "package lately.come; public class Newcomer {}")
            .jar("newcomer-1.0.jar");
    assertThat(notebook.texts("import late|")).doesNotContain("lately");
    notebook.interpreter.libraries().add(List.of(jar), List.of());
    assertThat(notebook.texts("import late|")).contains("lately");
    assertThat(notebook.texts("import lately.come.|")).containsExactly("Newcomer");
    assertThat(notebook.texts("new lately.come.Newcomer().has|")).containsExactly("hashCode");
    notebook.completer.warmUp();
    assertThat(notebook.texts("Newco|")).contains("lately.come.Newcomer");
  }

  @Test
  void whatIsTypedDeclaresNothing() {
    notebook.texts("int typed = 1;\nclass Typed {}\ntyp|");
    assertThat(notebook.texts("typ|")).doesNotContain("typed", "Typed");
  }

  @Test
  void aNewMeaningOfANameCountsAtOnce() {
    notebook.run("record Changing(int before) {}\nvar changing = new Changing(1);");
    assertThat(notebook.texts("changing.|")).contains("before");
    notebook.run("record Changing(String after) {}\nvar changing = new Changing(\"\");");
    assertThat(notebook.texts("changing.|")).contains("after").doesNotContain("before");
  }

  @Test
  void completionAnswersWhileACellRuns() throws InterruptedException {
    notebook.run("int startedBefore = 5;");
    CountDownLatch runs = new CountDownLatch(1);
    Thread cell = new Thread(() -> notebook.run("System.out.println(); while (true) {}", runs));
    cell.start();
    runs.await();
    assertThat(notebook.texts("startedB|")).isEqualTo(List.of("startedBefore"));
    assertThat(cell.isAlive()).isTrue();
    notebook.interpreter.interrupt();
    cell.join();
  }
}
