package peaberry.kernel.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import peaberry.kernel.cell.Cell;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.cell.Libraries;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.cell.Repeater;
import peaberry.kernel.cell.Variable;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.magic.LineMagic;
import peaberry.kernel.magic.MagicContext;
import peaberry.kernel.magic.MagicException;
import peaberry.kernel.magic.Magics;
import peaberry.kernel.magic.PastCell;
import peaberry.kernel.magic.Script;
import peaberry.kernel.message.Json;
import peaberry.kernel.wire.WireException;

/**
 * One run of a cell: its magics, then its Java as a whole.
 *
 * <p>Runs on the thread that made it; {@link #interrupt} may be called by any other.
 */
final class Execution implements MagicContext {
  private final int count;
  private final String cellId;
  private final CellConsole cellConsole;
  private final Interpreter interpreter;
  private final Magics magics;
  private final Supplier<List<PastCell>> history;
  private final List<Map<String, Object>> payloads = new ArrayList<>();
  private final Thread thread = Thread.currentThread();

  /** Where output goes now: the cell's console, or what records a part of it. */
  private volatile Console console;

  private volatile boolean interrupted;
  private volatile boolean inside;

  /** Where the magic that runs now has its Java. */
  private String before = "";

  Execution(
      int count,
      String cellId,
      CellConsole console,
      Interpreter interpreter,
      Magics magics,
      Supplier<List<PastCell>> history) {
    this.count = count;
    this.cellId = cellId;
    this.cellConsole = console;
    this.console = console;
    this.interpreter = interpreter;
    this.magics = magics;
    this.history = history;
  }

  /** A run inside this one, on the calling thread. */
  Execution nested() {
    return new Execution(count, cellId, cellConsole, interpreter, magics, history);
  }

  /** Runs a cell. Never throws, but for errors of the JVM itself. */
  Outcome run(String code) {
    String outer = before;
    try {
      Script script = Script.of(code, interpreter::knows);
      return script.isJava() ? run(count, script.code()) : run(script);
    } catch (InterruptedException e) {
      return stopped();
    } catch (MagicException e) {
      return failure("MagicException", e.getMessage());
    } catch (Exception e) {
      return failure(e.getClass().getName(), e.getMessage() == null ? "" : e.getMessage());
    } finally {
      before = outer;
    }
  }

  /** Evaluates an expression that is not counted as a cell. */
  Outcome evaluate(String expression) {
    return run(0, expression);
  }

  /** What the magics have asked the front end to do afterwards. */
  List<Map<String, Object>> payloads() {
    return payloads;
  }

  /** Where values are shown now. */
  FrontEnd frontEnd() {
    return console instanceof FrontEnd frontEnd ? frontEnd : cellConsole;
  }

  /** Runs code that is no cell, but can be interrupted and fail like one. */
  Outcome run(Runnable code, Console listener) {
    console = listener;
    return inside(() -> interpreter.run(code, listener));
  }

  /**
   * The forms of a value. They come from the value's own code, which may take for ever: it runs on
   * a thread that an interrupt can leave behind.
   */
  @Override
  public MimeBundle render(Object value) throws InterruptedException {
    if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      return Display.render(value);
    }
    FutureTask<MimeBundle> rendering =
        new FutureTask<>(() -> interpreter.call(console, () -> Display.render(value)));
    Thread helper = new Thread(null, rendering, "render");
    helper.setDaemon(true);
    helper.setContextClassLoader(interpreter.libraries().loader());
    helper.start();
    try {
      return rendering.get();
    } catch (InterruptedException e) {
      helper.interrupt();
      throw e;
    } catch (ExecutionException e) {
      return MimeBundle.text(
          "(the value cannot be shown: " + e.getCause().getClass().getName() + " was thrown)");
    }
  }

  /** Whether the calling thread is the one that runs this cell, and its magics. */
  boolean isOwnThread() {
    return Thread.currentThread() == thread;
  }

  /** Stops the run, now or as soon as it begins. */
  void interrupt() {
    interrupted = true;
    if (!inside) {
      thread.interrupt();
      return;
    }
    boolean begun = interpreter.current() == console;
    interpreter.interrupt();
    // An interpreter that was called but had not begun yet has ignored the first one.
    for (int i = 0; !begun && inside && i < 1000; i++) {
      begun = interpreter.current() == console;
      if (begun) {
        interpreter.interrupt();
      }
      Thread.yield();
    }
  }

  private Outcome run(int number, String code) {
    return inside(() -> interpreter.run(new Cell(number, code, false, cellId), console));
  }

  private Outcome inside(Supplier<Outcome> run) {
    inside = true;
    try {
      return interrupted ? stopped() : run.get();
    } finally {
      inside = false;
    }
  }

  private Outcome run(Script script) throws Exception {
    Script.Call head = script.head();
    if (head != null) {
      before = "\n".repeat(head.line() + 1);
      return magics.cell(head.name()).cell(head.arguments(), script.body(), this);
    }
    List<LineMagic> called = script.calls().stream().map(call -> magics.line(call.name())).toList();
    Outcome outcome = new Outcome.Nothing();
    for (int i = 0; i < called.size() && !failed(outcome); i++) {
      if (!called.get(i).inOrder()) {
        outcome = run(called.get(i), script.calls().get(i));
      }
    }
    int from = 0;
    for (int i = 0; i < called.size() && !failed(outcome); i++) {
      if (called.get(i).inOrder()) {
        Script.Call call = script.calls().get(i);
        outcome = runJava(script, from, call.line(), outcome);
        outcome = failed(outcome) ? outcome : run(called.get(i), call);
        from = call.line() + call.lines();
      }
    }
    return failed(outcome) ? outcome : runJava(script, from, script.lines().size(), outcome);
  }

  /** Runs some of the lines; the outcome is the one before if there is no Java in them. */
  private Outcome runJava(Script script, int from, int to, Outcome otherwise) {
    String java = script.java(from, to);
    return java.isBlank() ? otherwise : run(count, java);
  }

  private Outcome run(LineMagic magic, Script.Call call) throws Exception {
    if (interrupted) {
      return stopped();
    }
    before = "\n".repeat(call.line()) + " ".repeat(call.column());
    return magic.line(call.arguments(), this);
  }

  @Override
  public Outcome java(String code) {
    return run(count, before + code);
  }

  @Override
  public long compileNanos() {
    return interpreter.compileNanos();
  }

  @Override
  public Outcome repeat(String code, int column, Repeater repeater) {
    Cell cell = new Cell(count, before + " ".repeat(column) + code, true, "");
    return inside(() -> interpreter.repeat(cell, console, repeater));
  }

  @Override
  public Outcome cell(String code) {
    return interrupted ? stopped() : run(code);
  }

  @Override
  public Recorded record(String body) throws InterruptedException {
    Recorder<CellConsole> recorder = new Recorder<>(cellConsole);
    Console outer = console;
    console = recorder;
    try {
      Outcome outcome = cell(before + body);
      if (outcome instanceof Outcome.Value(Object value)) {
        recorder.show("", render(value));
        outcome = new Outcome.Nothing();
      }
      return new Recorded(outcome, recorder.end());
    } finally {
      recorder.end();
      console = outer;
    }
  }

  @Override
  public List<Variable> variables() {
    return interpreter.names().variables();
  }

  @Override
  public Outcome define(String name, Class<?> type, Object value) {
    Outcome outcome = run(count, type.getCanonicalName() + " " + name + ";");
    if (!failed(outcome)) {
      interpreter.names().assign(name, value);
    }
    return outcome;
  }

  @Override
  public void reset() {
    interpreter.names().reset();
  }

  @Override
  public List<PastCell> history() {
    return history.get();
  }

  @Override
  public void payload(Map<String, Object> payload) {
    payloads.add(payload);
  }

  @Override
  public Map<String, Object> json(String text) {
    try {
      return Json.map(Json.parse(text.getBytes(StandardCharsets.UTF_8), "the file's content"));
    } catch (WireException e) {
      throw new MagicException(e.getMessage());
    }
  }

  @Override
  public Console console() {
    return console;
  }

  @Override
  public Libraries libraries() {
    return interpreter.libraries();
  }

  @Override
  public Magics magics() {
    return magics;
  }

  private static boolean failed(Outcome outcome) {
    return outcome instanceof Outcome.Failure;
  }

  static Outcome stopped() {
    return new Outcome.Failure(
        "KeyboardInterrupt", "", List.of("\u001b[1mKeyboardInterrupt\u001b[0m"), true);
  }

  /** A failure without a stack trace: what went wrong is not in the user's Java. */
  static Outcome.Failure failure(String name, String message) {
    String line = "\u001b[1m" + name + "\u001b[0m" + (message.isEmpty() ? "" : ": " + message);
    return new Outcome.Failure(name, message, List.of(line), false);
  }
}
