package peaberry.kernel.cell;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A notebook without Jupyter: runs cells in order and keeps what they print. */
final class Session implements AutoCloseable {
  final JavaInterpreter interpreter;
  private int count;

  Session() {
    JavaInterpreter.Options defaults = JavaInterpreter.Options.defaults();
    List<String> imports = new ArrayList<>(defaults.defaultImports());
    imports.removeIf(i -> i.contains("Display"));
    this.interpreter =
        JavaInterpreter.create(
            new JavaInterpreter.Options(defaults.classPath(), List.of(), imports, false));
  }

  /** What a cell printed and what became of it. */
  record Ran(Outcome outcome, Recorder console) {
    Object value() {
      return switch (outcome) {
        case Outcome.Value v -> v.value();
        case Outcome.Nothing n -> null;
        case Outcome.Failure f ->
            throw new AssertionError(f.name() + ": " + String.join("\n", f.traceback()));
      };
    }

    Outcome.Failure failure() {
      if (outcome instanceof Outcome.Failure f) {
        return f;
      }
      throw new AssertionError("expected a failure, got " + outcome);
    }

    String out() {
      return console.out.toString();
    }

    String err() {
      return console.err.toString();
    }
  }

  /** A console that records. */
  static final class Recorder implements Console {
    final StringBuffer out = new StringBuffer();
    final StringBuffer err = new StringBuffer();
    final Queue<String> input = new ArrayDeque<>();
    final List<String> prompts = new ArrayList<>();

    @Override
    public void out(String text) {
      out.append(text);
    }

    @Override
    public void err(String text) {
      err.append(text);
    }

    @Override
    public String readLine(String prompt, boolean password) throws IOException {
      prompts.add(prompt);
      if (input.isEmpty()) {
        throw new IOException("this front end takes no input");
      }
      return input.remove();
    }
  }

  Ran run(String code) {
    return run(code, new Recorder());
  }

  Ran run(String code, Recorder console) {
    return new Ran(interpreter.run(new Cell(++count, code), console), console);
  }

  /** Runs a cell of a front end that tells which one it is. */
  Ran runCell(String id, String code) {
    Recorder console = new Recorder();
    return new Ran(interpreter.run(new Cell(++count, code, false, id), console), console);
  }

  /** The value of the last of several cells, all of which must work. */
  Object eval(String... cells) {
    Object value = null;
    for (String cell : cells) {
      value = run(cell).value();
    }
    return value;
  }

  @Override
  public void close() {
    interpreter.close();
  }
}
