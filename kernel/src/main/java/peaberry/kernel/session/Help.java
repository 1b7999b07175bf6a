package peaberry.kernel.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Duration START = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Supplier<Interpreter> interpreter;
  private final Magics magics;
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
    String docs = System.getProperty("peaberry.docs"); // the launcher's
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
   * Prepares for the first question, on a thread of its own, while no cell runs: a cell must not
   * wait for it, and who types one gives it the time.
   */
  void warmUp(Quiet quiet) {
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                quiet.await(START, PAUSE);
                completer().warmUp();
                quiet.await(START, PAUSE);
                inspector().warmUp();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            },
            "warm-up");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }
}
