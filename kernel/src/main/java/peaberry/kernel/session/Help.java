package peaberry.kernel.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import peaberry.kernel.assist.Completer;
import peaberry.kernel.assist.HelpLine;
import peaberry.kernel.assist.Inspection;
import peaberry.kernel.assist.Inspector;
import peaberry.kernel.assist.Suggestion;
import peaberry.kernel.assist.Suggestions;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.magic.Magics;
import peaberry.kernel.message.Reply;
import peaberry.kernel.message.Request;

/** Answers questions about code that is being typed. Safe for use by several threads. */
final class Help {
  private static final Duration IDLE = Duration.ofSeconds(2);

  private final Supplier<Interpreter> interpreter;
  private final Magics magics;
  private final AtomicBoolean warm = new AtomicBoolean();
  private Completer completer;
  private Inspector inspector;

  Help(Supplier<Interpreter> interpreter, Magics magics) {
    this.interpreter = interpreter;
    this.magics = magics;
  }

  private synchronized Inspector inspector() {
    if (inspector == null) {
      inspector = new Inspector(interpreter.get(), magics, completer(), docs());
    }
    return inspector;
  }

  private static Path docs() {
    String docs = System.getProperty("peaberry.docs"); // install.py's
    return docs == null ? null : Path.of(docs);
  }

  private synchronized Completer completer() {
    if (completer == null) {
      completer = new Completer(interpreter.get(), magics, docs());
    }
    return completer;
  }

  Reply complete(Request.Complete request) {
    String code = request.code();
    Suggestions found = completer().complete(code, chars(code, request.cursor()));
    List<Reply.Match> matches = new ArrayList<>();
    for (Suggestion one : found.all()) {
      matches.add(new Reply.Match(one.text(), one.kind(), one.signature()));
    }
    return new Reply.Completion(
        matches, code.codePointCount(0, found.start()), code.codePointCount(0, found.end()));
  }

  /** Tells of the name at the cursor. */
  Reply inspect(Request.Inspect request) {
    String code = request.code();
    return new Reply.Inspection(
        inspector()
            .inspect(code, chars(code, request.cursor()), request.detail())
            .map(Help::data)
            .orElse(Map.of()));
  }

  /** Tells of what stands before or behind a question mark, as the protocol's pager shows it. */
  Optional<Map<String, Object>> page(HelpLine line) {
    return inspector()
        .inspect(line.name(), line.name().length(), line.detail())
        .map(found -> Map.of("source", "page", "data", data(found), "start", 0));
  }

  private static Map<String, Object> data(Inspection found) {
    return Map.of(
        "text/plain", found.plain(),
        "text/markdown", found.markdown(),
        "text/html", found.html());
  }

  /** Where a place counted in code points is in chars; one outside counts as the nearest end. */
  private static int chars(String code, int cursor) {
    int all = code.codePointCount(0, code.length());
    return code.offsetByCodePoints(0, Math.clamp(cursor, 0, all));
  }

  /**
   * Prepares for the first question, once, on a thread of its own. Called when the first cell has
   * run: before, all processors are busy with that.
   */
  void warmUp() {
    if (warm.compareAndSet(false, true)) {
      background(
          () -> {
            completer().warmUp();
            inspector().warmUp();
          });
    }
  }

  /** Prepares for the first question if no cell comes soon: then the user is typing one. */
  void warmUpWhenIdle() {
    background(
        () -> {
          try {
            Thread.sleep(IDLE);
          } catch (InterruptedException ended) {
            return;
          }
          warmUp();
        });
  }

  private static void background(Runnable task) {
    Thread thread = new Thread(null, task, "warm-up");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }
}
