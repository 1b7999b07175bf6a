package peaberry.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import peaberry.kernel.cell.Cell;
import peaberry.kernel.cell.Completeness;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Importable;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.cell.Libraries;
import peaberry.kernel.cell.Names;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.cell.Repeater;
import peaberry.kernel.cell.Sketch;
import peaberry.kernel.magic.Magics;

class ExecutionTest {

  /** Notes the cells it is given, and takes the word after {@code value} for their value. */
  private static final class Noting implements Interpreter {
    @Override
    public <T> Optional<T> sketch(String code, Function<Sketch, T> reader) {
      return Optional.empty();
    }

    @Override
    public Importable importable() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean knows(String name) {
      return false;
    }

    @Override
    public <T> T call(Console console, java.util.concurrent.Callable<T> task) throws Exception {
      return task.call();
    }

    private final List<Cell> cells = new ArrayList<>();

    @Override
    public Outcome run(Cell cell, Console console) {
      cells.add(cell);
      String code = cell.code().strip();
      if (code.startsWith("fail")) {
        return new Outcome.Failure("E", "", List.of(), false);
      }
      return code.startsWith("value")
          ? new Outcome.Value(code.substring(6))
          : new Outcome.Nothing();
    }

    @Override
    public Outcome repeat(Cell cell, Console console, Repeater repeater) {
      return run(cell, console);
    }

    @Override
    public Names names() {
      return null;
    }

    @Override
    public long compileNanos() {
      return 0;
    }

    @Override
    public Outcome run(Runnable code, Console console) {
      throw new UnsupportedOperationException("expected a cell");
    }

    @Override
    public Outcome runHere(Runnable code, Console console) {
      throw new UnsupportedOperationException("expected a cell");
    }

    @Override
    public void interrupt() {}

    @Override
    public Completeness completeness(String code) {
      return new Completeness.Complete();
    }

    @Override
    public Console current() {
      return null;
    }

    @Override
    public Libraries libraries() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private final Noting interpreter = new Noting();
  private final Execution execution =
      new Execution(7, "", null, interpreter, new Magics(), List::of);

  @Test
  void aCellWithoutMagicsReachesTheInterpreterWhole() {
    assertThat(execution.run("value 1")).isEqualTo(new Outcome.Value("1"));
    assertThat(interpreter.cells).containsExactly(new Cell(7, "value 1"));
  }

  @Test
  void anUnknownMagicStopsTheCellBeforeAnyOfItRuns() {
    Outcome outcome = execution.run("value 1;\n%nonsuch\nvalue 2");
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    assertThat(((Outcome.Failure) outcome).message()).contains("%nonsuch");
    assertThat(interpreter.cells).isEmpty();
  }

  @Test
  void anInterruptBeforeTheStartIsNotLost() {
    execution.interrupt();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(execution.run("value 1")).isInstanceOf(Outcome.Failure.class);
    assertThat(interpreter.cells).isEmpty();
  }

  @Test
  void expressionsAreNotCounted() {
    execution.evaluate("value 3");
    assertThat(interpreter.cells).containsExactly(new Cell(0, "value 3"));
  }

  @Test
  void aDefectOfTheInterpreterBecomesTheCellsFailure() {
    Execution broken = new Execution(1, "", null, null, new Magics(), List::of);
    assertThat(broken.run("x")).isInstanceOf(Outcome.Failure.class);
  }
}
