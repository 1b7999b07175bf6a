package peaberry.kernel.magic;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import peaberry.kernel.cell.Outcome;

/**
 * {@code %time code} and {@code %%time}: runs Java and says how long it took, how much of that was
 * its compilation, and the processor time that the whole kernel used meanwhile.
 */
public final class TimeMagic implements LineMagic, CellMagic {

  @Override
  public String name() {
    return "time";
  }

  @Override
  public String summary() {
    return "runs Java and says how long it took";
  }

  @Override
  public String help() {
    return """
        %time code
        %%time         for the rest of the cell
        Runs Java once and says how long it took, how much of that was its compilation, and the
        processor time that the whole kernel used meanwhile. %timeit measures more exactly.""";
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public boolean takesJava() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    return time(arguments, context);
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) {
    if (!arguments.isEmpty()) {
      throw new MagicException("expected nothing after %%time, got: " + arguments);
    }
    return time(body, context);
  }

  private static Outcome time(String code, MagicContext context) {
    if (code.isBlank()) {
      throw new MagicException("expected Java to run after %time, got nothing");
    }
    long cpu = cpuNanos();
    long compiling = context.compileNanos();
    long start = System.nanoTime();
    Outcome outcome = context.java(code);
    long wall = System.nanoTime() - start;
    compiling = context.compileNanos() - compiling;
    cpu = cpuNanos() - cpu;
    context
        .console()
        .out(
            "CPU time: %s, wall time: %s, of which compiling: %s\n"
                .formatted(text(cpu), text(wall), text(compiling)));
    return outcome;
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  /** A duration with three digits or so. */
  static String text(long nanos) {
    if (nanos < 1_000_000) {
      return nanos / 1000 + " µs";
    }
    double seconds = nanos / 1e9;
    return nanos < 1_000_000_000L
        ? String.format(Locale.ROOT, "%.3g ms", seconds * 1000)
        : String.format(Locale.ROOT, "%.3g s", seconds);
  }
}
