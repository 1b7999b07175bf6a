package peaberry.kernel.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import peaberry.kernel.assist.HelpLine;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.HeapReserve;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.RanCells.RanCell;
import peaberry.kernel.magic.Magics;
import peaberry.kernel.message.Failure;
import peaberry.kernel.message.Incoming;
import peaberry.kernel.message.Output;
import peaberry.kernel.message.Reply;
import peaberry.kernel.message.Request;

/**
 * Runs cells, counts them, and tells their outcomes. Safe for use by several threads; each lane
 * runs one cell at a time.
 */
final class Executor {

  /** With these a user leaves {@code jupyter console}, where no variable has the name. */
  private static final Set<String> GOODBYES = Set.of("exit", "quit");

  /** A cell that runs: who asked, and what can be done about it meanwhile. */
  private record Running(
      Incoming request, String code, int count, CellConsole console, Execution execution) {

    /** Whether the cell is counted and remembered; the count is 0 if not. */
    boolean counts() {
      return count > 0;
    }

    /** The same run, not one like it. */
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private final Supplier<Interpreter> interpreter;
  private final CellConsole.Services services;
  private final Publisher publisher;
  private final History history;
  private final Magics magics;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Execution> listening = new AtomicReference<>();
  private final Help help;
  private final Quiet quiet = new Quiet();
  private volatile CellConsole latest;
  private volatile Execution latestExecution;
  private final Duration cellLimit;
  private final AtomicInteger counted = new AtomicInteger();
  private final List<RanCell> ran = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param help answers {@code name?}
   * @param cellLimit how long a cell may run before it is interrupted, or null
   */
  Executor(
      Supplier<Interpreter> interpreter,
      CellConsole.Services services,
      History history,
      Magics magics,
      Help help,
      Duration cellLimit) {
    this.cellLimit = cellLimit;
    this.interpreter = interpreter;
    this.help = help;
    this.services = services;
    this.publisher = services.publisher();
    this.history = history;
    this.magics = magics;
  }

  /**
   * Runs a cell and answers its request.
   *
   * @param afterFailure what a failure does to the cells that wait
   */
  void execute(Lane.Item item, Request.Execute cell, Runnable afterFailure) {
    Incoming request = item.incoming();
    boolean counts = cell.storeHistory() && !cell.code().isBlank();
    int count = counts ? counted.incrementAndGet() : counted.get() + 1;
    CellConsole console = new CellConsole(request, cell.allowStdin(), services);
    if (!cell.silent()) {
      publisher.tell(request, new Output.ExecuteInput(cell.code(), count));
    }
    Execution execution =
        new Execution(
            count, request.cellId(), console, interpreter.get(), magics, history::session);
    Running now = new Running(request, cell.code(), counts ? count : 0, console, execution);
    latest = console;
    latestExecution = execution;
    running.add(now);
    if (item.aborted()) {
      execution.interrupt();
    }
    String result = null;
    boolean failed = true;
    Thread limit = cellLimit == null ? null : Thread.startVirtualThread(() -> limit(now));
    quiet.begin();
    try {
      Outcome outcome = runGuarded(execution, cell.code(), console);
      MimeBundle shown = null;
      Map<String, Object> expressions = Map.of();
      try {
        if (outcome instanceof Outcome.Value(Object value) && !cell.silent()) {
          shown = execution.render(value);
          result = shown.plain();
        }
        if (!(outcome instanceof Outcome.Failure)) {
          expressions = evaluate(execution, cell);
        }
      } catch (InterruptedException e) {
        outcome = Execution.stopped();
      }
      failed = outcome instanceof Outcome.Failure;
      console.flush();
      if (failed && cell.stopOnError()) {
        afterFailure.run(); // before the reply: what a client sends when it has that is not meant
      }
      if (running.remove(now)) {
        conclude(request, outcome, shown, count, expressions, execution.payloads());
      }
    } finally {
      running.remove(now);
      quiet.end();
      if (limit != null) {
        limit.interrupt();
      }
    }
    if (counts) {
      history.add(count, cell.code(), result);
      ran.add(new RanCell(cell.code(), failed));
    }
  }

  /** The counted cells that have come to their end, oldest first. */
  List<RanCell> ran() {
    synchronized (ran) {
      return List.copyOf(ran);
    }
  }

  /** Knows when no cell runs. */
  Quiet quiet() {
    return quiet;
  }

  /** Stops a cell that still runs when its time is over. */
  private void limit(Running cell) {
    try {
      Thread.sleep(cellLimit);
    } catch (InterruptedException ended) {
      return;
    }
    if (running.contains(cell)) {
      cell.console.err("the cell was stopped: it ran for " + cellLimit.toMillis() + " ms\n");
      interrupt();
    }
  }

  private void conclude(
      Incoming request,
      Outcome outcome,
      MimeBundle shown,
      int count,
      Map<String, Object> expressions,
      List<Map<String, Object>> payloads) {
    if (outcome instanceof Outcome.Failure failure) {
      Failure told = told(failure);
      publisher.tell(request, new Output.Error(told));
      publisher.reply(request, new Reply.ExecuteFailed(counted.get(), told));
      return;
    }
    if (shown != null) {
      publisher.print(
          request, new Output.ExecuteResult(count, Publisher.data(shown), shown.metadata()));
    }
    publisher.reply(request, new Reply.Executed(counted.get(), expressions, payloads));
  }

  /**
   * Runs what a notebook does with a message of its front end, as the code of the cell that said so
   * runs. Called by the cell lane only.
   *
   * @param home the output of that cell; null for that of the latest
   */
  void listen(Incoming message, FrontEnd home, Runnable code) {
    FrontEnd screen = home == null ? latest : home;
    if (screen == null || !(screen.to(screen) instanceof CellOutput output)) {
      code.run(); // no cell has run: nobody listens yet
      return;
    }
    CellConsole cell = output.cell();
    CellOutput console = new ScreenConsole(cell, screen, message);
    Execution execution = new Execution(0, "", cell, interpreter.get(), magics, history::session);
    listening.set(execution);
    try {
      if (execution.run(code, console) instanceof Outcome.Failure failure) {
        console.fail(failure.name(), failure.message(), failure.traceback());
      }
    } finally {
      listening.set(null);
      cell.flush();
    }
  }

  /** Answers a request whose turn did not come because one before it failed. */
  void abort(Incoming request) {
    publisher.reply(request, new Reply.ExecuteAborted());
  }

  /** Stops the cells that run, and the listener; returns false if there is none. */
  boolean interrupt() {
    boolean any = false;
    for (Running now : running) {
      now.execution.interrupt();
      services.stdin().cancel();
      any = true;
    }
    Execution listener = listening.get();
    if (listener != null) {
      listener.interrupt();
    }
    return any || listener != null;
  }

  /** Where the cell that the calling thread runs shows values, or null if it runs none. */
  FrontEnd own() {
    for (Running now : running) {
      if (now.execution.isOwnThread()) {
        return now.execution.frontEnd();
      }
    }
    return null;
  }

  /** A run of another cell inside the one that runs, on the calling thread, which is its own. */
  Execution nested() {
    Console current = interpreter.get().current();
    for (Running now : running) {
      if (now.console == current) {
        return now.execution.nested();
      }
    }
    return latestExecution.nested();
  }

  /** Tells the clients of the cells that run that the process ends under them. */
  void abandon() {
    for (Running now : running) {
      if (!running.remove(now)) {
        continue; // it has come to its end meanwhile
      }
      now.console.flush();
      Failure failure =
          told(Execution.failure("SystemExit", "the process ends while the cell still runs"));
      publisher.tell(now.request, new Output.Error(failure));
      publisher.reply(now.request, new Reply.ExecuteFailed(now.count, failure));
      publisher.tell(now.request, new Output.Status("idle"));
      if (now.counts()) {
        history.add(now.count, now.code, null);
      }
    }
  }

  /** Says something on the stderr of the latest cell, if there was one. */
  void note(String line) {
    CellConsole console = latest;
    if (console != null) {
      console.err(line + "\n");
    }
  }

  private Outcome runGuarded(Execution execution, String code, CellConsole console) {
    try {
      Optional<HelpLine> question = HelpLine.of(code);
      Outcome outcome =
          question.isPresent() ? answer(execution, question.get(), console) : execution.run(code);
      if (outcome instanceof Outcome.Failure && GOODBYES.contains(code.strip())) {
        execution.payload(Map.of("source", "ask_exit", "keepkernel", false));
        return new Outcome.Nothing();
      }
      return outcome;
    } catch (Throwable beyondTheCell) {
      // A defect of an interpreter or a magic must not cost the kernel.
      HeapReserve.release(beyondTheCell);
      return Execution.failure(
          beyondTheCell.getClass().getName(), String.valueOf(beyondTheCell.getMessage()));
    }
  }

  /** Runs what stands before a question, then answers it on the front end's pager. */
  private Outcome answer(Execution execution, HelpLine question, CellConsole console) {
    Outcome outcome =
        question.before().isBlank() ? new Outcome.Nothing() : execution.run(question.before());
    if (!(outcome instanceof Outcome.Failure)) {
      help.page(question)
          .ifPresentOrElse(
              execution::payload,
              () -> console.out("Nothing is known of " + question.name() + ".\n"));
    }
    return outcome;
  }

  private static Map<String, Object> evaluate(Execution execution, Request.Execute cell)
      throws InterruptedException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> expression : cell.userExpressions().entrySet()) {
      Map<String, Object> told = new LinkedHashMap<>();
      switch (execution.evaluate(expression.getValue())) {
        case Outcome.Failure failure -> {
          told.put("status", "error");
          told.put("ename", failure.name());
          told.put("evalue", failure.message());
          told.put("traceback", failure.traceback());
        }
        case Outcome.Value(Object value) -> tell(told, execution.render(value));
        case Outcome.Nothing() -> tell(told, MimeBundle.text("null"));
      }
      values.put(expression.getKey(), told);
    }
    return values;
  }

  private static void tell(Map<String, Object> told, MimeBundle bundle) {
    told.put("status", "ok");
    told.put("data", Publisher.data(bundle));
    told.put("metadata", bundle.metadata());
  }

  private static Failure told(Outcome.Failure failure) {
    return new Failure(failure.name(), failure.message(), failure.traceback());
  }
}
