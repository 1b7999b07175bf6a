package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private final AtomicLong calls = new AtomicLong();

  private MethodHandle body() throws ReflectiveOperationException {
    return MethodHandles.lookup()
        .findVirtual(AtomicLong.class, "incrementAndGet", MethodType.methodType(long.class))
        .bindTo(calls)
        .asType(MethodType.methodType(Object.class));
  }

  @Test
  void loopsAndRepeatsAreThoseThatWereAskedFor() throws Throwable {
    Stopwatch watch = new Stopwatch(3, 4);
    watch.repeat(body());
    assertThat(watch.result())
        .contains("mean ± std. dev. of 4 runs, 3 loops each")
        .contains("best");
    assertThat(calls.get()).isGreaterThan(12);
  }

  @Test
  void loopsAreFoundThatFillAWhile() throws Throwable {
    Stopwatch watch = new Stopwatch(0, 1);
    watch.repeat(body());
    assertThat(watch.result()).containsPattern("of 1 runs, [125][0,]+ loops each");
  }

  @Test
  void figuresHaveThreeDigitsAndAUnit() {
    assertThat(Stopwatch.text(0)).isEqualTo("0.00 ns");
    assertThat(Stopwatch.text(4.567)).isEqualTo("4.57 ns");
    assertThat(Stopwatch.text(99.96)).isEqualTo("100 ns");
    assertThat(Stopwatch.text(999.6)).isEqualTo("1.00 µs");
    assertThat(Stopwatch.text(12_340_000)).isEqualTo("12.3 ms");
    assertThat(Stopwatch.text(98.7e9)).isEqualTo("98.7 s");
  }
}
