package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One long session of hostile cells, each stopped after a second: what must hold after each of
 * them, and what the session's own variables must still be.
 */
final class Fuzzing implements AutoCloseable {
  private static final long GUARD_MILLIS = 1_000;

  private static final Pattern PLACE =
      Pattern.compile("cell \\[(-?\\d+)], line (-?\\d+)(?:, column (-?\\d+))?");
  private static final List<String> INSIDES =
      List.of("peaberry.kernel", "com.sun.tools.javac", "jdk.compiler");

  private final Session session = new Session();
  private final ScheduledExecutorService guard =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Map<Integer, String> cells = new HashMap<>();
  private boolean guarded;

  /** Declares the variables that no hostile cell can name. */
  void declareKept() {
    Object value =
        eval(
            """
            int keptNumber = 42;
            String keptText = "kept";
            double[] keptArray = {1, 2, 3};
            var keptList = new java.util.ArrayList<String>(java.util.List.of("a"));
            final long KEPT = 1L << 40;
            record KeptPair(int a, String b) {}
            KeptPair keptPair = new KeptPair(1, "one");
            java.util.function.IntUnaryOperator keptLambda = i -> i + keptNumber;
            int keptMethod(int i) { return i * 2 + keptNumber; }
            keptNumber
            """);
    assertThat(value).isEqualTo(42);
  }

  /** Declared values, and what was compiled to use them, are as they were. */
  void checkKept() {
    assertThat(eval("keptNumber")).isEqualTo(42);
    assertThat(eval("keptText")).isEqualTo("kept");
    assertThat(eval("keptArray")).isEqualTo(new double[] {1, 2, 3});
    assertThat(eval("keptList")).isEqualTo(List.of("a"));
    assertThat(eval("KEPT")).isEqualTo(1L << 40);
    assertThat(eval("keptPair.b()")).isEqualTo("one");
    assertThat(eval("keptLambda.applyAsInt(1)")).isEqualTo(43);
    assertThat(eval("keptMethod(4)")).isEqualTo(50);
  }

  private Object eval(String cell) {
    cells.put(cells.size() + 1, cell);
    return session.run(cell).value();
  }

  /** Runs a cell and asks whether it is complete; both must give a sound answer. */
  Outcome survives(String cell) {
    assertThat(session.interpreter.completeness(cell)).isNotNull();
    cells.put(cells.size() + 1, cell);
    Session.Ran ran;
    ScheduledFuture<?> stop = guard.schedule(this::stop, GUARD_MILLIS, TimeUnit.MILLISECONDS);
    guarded(true);
    try {
      ran = session.run(cell);
    } finally {
      guarded(false);
      stop.cancel(false);
    }
    assertThat(ran.outcome()).isNotNull();
    noInsides(ran.err());
    if (ran.outcome() instanceof Outcome.Failure failure) {
      check(failure);
    }
    return ran.outcome();
  }

  private synchronized void guarded(boolean now) {
    guarded = now;
  }

  private synchronized void stop() {
    if (guarded) {
      session.interpreter.interrupt();
    }
  }

  private void check(Outcome.Failure failure) {
    assertThat(failure.name()).isNotBlank();
    assertThat(failure.message()).isNotNull();
    assertThat(failure.traceback()).isNotEmpty();
    assertThat(failure.traceback().getFirst()).isNotBlank();
    assertThat(failure.message()).doesNotContain("could not cope");
    noInsides(failure.name());
    noInsides(failure.message());
    failure.traceback().forEach(Fuzzing::noInsides);
    if (failure.name().equals("CompilationError") || failure.interrupted()) {
      assertThat(failure.message()).isNotBlank();
      checkPlaces(failure.message());
    }
    failure.traceback().forEach(this::checkPlaces);
  }

  private static void noInsides(String text) {
    for (String inside : INSIDES) {
      assertThat(text).doesNotContain(inside);
    }
  }

  /** Each place that is named is one of a cell that was run. */
  private void checkPlaces(String text) {
    Matcher place = PLACE.matcher(text.replaceAll("\u001b\\[[0-9;]*m", ""));
    while (place.find()) {
      String code = cells.get(Integer.parseInt(place.group(1)));
      assertThat(code).as("the cell of %s", text).isNotNull();
      String[] lines = code.split("\n", -1);
      int line = Integer.parseInt(place.group(2));
      assertThat(line).as("the line in %s", text).isBetween(1, lines.length);
      if (place.group(3) != null) {
        String told = lines[line - 1];
        assertThat(Integer.parseInt(place.group(3)))
            .as("the column in %s", text)
            .isBetween(1, told.codePointCount(0, told.length()) + 1);
      }
    }
  }

  @Override
  public void close() {
    guard.shutdownNow();
    session.close();
  }
}
