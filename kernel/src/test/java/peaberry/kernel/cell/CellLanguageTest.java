package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sections 1 and 2 of the cell language; each test is named by its row. */
class CellLanguageTest {
  private Session s;

  @BeforeEach
  void open() {
    s = new Session();
  }

  @AfterEach
  void close() {
    s.close();
  }

  private static void assertNothing(Session.Ran ran) {
    assertThat(ran.outcome()).isEqualTo(new Outcome.Nothing());
  }

  @Test
  void row01AnExpressionIsTheResult() {
    assertThat(s.eval("1 + 1")).isEqualTo(2);
  }

  @Test
  void row02AVariableLivesOnInLaterCells() {
    assertThat(s.eval("int x = 3; x * 2")).isEqualTo(6);
    assertThat(s.eval("x")).isEqualTo(3);
  }

  @Test
  void row02AVariableIsReachedFromWhereverCodeMayStand() {
    s.eval("int x = 1; long[] many = {1, 2}; String name = \"n\";");
    s.eval(
        "class A { int read() { return x; } void add() { x += 2; x++; many[0]++; } class In { int v() { return x; } } }",
        "interface I { default int twice() { return 2 * x; } static int thrice() { return 3 * x; } }",
        "enum E { ONE; int v = x; int now() { return x; } }",
        "record R(int a) { R { a += x; } int sum() { return a + x; } }");
    assertThat(s.eval("var a = new A(); a.add(); a.read() + a.new In().v()")).isEqualTo(8);
    assertThat(s.eval("new I() {}.twice() + I.thrice()")).isEqualTo(20);
    assertThat(s.eval("E.ONE.now() + new R(1).sum()")).isEqualTo(13);
    assertThat(
            s.eval(
                "Runnable r = () -> { x = 10; Runnable in = () -> x *= 2; in.run(); }; r.run(); x"))
        .isEqualTo(20);
    assertThat(
            s.eval(
                "Comparator<Integer> c = new Comparator<>() { public int compare(Integer p, Integer q) { return x - p; } }; c.compare(5, 0)"))
        .isEqualTo(15);
    assertThat(s.eval("switch (name) { case \"n\" -> many[0]; default -> 0L; }")).isEqualTo(2L);
    assertThat(s.eval("x = 3;", "a.read()")).isEqualTo(3);
    assertThat(s.eval("int x = 30;", "a.read()")).isEqualTo(30);
  }

  @Test
  void row03TheLastExpressionIsShownWithOrWithoutSemicolon() {
    assertThat(s.eval("\"a\".toString();")).isEqualTo("a");
    assertThat(s.eval("\"a\".toString()")).isEqualTo("a");
    assertThat(s.eval("1 + 1; // with a comment")).isEqualTo(2);
    assertThat(s.eval("var q = 4; q;\nimport java.util.List;")).isEqualTo(4);
  }

  @Test
  void row04AssignmentsDeclarationsAndDisplayShowNothing() {
    s.eval("int x = 1;");
    for (String cell :
        List.of(
            "x = 5",
            "x = 5;",
            "x += 2",
            "int y = 3",
            "var l = List.of(1)",
            "int f() { return 1; }")) {
      assertNothing(s.run(cell));
    }
    assertThat(s.eval("x++")).isEqualTo(7);
    assertThat(s.eval("x")).isEqualTo(8);
  }

  @Test
  void row05APrintedLineIsNoResult() {
    Session.Ran ran = s.run("System.out.println(\"a\")");
    assertNothing(ran);
    assertThat(ran.out()).isEqualTo("a\n");
    assertNothing(s.run("System.out.printf(\"%d\", 1)"));
  }

  @Test
  void row06NullIsNoResult() {
    assertNothing(s.run("null"));
    assertNothing(s.run("String f() { return null; } f()"));
  }

  @Test
  void row07AnIfStatementRuns() {
    s.eval("int x = 3; int hits = 0;");
    assertNothing(s.run("if (x > 2) { hits++; }"));
    assertThat(s.eval("hits")).isEqualTo(1);
  }

  @Test
  void row08AMethodMayBeUsedAboveItsDeclaration() {
    assertThat(s.eval("int a = f(2);\nint f(int x) { return x + 1; }\na")).isEqualTo(3);
  }

  @Test
  void row09ClassesMayReferToEachOther() {
    assertThat(s.eval("class A { B b; int v = 4; }\nclass B { A a = new A(); }\nnew B().a.v"))
        .isEqualTo(4);
  }

  @Test
  void row10ACompileErrorRunsNothingAndPointsAtTheCell() {
    s.eval("int runs = 0;");
    Outcome.Failure failure =
        s.run("runs++;\nruns++;\nruns++;\nruns++;\n  int bad = \"text\";\nruns++;").failure();
    assertThat(failure.name()).isEqualTo("CompilationError");
    assertThat(failure.message()).contains("cell [2], line 5").contains("String");
    assertThat(failure.traceback().getFirst()).contains("column 13");
    assertThat(failure.traceback()).anyMatch(line -> line.contains("int bad = \"text\";"));
    assertThat(s.eval("runs")).isEqualTo(0);
    assertThat(s.run("bad").failure().message()).contains("bad");
  }

  @Test
  void row11AnExceptionKeepsWhatRanAndNamesTheLine() {
    Outcome.Failure failure = s.run("int a = 1;\na++;\na++;\na++;\nint b = a / 0;\na++;").failure();
    assertThat(failure.name()).isEqualTo("java.lang.ArithmeticException");
    assertThat(String.join("\n", failure.traceback()))
        .contains("cell [1], line 5")
        .contains("int b = a / 0;")
        .doesNotContain("peaberry")
        .doesNotContain("reflect")
        .doesNotContain("run$");
    assertThat(s.eval("a")).isEqualTo(4);
    failure = s.run("int zero = 0;\nint one = 1;\none\n  / zero").failure();
    assertThat(String.join("\n", failure.traceback())).contains("cell [3], line 3");
  }

  @Test
  void row11TheLastExpressionHasALineOfItsOwn() {
    for (String expression : List.of("none[1]", "1 / none.length")) {
      Outcome.Failure failure = s.run("int[] none = {};\nint b = 1;\n" + expression).failure();
      assertThat(String.join("\n", failure.traceback())).contains("line 3").contains(expression);
    }
  }

  @Test
  void row12TheLaterDeclarationInACellWins() {
    assertThat(s.eval("int x = 1; int y = x; int x = 2; x * 10 + y")).isEqualTo(21);
    assertThat(s.eval("x")).isEqualTo(2);
    assertThat(s.eval("int z = 1; String z = \"a\" + z; z")).isEqualTo("a1");
  }

  @Test
  void row13AnImportAppliesToTheWholeCell() {
    assertThat(
            s.eval(
                "var c = new AtomicInteger(3);\nimport java.util.concurrent.atomic.AtomicInteger;\nc.get()"))
        .isEqualTo(3);
    assertThat(s.eval("new AtomicInteger(4).get()")).isEqualTo(4);
    assertThat(s.eval("abs(-2);\nimport static java.lang.Math.*")).isEqualTo(2);
  }

  @Test
  void row14ModifiersAreAccepted() {
    assertThat(
            s.eval(
                "public static int f() { return 1; }\nstatic class A { int v = 2; }\nfinal int k = 3;\n"
                    + "private record P(int a) {}\nprivate static final int z = 4;\nf() + new A().v + k + new P(5).a() + z"))
        .isEqualTo(15);
    assertThat(s.eval("new P(7).a()")).isEqualTo(7);
    assertThat(s.run("k = 4;").failure().message()).contains("final");
    assertThat(s.run("final int m = 1; m = 2;").failure().message()).contains("`m` is final");
    assertThat(s.eval("int k = 5; k = 6; k")).isEqualTo(6);
  }

  @Test
  void row15EveryFinalFeatureOfTheLanguageWorks() {
    assertThat(
            s.eval(
                """
                sealed interface Shape permits Circle, Square {}
                record Circle(double r) implements Shape {}
                record Square(double side) implements Shape {}
                double area(Shape s) {
                  return switch (s) {
                    case Circle(var r) when r > 100 -> -1;
                    case Circle(var r) -> Math.PI * r * r;
                    case Square(double side) -> side * side;
                  };
                }
                """,
                "area(new Square(3)) + area(new Circle(101))"))
        .isEqualTo(8.0);
    assertThat(
            s.eval(
                "enum E { A, B { int f() { return 2; } }; int f() { return 1; } }",
                "E.A.f() + E.B.f()"))
        .isEqualTo(3);
    assertThat(
            s.eval(
                "class Box<T extends Comparable<T>> { T v; Box(T v) { this.v = v; } <R> Box<String> map(Function<T, R> f) { return new Box<>(f.apply(v).toString()); } }",
                "new Box<>(3).map(i -> i + 1).v"))
        .isEqualTo("4");
    assertThat(
            s.eval(
                "@interface Mark { int value() default 3; }",
                "@Mark(4) class M {}",
                "M.class.getSimpleName()"))
        .isEqualTo("M");
    assertThat(s.eval("class O { int v = 1; class I { int w = v + 1; } }", "new O().new I().w"))
        .isEqualTo(2);
    assertThat(s.eval("String t = \"\"\"\n  a\n    b\n  \"\"\"; t")).isEqualTo("a\n  b\n");
    assertThat(s.eval("int n = 0; for (var _ : List.of(1, 2)) { n++; } n")).isEqualTo(2);
    assertThat(s.eval("import module java.sql;", "java.sql.Types.INTEGER == Types.INTEGER"))
        .isEqualTo(true);
    assertThat(s.eval("Object o = 5; o instanceof Integer i && i > 3 ? \"yes\" : \"no\""))
        .isEqualTo("yes");
    assertThat(
            s.eval(
                "record R(int a) { R { if (a < 0) throw new IllegalArgumentException(); } }",
                "new R(1).a()"))
        .isEqualTo(1);
  }

  @Test
  void row17ACheckedExceptionNeedsNoThrows() {
    assertThat(s.run("throw new Exception(\"checked\");").failure().name())
        .isEqualTo("java.lang.Exception");
    assertThat(s.run("Files.readString(Path.of(\"/no/such\"))").failure().name())
        .isEqualTo("java.nio.file.NoSuchFileException");
  }

  @Test
  void row18ALambdaMayCaptureAVariableThatChanges() {
    assertThat(s.eval("int k = 5; Supplier<Integer> f = () -> k; k = 6; f.get()")).isEqualTo(6);
    assertThat(s.eval("k = 7;", "f.get()")).isEqualTo(7);
  }

  @Test
  void row19VarKeepsTypesThatHaveNoName() {
    assertThat(
            s.eval(
                "var p = new Object() { int a = 1; int twice() { return 2 * a; } };",
                "p.a + p.twice()"))
        .isEqualTo(3);
    Session.Ran ran =
        s.run(
            "var r = (Runnable & java.io.Serializable) () -> System.out.print(\"ran\"); r.run();");
    assertThat(ran.out()).isEqualTo("ran");
    assertThat(s.run("r.run(); java.io.Serializable t = r; t != null").value()).isEqualTo(true);
    assertThat(
            s.eval(
                "List<? extends Number> ns = List.of(1, 2);",
                "var first = ns.get(0);",
                "first.intValue()"))
        .isEqualTo(1);
    assertThat(
            s.eval(
                "var m = new HashMap<String, List<Integer>>();",
                "m.put(\"a\", new ArrayList<>());",
                "m.get(\"a\").add(3);",
                "m"))
        .hasToString("{a=[3]}");
  }

  @Test
  void row20BlocksAndLoopsArePlainStatements() {
    assertThat(
            s.eval(
                "int n = 0;\nwhile (true) { if (n++ > 10) break; }\nouter: for (;;) { for (;;) { break outer; } }\n"
                    + "try { n++; } finally { n++; }\nswitch (n) { case 14: n = 100; break; default: }\n"
                    + "synchronized (List.of()) { n++; }\n{ int local = 1; n += local; }\n;\ndo { n++; } while (n < 103);\nString s = \"\";",
                "n"))
        .isEqualTo(103);
  }

  @Test
  void row20ASwitchIsAStatementOrAValue() {
    assertThat(s.eval("int d = 2;", "switch (d) { case 1 -> \"one\"; default -> \"other\"; }"))
        .isEqualTo("other");
    assertThat(s.eval("switch (d) { case 1 -> d + 1; default -> { yield d * 10; } }"))
        .isEqualTo(20);
    assertThat(s.run("switch (d) { case 2 -> System.out.print(\"two\"); default -> {} }").out())
        .isEqualTo("two");
    assertThat(s.eval("switch (d) { case 2 -> d = 7; default -> d++; }", "d")).isEqualTo(7);
  }

  @Test
  void row21CellsOfAnySizeCompile() {
    StringBuilder lines = new StringBuilder("int total = 0;\n");
    for (int i = 0; i < 5_000; i++) {
      lines.append("total += ").append(i).append(" % 7;\n");
    }
    s.eval(lines.toString());
    assertThat(s.eval("total")).isEqualTo(14_995);

    StringBuilder array = new StringBuilder("double[] a = {");
    for (int i = 0; i < 20_000; i++) {
      array.append(i == 0 ? "" : ", ").append(i).append(".5");
    }
    s.eval(array.append("};").toString());
    assertThat(s.eval("a.length + a[19_999]")).isEqualTo(39_999.5);
    String numbers = array.substring(array.indexOf("{"), array.length() - 1);
    assertThat(s.eval("Arrays.stream(new double[] " + numbers + ").sum()"))
        .isEqualTo(200_000_000.0);

    StringBuilder body = new StringBuilder("void big(int n) {\n  int x = 0;\n");
    for (int i = 0; i < 12_000; i++) {
      body.append("  x += n * 31 + 7;\n");
    }
    Outcome.Failure failure = s.run(body.append("}").toString()).failure();
    assertThat(failure.message()).contains("line 1").contains("code too large");
  }

  @Test
  void row21BracketsNestedTooDeeplyAreOneSentence() {
    Outcome.Failure failure = s.run("Math.abs(".repeat(5_000) + "1" + ")".repeat(5_000)).failure();
    assertThat(failure.message()).contains("nested at most 1000 deep");
    assertThat(s.eval("(".repeat(200) + "7" + ")".repeat(200))).isEqualTo(7);
  }

  @Test
  void row22AnEmptyCellDoesNothing() {
    for (String cell : List.of("", "  \n\t", "// only this", "/* and\n this */")) {
      assertNothing(s.run(cell));
    }
  }

  @Test
  void row24UnicodeAndLineEndsKeepTheirColumns() {
    assertThat(s.eval("int π = 3; String größe = \"😀\"; π + größe")).isEqualTo("3😀");
    Outcome.Failure failure = s.run("String e = \"😀\"; int bad = \"x\";").failure();
    assertThat(failure.traceback().getFirst()).contains("column 27");
    failure = s.run("int ok = 1;\r\n\tint bad = \"x\";\r\n").failure();
    assertThat(failure.traceback().getFirst()).contains("line 2, column 12");
    assertThat(s.run("System.out.print(\"größe 😀\")").out()).isEqualTo("größe 😀");
  }

  @Test
  void row25AWholeSourceFileMayBePasted() {
    Session.Ran ran =
        s.run(
            "package a.b;\npublic class Main {\n  public static void main(String[] args) { System.out.println(\"main\"); }\n}\nMain.main(null);");
    assertThat(ran.out()).isEqualTo("main\n");
    assertThat(ran.err()).contains("package a.b is ignored");
    assertThat(s.run("void main() { System.out.print(\"new main\"); }\nmain()").out())
        .isEqualTo("new main");
  }

  @Test
  void row26AThousandDeclarationsInOneCell() {
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      cell.append("int v").append(i).append(" = ").append(i).append(";\n");
    }
    s.eval(cell.toString());
    assertThat(s.eval("v0 + v999")).isEqualTo(999);
  }

  @Test
  void row27AnEarlierVariableIsSeenUntilItIsDeclaredAnew() {
    assertThat(s.run("System.out.println(x); int x = 5;").failure().message())
        .contains("x is used before its declaration");
    s.eval("int x = 1;");
    assertThat(s.run("System.out.print(x); int x = 5;").out()).isEqualTo("1");
    assertThat(s.eval("x")).isEqualTo(5);
    assertThat(s.run("System.out.print(x); String x = \"now text\" + x;").out()).isEqualTo("5");
    assertThat(s.eval("x")).isEqualTo("now text5");
  }

  @Test
  void row30AMethodIsCalledFromALaterCell() {
    assertThat(s.eval("int f(int x) { return x + 1; }", "f(2)")).isEqualTo(3);
  }

  @Test
  void row31ACallFollowsARedefinition() {
    s.eval("int f(int x) { return x + 1; }", "int g() { return f(1); }");
    assertThat(s.eval("g()")).isEqualTo(2);
    assertThat(s.eval("int f(int x) { return x + 10; }", "g()")).isEqualTo(11);
    assertThat(s.eval("double f(int x) { return 0.5; }", "int g2() { return 1; }", "f(1)"))
        .isEqualTo(0.5);
  }

  @Test
  void row32AMethodWaitsForANameThatComesLater() {
    Session.Ran ran = s.run("int h() { return later(); }");
    assertThat(ran.value()).isNull();
    assertThat(ran.err()).contains("h").contains("waiting for later");
    assertThat(s.run("h()").failure().message()).contains("later");
    assertThat(s.eval("int later() { return 7; }", "h()")).isEqualTo(7);
    assertThat(s.eval("int later() { return 8; }", "h()")).isEqualTo(8);
  }

  @Test
  void row32WhatWaitsIsNotWhatItWasBefore() {
    s.eval("double mine() { return 1; }", "record Pair(int x) {}");
    Session.Ran method = s.run("double mine() { return helper(); }\ndouble result = mine();");
    assertThat(method.failure().message()).contains("mine is waiting for helper");
    Session.Ran type = s.run("record Pair(Later x) {}\nObject pair = new Pair(3);");
    assertThat(type.failure().message()).contains("Pair is waiting for Later");
    assertThat(s.eval("mine() + new Pair(2).x()"))
        .isEqualTo(3.0); // what was refused changed nothing

    assertThat(s.run("double mine() { return helper(); }\nint other = 5;\nother").value())
        .isEqualTo(5);
    assertThat(s.eval("double helper() { return 7; }", "mine()")).isEqualTo(7.0);
  }

  @Test
  void row32AMethodThatWaitsForANameOfPythonIsToldWhatJavaHasForIt() {
    Session.Ran ran =
        s.run("void show(double[] a) { for (int i = 0; i < len(a); i++) print(a[i]); }");
    assertThat(ran.value()).isNull();
    assertThat(ran.err())
        .contains("show (cell [1]) is waiting for len, print, which no cell has declared")
        .contains("\n  write `a.length`")
        .contains("\n  write `IO.println(...)`");
    assertThat(String.join("\n", s.run("show(null)").failure().traceback()))
        .contains("show is waiting for len, print, which")
        .contains("write `a.length`");
    s.eval("int len(double[] a) { return 0; }", "void print(double x) {}");
    assertThat(s.run("show(new double[0])").value()).isNull();
  }

  @Test
  void aDivisionOfPythonThatIsAComment() {
    assertThat(s.run("int half = 7 // 2").err()).contains("`//` starts a comment");
    assertThat(s.run("int n = 7;\nint half = n // 2;").err()).contains("`//` starts a comment");
    for (String plain :
        List.of(
            "int a = 7 / 2; // 3",
            "int a = 1 + n // 8",
            "n // 7",
            "var u = \"7 // 2\"",
            "// 7 // 2")) {
      assertThat(s.run(plain).err()).as(plain).isEmpty();
    }
  }

  @Test
  void row33OverloadsInDifferentCellsLiveOn() {
    s.eval(
        "String f(int x) { return \"int\"; }", "String f(String x) { return \"text \" + f(1); }");
    assertThat(s.eval("f(1) + f(\"\")")).isEqualTo("inttext int");
    s.eval("String f(int x) { return \"new \" + f(\"\").length(); }");
    assertThat(s.run("f(\"\")").failure().name()).isEqualTo("java.lang.StackOverflowError");
    assertThat(s.eval("String f(int x) { return \"third\"; }", "f(\"\")")).isEqualTo("text third");
  }

  @Test
  void row33AMethodForATypeDeclaredAnewReplacesTheOneForTheOldType() {
    s.eval("record P(int a) {}", "String f(P p) { return \"first\"; }");
    s.eval("record P(int a, int b) {}\nString f(P p) { return \"second\"; }");
    assertThat(s.eval("f(null)")).isEqualTo("second");
  }

  @Test
  void row34AnObjectOfAnOlderDefinitionIsKept() {
    s.eval("record P(int a) {}", "var p = new P(1);", "record P(int a, int b) {}");
    assertThat(s.eval("p")).hasToString("P[a=1]");
    assertThat(s.eval("new P(1, 2)")).hasToString("P[a=1, b=2]");
    assertThat(s.run("P q = p;").failure().message())
        .contains("earlier definition")
        .contains("cell [1]");
    assertThat(s.run("p.b()").failure().message())
        .contains("earlier definition")
        .contains("cell [1]");
  }

  @Test
  void row35AVariableWithAnotherTypeCompilesItsUsersAgain() {
    s.eval("int x = 2;", "String f() { return \"\" + x; }", "int g() { return x * 2; }");
    Session.Ran ran = s.run("String x = \"t\";");
    assertThat(ran.err()).contains("g (cell [3]) no longer compiles");
    assertThat(s.eval("f()")).isEqualTo("t");
    assertThat(s.run("g()").failure().message()).contains("no longer compiles");
    assertThat(s.eval("int x = 4;", "g()")).isEqualTo(8);
    assertThat(s.eval("long x = 5;", "f()")).isEqualTo("5");
  }

  @Test
  void row36ReplacedClassesAreUnloaded() throws Exception {
    String cell =
        "class Big { byte[] b = new byte[1 << 20]; int f() { return g(); } }\nint g() { return 1; }\nint use(Big b) { return b.f(); }\nvar big = new Big();\nint n = 1;\nn + use(big)";
    s.eval(cell);
    var loaded = java.lang.management.ManagementFactory.getClassLoadingMXBean();
    for (int i = 0; i < 100; i++) {
      assertThat(s.eval(cell)).isEqualTo(2);
    }
    long unloadedBefore = loaded.getUnloadedClassCount();
    for (int i = 0; i < 20 && loaded.getUnloadedClassCount() - unloadedBefore < 150; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(loaded.getUnloadedClassCount()).isGreaterThanOrEqualTo(unloadedBefore);
    int cells = 0;
    for (int i = 1; i <= 101; i++) {
      cells += s.interpreter.isLoaded(i) ? 1 : 0;
    }
    assertThat(cells).isLessThan(10);
  }

  @Test
  void row37AUsersImportWinsAndADeclaredNameBeatsBoth() {
    s.eval("import java.awt.*;");
    assertThat(s.eval("new Point(1, 2).x")).isEqualTo(1);
    assertThat(s.eval("List.class.getName()")).isEqualTo("java.awt.List");
    s.eval("import java.util.List;");
    assertThat(s.eval("List.of(1).size()")).isEqualTo(1);
    assertThat(s.eval("class List { int own = 3; }", "new List().own")).isEqualTo(3);
  }

  @Test
  void row38TheDefaultImports() {
    assertThat(
            s.eval(
                "Object[] all = {List.of(), (Function<Integer, Integer>) i -> i, Stream.of(1), BigInteger.ONE,"
                    + " new StringReader(\"\"), Path.of(\".\"), URI.create(\"a:b\"), Duration.ZERO,"
                    + " new ConcurrentHashMap<>(), Pattern.compile(\"a\"), Preferences.class}; all.length"))
        .isEqualTo(11);
  }

  @Test
  void row39ADeclaredNameShadowsALibraryClass() {
    assertThat(s.eval("class List { int n = 2; }", "new List().n")).isEqualTo(2);
    assertThat(s.eval("class String { int n = 3; }", "new String().n")).isEqualTo(3);
  }

  @Test
  void row40VariablesMethodsAndTypesAreNameSpacesOfTheirOwn() {
    s.eval("int thing = 1;", "int thing() { return 2; }", "class thing { int v = 3; }");
    assertThat(s.eval("thing + thing() + new thing().v")).isEqualTo(6);
  }

  @Test
  void row41AnOldObjectCallsTheNewMethod() {
    s.eval("int f() { return 1; }", "class A { int m() { return f(); } }", "var a = new A();");
    assertThat(s.eval("a.m()")).isEqualTo(1);
    assertThat(s.eval("int f() { return 2; }", "a.m()")).isEqualTo(2);
    assertThat(s.eval("a instanceof A")).isEqualTo(true);
  }

  @Test
  void row41AnOldObjectWhoseMethodHasAnotherTypeNowSaysSo() {
    s.eval("int f() { return 1; }", "class A { int m() { return f(); } }", "var a = new A();");
    s.eval("String f() { return \"text\"; }");
    Outcome.Failure failure = s.run("a.m()").failure();
    assertThat(failure.name()).isEqualTo("CellError");
    assertThat(failure.message()).contains("f was declared anew").contains("another type");
    assertThat(String.join("\n", failure.traceback())).contains("A.m (cell [2], line 1)");
  }

  @Test
  void row42AClassWaitsForOneThatComesLater() {
    assertThat(s.run("class A { B b; int v = 1; }").err()).contains("waiting for B");
    assertThat(s.eval("class B {}", "new A().v")).isEqualTo(1);
    s.eval("sealed interface S permits X, Y {}");
    assertThat(
            s.eval(
                "record X() implements S {}\nrecord Y() implements S {}",
                "S v = new Y();",
                "switch (v) { case X x -> System.out.print(1); case Y y -> System.out.print(2); }"))
        .isNull();
  }

  @Test
  void row43AVariableMayBeDeclaredFromItself() {
    assertThat(s.eval("int x = 5;", "int x = x + 1;", "x")).isEqualTo(6);
    assertThat(s.eval("var x = x + 0.5;", "x")).isEqualTo(6.5);
    assertThat(s.eval("var x = x + 1;", "x")).isEqualTo(7.5);
  }

  @Test
  void row44AVariableWhoseInitialiserFailsHasItsDefaultValue() {
    assertThat(s.run("int z = 1 / 0;").failure().name()).isEqualTo("java.lang.ArithmeticException");
    assertThat(s.eval("z")).isEqualTo(0);
  }

  @Test
  void row45AConstantMayBeDeclaredAnew() {
    s.eval("final int K = 3;", "int f() { return K; }");
    assertThat(s.eval("f()")).isEqualTo(3);
    assertThat(s.eval("final int K = 5;", "f()")).isEqualTo(5);
  }

  @Test
  void row45AConstantServesAsACaseLabelAlsoFromAnEarlierCell() {
    assertThat(
            s.eval(
                "final int ONE = 1; final String A = \"a\";\nint n = 1;\nswitch (n) { case ONE: n = 10; break; default: n = 20; }",
                "n"))
        .isEqualTo(10);
    s.eval(
        "String name(int v) { return switch (v) { case ONE -> \"one\"; default -> \"other\"; }; }");
    assertThat(s.eval("name(1) + name(2)")).isEqualTo("oneother");
    assertThat(s.eval("switch (\"a\") { case A -> \"yes\"; default -> \"no\"; }")).isEqualTo("yes");
    assertThat(s.eval("final int ONE = 2;", "name(1) + name(2)")).isEqualTo("otherone");
    assertThat(s.eval("ONE")).isEqualTo(2);
    assertThat(s.run("ONE = 3;").failure().message()).contains("final");
  }

  @Test
  void row46MembersAreAccessibleAsInOneSourceFile() {
    s.eval(
        "class Base { int open = 1; protected int guarded() { return 2; } void plain() {} private static class Inner { int v = 3; } }");
    assertThat(s.eval("var b = new Base(); b.plain(); b.open + b.guarded() + new Base.Inner().v"))
        .isEqualTo(6);
    assertThat(
            s.eval(
                "class Sub extends Base { protected int guarded() { return 20; } }",
                "new Sub().guarded()"))
        .isEqualTo(20);
    assertThat(
            s.eval(
                "abstract class T { abstract int area(); }",
                "class U extends T { int area() { return 4; } }",
                "T t = new U(); t.area()"))
        .isEqualTo(4);
  }
}
