package peaberry.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peaberry.kernel.magic.Magics;

/** What is told at a cursor, which stands at the ^. */
class InspectorTest {
  @TempDir static Path folder;
  private static Assistance notebook;
  private static Inspector inspector;

  @BeforeAll
  static void opens() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Files.writeString(
        sources.resolve("List.java"),
        """
        package java.util;
        /** Things in order.
          * @param <E> what they are */
        public interface List<E> extends Collection<E> {
          /** Gives one.
            * @param index which one */
          E get(int index);
          /** A list of one. */
          static <E> List<E> of(E e1) { return null; }
        }
        """);
    Files.writeString(
        sources.resolve("Collection.java"),
        """
        package java.util;
        public interface Collection<E> {
          /** How many.
            * @return the number */
          int size();
        }
        """);
    Files.writeString(
        sources.resolve("Math.java"),
        """
        package java.lang;
        public final class Math {
          /** The greater double.
            * @param b the other */
          public static double max(double a, double b) { return a; }
        }
        """);
    Files.writeString(sources.resolve("package-info.java"), "/** Tools. */ package java.util;");
    DocIndexer.main(new String[] {folder.resolve("docs").toString(), sources.toString()});
    notebook = new Assistance();
    inspector =
        new Inspector(
            notebook.interpreter, new Magics(), notebook.completer, folder.resolve("docs"));
    notebook.run(
        """
        /**
         * Two things.
         * @param first the number
         */
        record Pair(int first, String second) {
          /** Both as text. */
          String both() { return first + second; }
          @Override public String toString() { return "never called"; }
        }
        // What we have.
        // All of it.
        var pairs = List.of(new Pair(1, "a"));
        """);
    notebook.run(
        """
        /** Doubles it.
         *  @param number what to double */
        int twice(int number) { return 2 * number; }

        String twice(String text) { return text + text; }
        int[][] grid = new int[2][3];
        double[] numbers = {1, 2.5};
        String greeting = "hello";
        Pair pair = pairs.get(0);
        """);
  }

  @AfterAll
  static void closes() {
    notebook.close();
  }

  private static Optional<Inspection> inspection(String marked, int detail) {
    int at = marked.indexOf('^');
    return inspector.inspect(marked.substring(0, at) + marked.substring(at + 1), at, detail);
  }

  private static String at(String marked) {
    return inspection(marked, 0).map(Inspection::markdown).orElse("");
  }

  /** The declaration, which is the first line of code. */
  private static String declaration(String marked) {
    String page = at(marked);
    return page.isEmpty() ? "" : page.lines().skip(1).findFirst().orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Math.ma^x(1, 2)         | static int Math.max(int a, int b)",
        "Math.max(1, ^2.5)       | static double Math.max(double a, double b)",
        "Math.max(1.5, ^         | static double Math.max(double a, double b)",
        "Math.max(^              | static int Math.max(int a, int b)",
        "if (Math.max(1L, ^      | static long Math.max(long a, long b)",
        "Math.max(1, twice(^     | int twice(int number)",
        "Math.max(twice(1), ^    | static int Math.max(int a, int b)",
        "Math.ma^x               | static int Math.max(int a, int b)",
        "int x = 1; x^           | int x",
        "pai^rs.size()           | List<Pair> pairs",
        "pairs.si^ze()           | int List.size()",
        "pairs.get^(0)           | Pair List.get(int index)",
        "pairs.get(^             | Pair List.get(int index)",
        "pairs.get(0).sec^ond()  | String Pair.second()",
        "new Pa^ir(1, null)      | final record Pair(int first, String second)",
        "new Pair(1, ^           | new Pair(int first, String second)",
        "new ArrayList<>(^       | new ArrayList()",
        "new ArrayList<>(1^      | new ArrayList(int initialCapacity)",
        "List.of(``a``, ^        | static <E> List<E> List.of(E e1, E e2)",
        "new ArrayList<>(pairs^  | List<Pair> pairs",
        "twi^ce(2)               | int twice(int number)",
        "twice(^2)               | int twice(int number)",
        "twice(``a``^)           | String twice(String text)",
        "twice(\"a^              | String twice(String text)",
        "Map.Ent^ry<?, ?> e;     | interface Entry<K, V>",
        "{ int loc^al = 1; }     | int local",
        "pairs.forEach(p -> p^)  | Pair p",
        "pairs.stream().map(p -> p.both^ | String Pair.both()",
        "pairs.stream().map(Pair::sec^ond) | String Pair.second()",
        "int later(int a) { return a^; } | int a",
        "System.o^ut             | static final PrintStream System.out",
        "Integer.MAX_VAL^UE      | static final int Integer.MAX_VALUE = 2147483647",
        "import java.util.Lis^t; | interface List<E> extends SequencedCollection<E>",
        "import java.ut^il.List; | package java.util",
        "java.util.Lis^t         | interface List<E> extends SequencedCollection<E>",
        "Lis^t                   | interface List<E> extends SequencedCollection<E>",
        "List^.                  | interface List<E> extends SequencedCollection<E>",
        "numbers.leng^th         | final int Array.length",
        "Thread.St^ate           | enum State",
        "class A^ extends Thread {} | class A extends Thread",
        "%time twi^ce(2)         | int twice(int number)"
      })
  void theDeclarationStandsFirst(String text, String declaration) {
    assertThat(declaration(text.replace("``", "\"")))
        .isEqualTo(declaration.replace("final record", "record"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^",
        "1 + ^2",
        "undefined^.foo()",
        "unknown(^",
        "// Math^",
        "%%html\nMath^",
        "%nosuch x^",
        "\"Math^\"",
        "if (^",
        "((((^",
        "{^}"
      })
  void nothingIsToldWhereNothingIsKnown(String text) {
    assertThat(at(text)).isEmpty();
  }

  @Test
  void theOtherOverloadsFollow() {
    assertThat(at("Math.max(1L, ^"))
        .contains("**Overloads**", "static double Math.max(double a, double b)")
        .containsOnlyOnce("static long Math.max(long a, long b)");
    assertThat(at("ArrayLi^st<String> a"))
        .contains("**Constructors**", "new ArrayList(int initialCapacity)");
  }

  @Test
  void theIndexTellsWhatAMethodDoes() {
    assertThat(at("pairs.get^(0)"))
        .contains("in `java.util.List`, module `java.base`", "Gives one.", "- `index` – which one");
    assertThat(at("Lis^t")).contains("`java.util.List`, module `java.base`", "Things in order.");
    assertThat(at("import java.ut^il.*;")).contains("Tools.");
  }

  @Test
  void aMethodWithoutACommentHasThatOfTheOneItOverrides() {
    assertThat(at("pairs.si^ze()")).contains("How many.", "**Returns** the number");
    assertThat(at("new ArrayList<String>().si^ze()")).contains("How many.");
    assertThat(at("class Own extends AbstractList<String> { public int si^ze() { return 0; } }"))
        .contains("How many.");
  }

  @Test
  void theParameterOfTheArgumentStandsOutWithWhatIsSaidOfIt() {
    assertThat(at("Math.max(1.5, ^2)")).contains("**b** `double` – the other");
    assertThat(at("twice(^")).contains("**number** `int` – what to double");
    assertThat(at("new Pair(1, ^")).contains("**second** `String`");
    assertThat(at("String.format(\"\", 1, 2, ^")).contains("**args** `Object[]`");
  }

  @Test
  void aCommentInACellIsDocumentation() {
    assertThat(at("twi^ce(2)")).contains("cell [2]", "Doubles it.", "- `number` – what to double");
    assertThat(at("twi^ce(\"a\")")).contains("cell [2]").doesNotStartWith("Doubles");
    assertThat(at("pa^irs")).contains("cell [1]", "What we have.\nAll of it.");
    assertThat(at("pairs.get(0).bo^th()")).contains("cell [1]", "Both as text.");
    assertThat(at("pair.fir^st()")).contains("the number");
    assertThat(at("Pai^r p")).contains("cell [1]", "Two things.");
    assertThat(at("/** New. */ int fresh() { return 1; }\nfre^sh()")).contains("this cell", "New.");
    assertThat(at("// Here.\nint fresh = 1;\nfre^sh")).contains("this cell", "Here.");
  }

  @Test
  void aVariableShowsItsValueButNothingOfTheUsersIsRun() {
    assertThat(at("greet^ing")).contains("Value: `\"hello\"`");
    assertThat(at("gri^d")).contains("Value: `int[2][3]`");
    assertThat(at("numb^ers")).contains("Value: `double[2] [1.0, 2.5]`");
    assertThat(at("pai^rs")).contains("Value: `size 1`");
    assertThat(at("pai^r")).doesNotContain("Value", "never called");
  }

  @Test
  void aClassThatIsNotImportedComesWithItsImport() {
    notebook.completer.warmUp();
    assertThat(at("Decima^lFormat f"))
        .startsWith("Not imported:")
        .contains("import java.text.DecimalFormat;", "class DecimalFormat extends NumberFormat");
    assertThat(at("pairs.Decima^lFormat")).isEmpty();
  }

  @Test
  void aLargeValueIsCut() {
    notebook.run(
        """
        String large = "é\\n".repeat(1_000_000);
        var huge = java.math.BigInteger.ONE.shiftLeft(50_000_000);
        int[] many = new int[1_000];
        Object locked = Collections.synchronizedList(new ArrayList<>());
        """);
    assertThat(at("larg^e")).contains("é\\né\\n", "…").hasSizeLessThan(600);
    assertThat(at("hug^e")).contains("a number of 50000001 bits");
    assertThat(at("man^y")).contains("`int[1000] [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, …]`");
    assertThat(at("locke^d")).contains("Object locked").doesNotContain("Value");
  }

  @Test
  void twoQuestionMarksShowTheSource() {
    assertThat(inspection("twi^ce(\"a\")", 1).orElseThrow().markdown())
        .contains("**Source**", "return text + text;")
        .doesNotContain("return 2 * number;");
    assertThat(inspection("greet^ing", 1).orElseThrow().plain())
        .contains("String greeting = \"hello\";");
    boolean hasSources = Files.exists(Path.of(System.getProperty("java.home"), "lib", "src.zip"));
    assertThat(
            inspection("\"\".isBla^nk()", 1)
                .orElseThrow()
                .markdown()
                .contains("public boolean isBlank() {\n    return"))
        .isEqualTo(hasSources);
  }

  @Test
  void aMagicTellsItsHelp() {
    assertThat(at("%ti^me 1 + 1")).contains("%time");
    assertThat(at("%%ht^ml\n<b>")).contains("%%html");
    assertThat(at("%who^")).contains("%who");
  }

  @Test
  void thereAreThreeForms() {
    Inspection found = inspection("pairs.get^(0)", 0).orElseThrow();
    assertThat(found.plain()).startsWith("Pair List.get(int index)").doesNotContain("`", "**");
    assertThat(found.markdown()).startsWith("```java\n");
    assertThat(found.html())
        .contains("<pre><code class=\"language-java\">Pair List.get(int index)")
        .contains("<li><code>index</code>");
  }

  @Test
  void answersWhileACellRuns() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    Thread cell =
        new Thread(() -> notebook.run("System.out.println(); Thread.sleep(60_000);", runs));
    cell.start();
    runs.await();
    assertThat(at("greet^ing")).contains("hello");
    assertThat(at("twi^ce(1)")).contains("cell [2]");
    notebook.interpreter.interrupt();
    cell.join();
  }

  @Test
  void completionTakesParametersNamesFromTheCommentsWhereTheClassFileHasNone() {
    Completer completer = new Completer(notebook.interpreter, new Magics(), folder.resolve("docs"));
    assertThat(completer.complete("pairs.get", 9).all().getFirst())
        .isEqualTo(new Suggestion("get", "method", "(int index) : Pair"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          va^r x = 1;                         | Declares a variable whose type
          ^record P(int a) {}                 | Declares an immutable type
          String s = swi^tch (1) { default -> "" }; | Chooses by a value
          switch (1) { case 1 -^> {} }        | Parts the parameters of a function
          List.of(1).forEach(x ->^ { });      | Parts the parameters of a function
          List.of(ne^w Object())              | Makes an object
          sealed^ interface S permits A {}    | Lets only the named types
          wh^ile (tr                          | Repeats as long as
          int^ x;                             | A whole number from
          """)
  void a_word_of_javas_own_is_explained_with_an_example(String marked, String sentence) {
    int at = marked.indexOf('^');
    String code = marked.replace("^", "");
    String page = inspector.inspect(code, at, 0).orElseThrow().markdown();
    assertThat(page).contains(sentence).contains("```java\n");
  }

  @Test
  void a_variable_that_is_called_as_a_word_of_javas_is_told_as_itself() {
    String code = "int record = 5; record";
    assertThat(inspector.inspect(code, code.length(), 0).orElseThrow().markdown())
        .contains("int record");
    assertThat(inspector.inspect("\"while\"", 3, 0)).isEmpty();
    assertThat(inspector.inspect("// while", 5, 0)).isEmpty();
  }

  @Test
  void every_keyword_that_is_completed_is_explained() {
    List<String> completed =
        Keywords.at(Cursor.Place.STATEMENT).stream().flatMap(List::stream).toList();
    assertThat(KeywordPages.all())
        .containsAll(completed.stream().filter(word -> !word.equals("non-sealed")).toList());
  }
}
