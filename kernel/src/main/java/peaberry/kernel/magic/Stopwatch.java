package peaberry.kernel.magic;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Locale;
import peaberry.kernel.cell.Repeater;

/**
 * Measures code that is run in a loop.
 *
 * <p>The loop calls the code through a method handle that the just-in-time compiler cannot look
 * through: so each turn runs all of it, nothing is moved out of the loop, and what it returns must
 * have been computed. The price is the call, a few nanoseconds a turn.
 */
final class Stopwatch implements Repeater {
  private static final long WARM_UP_NANOS = 500_000_000;
  private static final long REPEAT_NANOS = 200_000_000;
  private static final long STRIDE_NANOS = 50_000_000;

  private final int repeats;
  private long loops;

  /** How many turns run without a look at whether the user has stopped them. */
  private long stride = 1;

  private long warmUp;
  private double[] times;

  /** What the code returned last: the loop must not end before it is there. */
  private Object consumed;

  /**
   * @param loops turns of a loop; 0 for as many as fill a fifth of a second
   */
  Stopwatch(int loops, int repeats) {
    this.loops = loops;
    this.repeats = repeats;
  }

  @Override
  public void repeat(MethodHandle body) throws Throwable {
    long turns = 1;
    long last = nanos(body, turns);
    warmUp = last;
    while (warmUp < WARM_UP_NANOS) {
      turns = last * 10 < REPEAT_NANOS ? turns * 10 : turns;
      last = nanos(body, turns);
      warmUp += last;
    }
    if (loops == 0) {
      loops = fitting(turns, last);
    }
    times = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      times[i] = (double) nanos(body, loops) / loops;
    }
  }

  /** The least 1, 2 or 5 times a power of ten that takes long enough. */
  private static long fitting(long turns, long nanos) {
    double each = Math.max(0.1, (double) nanos / turns);
    for (long power = 1; ; power *= 10) {
      for (long loops : new long[] {power, 2 * power, 5 * power}) {
        if (loops * each >= REPEAT_NANOS) {
          return loops;
        }
      }
    }
  }

  private long nanos(MethodHandle body, long turns) throws Throwable {
    long start = System.nanoTime();
    for (long done = 0; done < turns; done += stride) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      consumed = run(body, Math.min(stride, turns - done));
    }
    long nanos = System.nanoTime() - start;
    stride = Math.max(1, turns * STRIDE_NANOS / Math.max(1, nanos));
    return nanos;
  }

  private static Object run(MethodHandle body, long turns) throws Throwable {
    Object value = null;
    for (long i = 0; i < turns; i++) {
      value = (Object) body.invokeExact();
    }
    return value;
  }

  /** The figures in a sentence or two. */
  String result() {
    double mean = Arrays.stream(times).average().orElseThrow();
    double squares = Arrays.stream(times).map(time -> (time - mean) * (time - mean)).sum();
    double best = Arrays.stream(times).min().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s ± %s per loop (mean ± std. dev. of %d runs, %,d loops each); best %s%n"
            + "after %s of warm-up, in which the JVM compiles what is hot",
        text(mean),
        text(Math.sqrt(squares / times.length)),
        repeats,
        loops,
        text(best),
        text(warmUp));
  }

  /** A duration with three digits. */
  static String text(double nanos) {
    double value = nanos;
    for (String unit : new String[] {"ns", "µs", "ms"}) {
      if (value < 999.5) {
        return number(value) + " " + unit;
      }
      value /= 1000;
    }
    return number(value) + " s";
  }

  private static String number(double value) {
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
