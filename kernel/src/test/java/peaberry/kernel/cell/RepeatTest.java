package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code that is compiled once and run as often as somebody likes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RepeatTest {
  private Session s;
  private final List<Object> values = new ArrayList<>();

  @BeforeEach
  void open() {
    s = new Session();
  }

  @AfterEach
  void close() {
    s.close();
  }

  private Outcome threeTimes(String code) {
    return s.interpreter.repeat(
        new Cell(9, code, true, ""),
        new Session.Recorder(),
        body -> {
          for (int i = 0; i < 3; i++) {
            values.add((Object) body.invokeExact());
          }
        });
  }

  @Test
  void theValueOfTheLastExpressionIsReturnedEachTime() {
    s.eval("int n = 0;");
    assertThat(threeTimes("int before = n;\nn++;\nbefore * 10")).isEqualTo(new Outcome.Nothing());
    assertThat(values).containsExactly(0, 10, 20);
    assertThat(s.eval("n")).isEqualTo(3);
  }

  @Test
  void whatHasNoValueReturnsNull() {
    for (String code : List.of("System.out.println();", "int x = 1;", "for (;;) break;", "")) {
      assertThat(threeTimes(code)).as(code).isEqualTo(new Outcome.Nothing());
    }
    assertThat(values).hasSize(12).containsOnlyNulls();
  }

  @Test
  void variablesAreItsOwnAndHideThoseOfTheNotebook() {
    s.eval("String x = \"kept\";");
    threeTimes("int x = 1; x += 2; final var y = x; x + y");
    assertThat(values).containsExactly(6, 6, 6);
    assertThat(s.eval("x")).isEqualTo("kept");
    assertThat(s.interpreter.names().variables()).extracting(Variable::name).containsExactly("x");
  }

  @Test
  void anErrorOfTheCompilerNamesItsLine() {
    assertThat(threeTimes("\nint x = 1;\nx + nonsuch"))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.message()).contains("line 3").contains("nonsuch"));
    assertThat(values).isEmpty();
  }

  @Test
  void whatTheCodeThrowsIsTheCellsFailure() {
    assertThat(threeTimes("int x = 0;\n1 / x"))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure ->
                assertThat(String.join("\n", failure.traceback()))
                    .contains("java.lang.ArithmeticException")
                    .contains("line 2")
                    .doesNotContain("peaberry"));
  }

  @Test
  void anInterruptStopsIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    var running =
        CompletableFuture.supplyAsync(
            () ->
                s.interpreter.repeat(
                    new Cell(1, "while (true) {}", true, ""),
                    new Session.Recorder(),
                    body -> {
                      begun.countDown();
                      values.add((Object) body.invokeExact());
                    }),
            Thread::startVirtualThread);
    begun.await();
    s.interpreter.interrupt();
    assertThat(running.get())
        .isInstanceOfSatisfying(
            Outcome.Failure.class, failure -> assertThat(failure.interrupted()).isTrue());
    assertThat(s.eval("1 + 1")).isEqualTo(2);
  }
}
