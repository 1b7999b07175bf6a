package peaberry.kernel.magic;

import java.util.List;
import peaberry.kernel.cell.Outcome;

/** {@code %timeit} and {@code %%timeit}: how long Java takes, once the JVM has warmed up to it. */
public final class TimeitMagic implements LineMagic, CellMagic {
  private static final int REPEATS = 7;

  @Override
  public String name() {
    return "timeit";
  }

  @Override
  public String summary() {
    return "measures how long Java takes when it is run many times";
  }

  @Override
  public String help() {
    return """
        %timeit [-n loops] [-r repeats] code
        %%timeit [-n loops] [-r repeats]       for the rest of the cell
        Compiles the code once, runs it for half a second so that the JVM has compiled what is hot,
        then measures 7 times (-r) as many runs in a loop (-n) as fill 0.2 s or more.
        The code is a method's body: its variables are its own, and those of the notebook can be used
        and changed. The value of its last expression is consumed, so the JVM must compute it; what
        has no effect before that may be left out by the JVM, as in any program.
        About 3 ns of each run are the call itself.""";
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return Words.matching(List.of("-n", "-r"), arguments, cursor);
  }

  @Override
  public boolean takesJava() {
    return true;
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    Arguments parsed = Arguments.of(arguments, "%timeit", "", "nr");
    return time(parsed, parsed.rest(), parsed.restStart(), context);
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) {
    Arguments parsed = Arguments.of(arguments, "%%timeit", "", "nr");
    Arguments.none(parsed.rest(), "the options of %%timeit");
    return time(parsed, body, 0, context);
  }

  private static Outcome time(Arguments options, String code, int column, MagicContext context) {
    if (code.isBlank()) {
      throw new MagicException("expected Java to run after %timeit, got nothing");
    }
    Stopwatch watch =
        new Stopwatch(
            options.number('n', 0, Integer.MAX_VALUE), options.number('r', REPEATS, 10_000));
    Outcome outcome = context.repeat(code, column, watch);
    if (!(outcome instanceof Outcome.Failure)) {
      context.console().out(watch.result() + "\n");
    }
    return outcome;
  }
}
