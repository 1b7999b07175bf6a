package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Section 3 of the cell language, as far as it needs no front end; tests are named by row. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunningTest {
  private Session s;

  @BeforeEach
  void open() {
    s = new Session();
  }

  @AfterEach
  void close() {
    s.close();
  }

  /** Runs a cell and interrupts it as soon as it has printed something. */
  private Session.Ran interrupted(String cell) throws Exception {
    Session.Recorder console = new Session.Recorder();
    var running =
        CompletableFuture.supplyAsync(() -> s.run(cell, console), Thread::startVirtualThread);
    while (console.out.isEmpty() && !running.isDone()) {
      Thread.sleep(1);
    }
    s.interpreter.interrupt();
    return running.get(30, TimeUnit.SECONDS);
  }

  private void assertStops(String loop) throws Exception {
    Session.Ran ran = interrupted("System.out.println(\"started\"); System.out.flush();\n" + loop);
    assertThat(ran.failure().name()).isEqualTo("KeyboardInterrupt");
    assertThat(ran.failure().interrupted()).isTrue();
    assertThat(ran.failure().message()).doesNotContain("background");
    assertThat(s.eval("kept + 1")).isEqualTo(42);
  }

  @Test
  void row50OutputOfACellIsCompleteAndInOrder() {
    Session.Ran ran =
        s.run(
            "for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);\nSystem.err.print(\"e\");");
    assertThat(ran.out().lines().count()).isEqualTo(100_000);
    assertThat(ran.out()).startsWith("line 0\nline 1\n").endsWith("line 99999\n");
    assertThat(ran.err()).isEqualTo("e");
  }

  @Test
  void row51OutputOfAThreadGoesToTheCellThatStartedIt() throws Exception {
    Session.Ran first =
        s.run(
            "var go = new CountDownLatch(1);\nvar t = new Thread(() -> { try { go.await(); } catch (InterruptedException e) {} System.out.print(\"from the first\"); });\nt.start();");
    Session.Ran second = s.run("go.countDown(); t.join(); System.out.print(\"from the second\");");
    assertThat(first.out()).isEqualTo("from the first");
    assertThat(second.out()).isEqualTo("from the second");
    Session.Ran parallel =
        s.run("IntStream.range(0, 200).parallel().forEach(i -> System.out.println(i));");
    assertThat(parallel.out().lines().count()).isEqualTo(200);
    parallel = s.run("IntStream.range(0, 200).parallel().forEach(i -> System.out.println(i));");
    assertThat(parallel.out().lines().count()).isEqualTo(200);
    Session.Ran virtual =
        s.run("Thread.startVirtualThread(() -> System.out.print(\"virtual\")).join();");
    assertThat(virtual.out()).isEqualTo("virtual");
  }

  @Test
  void row52AnInterruptStopsEveryKindOfLoop() throws Exception {
    s.eval("int kept = 41;");
    s.eval(
        "void forEver() { while (true) {} }",
        "long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }");
    for (String loop :
        List.of(
            "while (true) {}",
            "for (;;) { kept = kept; }",
            "Thread.sleep(1_000_000);",
            "new CountDownLatch(1).await();",
            "forEver();",
            "fib(90);",
            "while (true) { try { Thread.sleep(10); } catch (Throwable t) { } }",
            "while (true) { try { while (true) {} } catch (Throwable t) { } finally { kept = 41; } }",
            "while (true) { try { fib(90); } finally { continue; } }",
            "synchronized (List.of()) { while (true) {} }",
            "Stream.iterate(1, i -> i + 1).forEach(i -> {});",
            "IntStream.iterate(1, i -> 1).forEach(i -> {});",
            "IntStream.range(0, 100).parallel().forEach(i -> { while (true) {} });",
            "new java.io.PipedInputStream(new java.io.PipedOutputStream()).read();")) {
      assertStops(loop);
    }
  }

  @Test
  void row52AnInterruptWhileIdleDoesNothing() {
    s.interpreter.interrupt();
    assertThat(s.eval("int n = 0; for (int i = 0; i < 1_000; i++) n++; n")).isEqualTo(1_000);
  }

  @Test
  void row52NoThreadOfTheCellBurnsOn() throws Exception {
    s.eval("int kept = 41;");
    assertStops(
        "var burner = new Thread(() -> { while (true) {} }); burner.start(); while (true) {}");
    Thread burner = (Thread) s.eval("burner");
    burner.join(10_000);
    assertThat(burner.isAlive()).isFalse();
  }

  @Test
  void row53ALibraryThatTakesNoNoticeIsLeftBehind() throws Exception {
    s.eval("int kept = 41;");
    Session.Ran ran =
        interrupted(
            "System.out.println(\"started\"); System.out.flush(); peaberry.kernel.display.MimeBundle.text(\"x\");"
                + " new java.math.BigInteger(\"7\").pow(400_000_000).bitLength()");
    assertThat(ran.failure().interrupted()).isTrue();
    assertThat(ran.failure().message()).contains("busy in the background");
    assertThat(s.eval("kept + 1")).isEqualTo(42);
  }

  @Test
  void row54ExitIsAskedForButTheKernelLives() {
    Outcome.Failure failure = s.run("System.exit(3);").failure();
    assertThat(failure.name()).isEqualTo("SystemExit");
    assertThat(failure.message()).contains("exit(3)");
    assertThat(s.run("Runtime.getRuntime().halt(4);").failure().message()).contains("exit(4)");
    assertThat(s.run("void quit() { System.exit(5); }\nquit();").failure().message())
        .contains("exit(5)");
    assertThat(s.eval("1")).isEqualTo(1);
  }

  @Test
  void row55ErrorsAreReportedAndTheKernelGoesOn() {
    s.eval("int kept = 41;");
    assertThat(s.run("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)").failure().name())
        .isEqualTo("java.lang.StackOverflowError");
    assertThat(
            s.run("var l = new ArrayList<long[]>(); while (true) l.add(new long[100_000_000]);")
                .failure()
                .name())
        .isEqualTo("java.lang.OutOfMemoryError");
    s.eval("l = null;");
    Outcome.Failure failure = s.run("class Bad { static int v = 1 / 0; }\nBad.v").failure();
    assertThat(failure.name()).isEqualTo("java.lang.ExceptionInInitializerError");
    assertThat(String.join("\n", failure.traceback())).contains("Caused by").contains("/ by zero");
    Session.Ran ran =
        s.run(
            "var t = new Thread(() -> { throw new IllegalStateException(\"in a thread\"); }); t.start(); t.join();");
    assertThat(ran.err()).contains("IllegalStateException").contains("in a thread");
    assertThat(s.eval("kept + 1")).isEqualTo(42);
  }

  @Test
  void row56InputAsksTheFrontEnd() {
    Session.Recorder console = new Session.Recorder();
    console.input.addAll(List.of("first", "12", "größe"));
    assertThat(
            s.run(
                    "var in = new Scanner(System.in);\nString a = in.nextLine();\nint b = in.nextInt(); in.nextLine();\na + b + in.nextLine()",
                    console)
                .value())
        .isEqualTo("first12größe");
    assertThat(
            s.run("new BufferedReader(new InputStreamReader(System.in)).readLine()")
                .failure()
                .message())
        .contains("takes no input");
  }

  @Test
  void anAssertionOfACellIsChecked() {
    s.run("int x = 8;");
    Outcome.Failure failure = s.run("assert x > 0;\nassert x == 3 : \"x is \" + x;").failure();
    assertThat(failure.name()).isEqualTo("java.lang.AssertionError");
    assertThat(failure.message()).isEqualTo("x is 8");
    assertThat(String.join("\n", failure.traceback())).contains("cell [2], line 2");
  }

  @Test
  void row59CausesAndSuppressedExceptionsAreShown() {
    Outcome.Failure failure =
        s.run(
                "void inner() { throw new IllegalStateException(\"deep\"); }\n"
                    + "void outer() {\n  try { inner(); } catch (Exception e) {\n    var x = new RuntimeException(\"top\", e);\n    x.addSuppressed(new Exception(\"aside\"));\n    throw x;\n  }\n}\nouter();")
            .failure();
    String text = String.join("\n", failure.traceback());
    assertThat(text)
        .contains("RuntimeException")
        .contains("top")
        .contains("Caused by")
        .contains("deep")
        .contains("Suppressed")
        .contains("aside")
        .contains("inner (cell [1], line 1)")
        .contains("outer (cell [1], line 4)")
        .doesNotContain("peaberry.kernel");
  }

  @Test
  void row59APrintedStackTraceEndsWhereTheCellBegins() {
    Session.Ran ran =
        s.run(
            "int f(int n) { return 1 / n; }\ntry { f(0); } catch (ArithmeticException e) { e.printStackTrace(); }");
    assertThat(ran.err())
        .contains("/ by zero")
        .contains("cell [1]:1")
        .contains("cell [1]:2")
        .doesNotContain("peaberry")
        .doesNotContain("reflect");
  }

  @Test
  void row56APromptIsGivenToWhoIsAskedAndNotPrinted() {
    Session.Recorder console = new Session.Recorder();
    console.input.addAll(List.of("Ada", "36"));
    assertThat(s.run("IO.readln(\"name? \") + IO.readln()", console).value()).isEqualTo("Ada36");
    assertThat(console.prompts).containsExactly("name? ", "");
    assertThat(console.out.toString()).isEmpty();
  }

  @Test
  void row59AMessageNamesVariablesAsTheUserDoes() {
    assertThat(s.run("String name = null;\nname.length()").failure().message())
        .contains("because \"name\" is null");
    assertThat(s.run("class Box {}\n(Box) (Object) \"text\"").failure().message())
        .contains("cannot be cast to class Box");
  }

  @Test
  void row60WhatACellDoesToTheProcessIsPutBack() {
    s.run("System.out.close(); System.err.close(); System.in.close();");
    assertThat(s.run("System.out.print(\"a\")").out()).isEqualTo("a");
    s.run("System.setOut(null); System.setErr(null); System.setIn(null);");
    Session.Ran ran = s.run("System.out.print(\"b\"); System.err.print(\"c\");");
    assertThat(ran.out() + ran.err()).isEqualTo("bc");
    s.run(
        "Locale.setDefault(Locale.GERMANY); TimeZone.setDefault(TimeZone.getTimeZone(\"Asia/Tokyo\")); Thread.currentThread().setContextClassLoader(null);");
    assertThat(s.eval("Locale.getDefault().equals(Locale.GERMANY)")).isEqualTo(false);
    assertThat(s.eval("TimeZone.getDefault().getID().equals(\"Asia/Tokyo\")")).isEqualTo(false);
    assertThat(s.eval("Thread.currentThread().getContextClassLoader() == null")).isEqualTo(false);
  }

  @Test
  void row61AnInterruptDuringCompilationIsNotLost() throws Exception {
    StringBuilder cell = new StringBuilder("int runs = 0;\n");
    for (int i = 0; i < 3_000; i++) {
      cell.append("runs += ").append(i).append(";\n");
    }
    Session.Recorder console = new Session.Recorder();
    var running =
        CompletableFuture.supplyAsync(
            () -> s.run(cell.append("while (true) {}").toString(), console),
            Thread::startVirtualThread);
    while (!s.interpreter.busy()) {
      Thread.sleep(1);
    }
    s.interpreter.interrupt();
    assertThat(running.get(30, TimeUnit.SECONDS).failure().interrupted()).isTrue();
    assertThat(s.eval("1 + 1")).isEqualTo(2);
  }

  @Test
  void row59ACauseLeavesOutTheFramesItSharesWithWhatItCaused() {
    String text =
        String.join(
            "\n",
            s.run(
                    """
                    void a() { throw new IllegalStateException("inner"); }
                    void b() {
                      try { a(); }
                      catch (Exception e) { throw new RuntimeException("outer", e); }
                    }
                    void c() { b(); }
                    void d() { c(); }
                    d();
                    """)
                .failure()
                .traceback());
    String cause = text.substring(text.indexOf("Caused by"));
    assertThat(cause).contains("a (cell [1], line 1)").contains("b (cell [1], line 3)");
    assertThat(cause).endsWith("... and on as above").doesNotContain("d (cell");
    assertThat(text).contains("d (cell [1], line 7)");
  }
}
