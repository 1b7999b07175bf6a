package peaberry.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is offered at a cursor, by table. */
class CompleterTest {
  private static Assistance notebook;

  @BeforeAll
  static void typesSomeCells() {
    notebook = new Assistance();
    notebook.completer.warmUp();
    notebook.run(
        """
        record Server(String name, double cpu, double cost) {
          double perCpu() { return cost / cpu; }
        }
        enum Level { LOW, MIDDLE, HIGH }
        sealed interface Shape permits Circle, Square {}
        record Circle(double radius) implements Shape {}
        record Square(double side) implements Shape {}
        class Counter {
          private int hidden;
          protected int shown;
          static int total;
          @Deprecated int count() { return 1; }
          int countAll() { return 2; }
          static Counter make() { return new Counter(); }
        }
        var servers = List.of(new Server("a", 1, 2));
        int[] numbers = {1, 2};
        String greeting = "hello";
        var counter = new Counter();
        Level level = Level.LOW;
        Shape shape = new Circle(1);
        Object thing = "a";
        """);
    notebook.run(
        """
        import java.text.DecimalFormat;
        import static java.lang.Math.hypot;
        double priceOf(Server server, int months) { return months * server.cost(); }
        <T> T firstOf(List<T> all) { return all.getFirst(); }
        final int LIMIT = 3;
        Server best = servers.getFirst();
        """);
  }

  @AfterAll
  static void end() {
    notebook.close();
  }

  /** One line of the table. */
  private record Case(String text, Kind kind, List<String> words) {
    @Override
    public String toString() {
      return text.replace("\n", "⏎") + " " + kind + " " + words;
    }
  }

  private enum Kind {
    FIRST,
    HAS,
    LACKS,
    EXACTLY
  }

  private static Case first(String text, String... words) {
    return new Case(text, Kind.FIRST, List.of(words));
  }

  private static Case has(String text, String... words) {
    return new Case(text, Kind.HAS, List.of(words));
  }

  private static Case lacks(String text, String... words) {
    return new Case(text, Kind.LACKS, List.of(words));
  }

  private static Case exactly(String text, String... words) {
    return new Case(text, Kind.EXACTLY, List.of(words));
  }

  @ParameterizedTest
  @MethodSource({"members", "names", "unfinished", "types", "imports", "order", "nothing"})
  void offersWhatFits(Case line) {
    List<String> texts = notebook.texts(line.text());
    String[] words = line.words().toArray(String[]::new);
    switch (line.kind()) {
      case FIRST -> assertThat(texts).as(line.toString()).startsWith(words);
      case HAS -> assertThat(texts).as(line.toString()).contains(words);
      case LACKS -> assertThat(texts).as(line.toString()).isNotEmpty().doesNotContain(words);
      case EXACTLY -> assertThat(texts).as(line.toString()).containsExactly(words);
    }
  }

  static Stream<Case> members() {
    return Stream.of(
        has("greeting.|", "length", "substring", "toUpperCase", "chars", "hashCode"),
        lacks("greeting.|", "valueOf", "join", "value", "class"),
        first("greeting.sub|", "subSequence", "substring"),
        exactly("greeting.toUp|", "toUpperCase"),
        exactly("greeting.TOUP|", "toUpperCase"),
        has("String.|", "valueOf", "join", "format", "class", "CASE_INSENSITIVE_ORDER"),
        lacks("String.|", "length", "substring"),
        has("Math.|", "sqrt", "PI"),
        exactly("Math.sq|", "sqrt"),
        first("numbers.|", "length"),
        has("numbers.|", "clone", "getClass"),
        has("new int[3].|", "length"),
        has("\"text\".|", "length", "isBlank"),
        has("\"\"\"\n  block\"\"\".|", "strip"),
        has("servers.|", "stream", "size", "getFirst"),
        has("servers.get(0).|", "name", "cpu", "cost", "perCpu", "toString"),
        first("servers.getFirst().|", "cost", "cpu", "name", "perCpu"),
        has("servers.stream().map(Server::name).|", "filter", "toList"),
        has("servers.stream().map(x -> x.|", "name", "cpu"),
        has("servers.stream().map(x -> x.|)", "name", "cpu"),
        has("servers.stream().map(x -> x.na|).toList()", "name"),
        has("servers.stream().map(x -> { return x.|", "name", "cpu"),
        has("servers.stream().map(x -> { var y = x; return y.|})", "name", "cpu"),
        has(
            "servers.stream().filter(s -> s.cpu() > 1).sorted(Comparator.comparing(s -> s.|",
            "cost"),
        has("servers.forEach(s -> System.out.println(s.|));", "cost"),
        has("Map.of(1, \"a\").forEach((k, v) -> v.|", "length"),
        has("servers.stream().collect(Collectors.groupingBy(s -> s.|))", "name"),
        has("servers.stream().collect(Collectors.groupingBy(s -> s.|", "name"),
        has("servers.stream().collect(Collectors.toMap(s -> s.name(), s -> s.|))", "cost"),
        has("servers.stream().collect(Collectors.toMap(s -> s.|))", "cost"),
        has("servers.stream().collect(Collectors.toMap(s -> s.|", "cost"),
        has("servers.stream()\n    .map(Server::name)\n    .fil|\n    .toList();", "filter"),
        has("servers\n  .|\n  .toList();", "stream"),
        has("Function<String, Integer> f = s -> s.|", "length"),
        has("Supplier<String> s = () -> greeting.|;", "length"),
        has("firstOf(servers).|", "cost"),
        has("new Server(\"a\", 1, 2).|", "cost"),
        has("new Object() { int own; }.|", "own"),
        has("((String) thing).|", "length"),
        has("(greeting + 1).|", "length"),
        has("if (thing instanceof String s && s.|", "length"),
        has("if (thing instanceof String s) { s.|", "length"),
        has("if (!(thing instanceof String s)) throw new Error(); else { s.| }", "length"),
        has("switch (shape) { case Circle c -> c.|", "radius"),
        has("switch (shape) { case Circle(var r) -> r; case Square q -> q.|; }", "side"),
        has("Level.|", "LOW", "HIGH", "valueOf", "values"),
        has("level.|", "name", "ordinal", "compareTo"),
        has("Server::|", "name", "cost", "new"),
        has("servers.stream().map(Server::|", "name", "new"),
        has("servers.stream().map(Server::na|)", "name"),
        has("greeting::|", "length"),
        has("Counter.|", "make", "total"),
        has("counter.|", "shown", "countAll"),
        exactly("int.|", "class"),
        has("java.util.|", "List", "concurrent", "ArrayDeque"),
        has("java.util.concurrent.Exec|", "ExecutorService"),
        lacks("java.util.Array|", "ArraysParallelSortHelpers", "ArrayPrefixHelpers"),
        has("java.|", "util", "lang"),
        has("java.time.LocalDate.|", "now", "of"),
        has("Map.Entry.|", "comparingByKey"),
        has("System.out.|", "println", "printf"),
        has("var list = new ArrayList<Server>(); list.getFirst().|", "cost"),
        has("List<? extends Server> some = servers; some.get(0).|", "cost"),
        has("Optional.of(servers).get().|", "stream"));
  }

  static Stream<Case> names() {
    return Stream.of(
        has("ser|", "servers"),
        has("pri|", "priceOf", "private"),
        has("|", "servers", "greeting", "priceOf", "Server"),
        has("LIM|", "LIMIT"),
        has("int local = 1;\nloc|", "local"),
        lacks("local|;\nint localLater = 1; int localEarlier = 1;", "localLater"),
        has("{ int inner = 1; inn|", "inner"),
        has("for (int index = 0; ind|", "index"),
        has("for (var one : servers) { one|", "one"),
        has("for (var one : servers) one.|", "cost"),
        has("for (var one : servers.|", "stream"),
        has("try (var reader = new StringReader(\"\")) { rea|", "reader"),
        has("try { } catch (RuntimeException problem) { prob|", "problem"),
        has("int f(String argument) { return arg|", "argument"),
        has("int f(String argument) { return argument.|", "length"),
        has("class A { int field; int m() { return fie|; } }", "field"),
        has("class A { int m() { return th|; } int later; }", "this"),
        has("class A { int m() { return this.|; } int later; }", "later", "m"),
        has("static int helper() { return 1; }\nhel|", "helper"),
        has("hel|\nint helperBelow() { return 1; }", "helperBelow"),
        has("int total(int parameter) {\n  int sum = 0;\n  s|\n  return sum;\n}", "sum", "servers"),
        has("hyp|", "hypot"),
        has("disp|", "display"),
        has("servers.stream().map(server -> serv|", "server", "servers"),
        has("if (thing instanceof Server match && mat|", "match"),
        has("Dec|", "DecimalFormat"),
        has("whi|", "while"),
        has("int x = swi|", "switch"),
        lacks("int x = s|", "static", "synchronized"),
        lacks("|", "wait", "clone"),
        lacks("ser|", "Cell1"),
        has("\"😀\".le|", "length"));
  }

  static Stream<Case> unfinished() {
    return Stream.of(
        has("System.out.println(greeting.|", "length"),
        has("System.out.println(greeting.|)", "length"),
        has("int a = greeting.|\nint b = 2;", "length"),
        has("greeting.|\nint b = 2;", "length"),
        has("greeting.|\nb = 2;", "length"),
        has("foo(1, new int[] {2, greeting.|", "length"),
        has("int y = ;\ngreeting.|", "length"),
        has("class Broken { int ; }\ngreeting.|", "length"),
        has("int f( { }\ngreeting.|", "length"),
        has("var a = undefined.foo();\ngreeting.|", "length"),
        has("foo()\ngreeting.|", "length"),
        has("foo()\ngreeting.substring(1, 2).|", "length"),
        has("if (true)\ngreeting.|", "length"),
        has("foo()\ngree|", "greeting"),
        has("greeting\ngree|", "greeting"),
        has("int x = 1\ngree|\nint y = 2", "greeting"),
        has("if (greeting.|", "isEmpty"),
        has("while (greeting.|", "isEmpty"),
        has("do { greeting.|", "isEmpty"),
        has("try { greeting.|", "isEmpty"),
        has("switch (greeting.|", "length"),
        has("int[] a = {greeting.|", "length"),
        has("int[] a = {1, greeting.|};", "length"),
        has("var a = true ? greeting.|", "length"),
        has("return greeting.|", "length"),
        has("throw greeting.|", "length"),
        has("String t = \"a\" + greeting.|;", "length"),
        has("numbers[greeting.|", "length"),
        has("x = y = greeting.|", "length"),
        has("greeting.substring(greeting.|, 3)", "length"),
        has("greeting.|length()", "substring"),
        has("greeting.sub|string(1)", "substring"),
        has("%time greeting.|", "length"),
        has("%lsmagic\ngreeting.|", "length"));
  }

  static Stream<Case> types() {
    return Stream.of(
        has("Str|", "String", "StringBuilder", "Stream"),
        has("new Arr|", "ArrayList", "ArrayDeque"),
        first("List<String> l = new |", "ArrayList"),
        has("List<String> l = new |", "ArrayList", "LinkedList"),
        first("List<String> l = new Arr|", "ArrayList"),
        has("new java.util.Arr|", "ArrayList"),
        lacks("new Ser|", "servers"),
        has("new Serv|", "Server"),
        has("class A extends Coun|", "Counter"),
        has("class A impl|", "implements"),
        has("record R(int a) impl|", "implements"),
        has("thing instanceof Ser|", "Server"),
        has("List<Ser|> list;", "Server"),
        has("Map<String, Ser|", "Server"),
        has("class A { Ser|", "Server"),
        has("class A { Ser| one; }", "Server"),
        has("@Over|\nint x;", "Override"),
        has("@Fun|", "FunctionalInterface"),
        lacks("@Func|", "Function"),
        has("DecimalFo|", "DecimalFormat"),
        has("SimpleDateFo|", "java.text.SimpleDateFormat"),
        has("new BufferedIm|", "java.awt.image.BufferedImage"),
        has("import java.awt.image.BufferedImage;\nBufferedIm|", "BufferedImage"),
        has("BufferedIm|\nimport java.awt.image.BufferedImage;", "BufferedImage"),
        has("record Point(int x) {}\nPoi|", "Point"),
        has("(Ser|", "Server"),
        has("void f(Ser|", "Server"),
        has("try { } catch (Illegal|", "IllegalArgumentException"),
        has("int f() throws IOEx|", "IOException"));
  }

  static Stream<Case> imports() {
    return Stream.of(
        has("import |", "java", "javax", "static"),
        has("import java.|", "util", "io"),
        has("import java.ut|", "util"),
        has("import java.util.conc|", "concurrent"),
        has("import java.util.|", "List", "ArrayList", "function"),
        lacks("import java.util.A|", "ArrayPrefixHelpers"),
        has("import java.util.List;\nimport java.util.Map.|", "Entry"),
        has("import static java.lang.Math.|", "sqrt", "PI"),
        has("import static java.lang.Ma|", "Math"),
        lacks("import static java.lang.Math.|", "length"),
        has("import module java.|", "base", "sql"),
        has("import net.jq|", "jqwik"),
        has("import org.assertj.core.api.Asser|", "Assertions"),
        has("int x = 1;\nimport java.nio.file.Pa|\nint y = 2;", "Path", "Paths"),
        has("import DecimalF|", "java.text.DecimalFormat"));
  }

  static Stream<Case> order() {
    return Stream.of(
        first("String s = servers.getFirst().|", "name", "toString"),
        first("double d = servers.getFirst().|", "cost", "cpu", "perCpu"),
        first("boolean b = greeting.|", "contains"),
        first("if (greeting.is|", "isBlank", "isEmpty"),
        first("priceOf(|", "best"),
        first("priceOf(servers.getFirst(), L|", "LIMIT"),
        first("greeting.repeat(num|", "numbers"),
        first("greeting.charAt(greeting.|", "codePointAt"),
        first("Level other = |", "level"),
        has("Level other = |", "Level.HIGH"),
        has("level = HI|", "Level.HIGH"),
        first("switch (level) { case |", "HIGH", "LOW", "MIDDLE"),
        first("switch (level) { case LOW -> 1; case |", "HIGH"),
        first("switch (level) { case LOW, |", "HIGH"),
        first("switch (shape) { case |", "Circle", "Square"),
        first("level == |", "level"),
        first("Server best(List<Server> all) { Server found = null; return |", "found"),
        first("counter.count|", "countAll", "count"),
        first("counter.|", "countAll"),
        first("Predicate<Server> p = s -> s.|", "equals"),
        first("Mat|", "Math", "Matcher"),
        first("Str|", "String", "StrictMath"),
        first("Li|", "List", "LinkedList", "LinkOption"),
        first("Lo|", "Long", "Locale"),
        first("Se|", "Server", "Set"),
        first("class Listing {}\nLi|", "Listing", "List"),
        first("RandomG|", "java.util.random.RandomGenerator"));
  }

  static Stream<Case> nothing() {
    return Stream.of(
        exactly("// greeting.|"),
        exactly("/* greeting.|"),
        exactly("'g|"),
        exactly("int |"),
        exactly("String gre|"),
        exactly("3.|"),
        exactly("undefined.|"),
        exactly("\"\"\"\n greeting.|"),
        exactly("%%html\n<b>greeting.|"),
        exactly("package java.|"),
        exactly("System.out.println().|"));
  }
}
