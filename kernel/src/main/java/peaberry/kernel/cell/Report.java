package peaberry.kernel.cell;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells the user what went wrong: javac's problems with the cell's lines and a caret, exceptions
 * with the frames that are the user's or a library's and the lines of the cell.
 */
final class Report {
  /** Finds the line of a cell that a frame stands for; null if its class is gone. */
  interface Places {
    CellText.Place of(StackTraceElement frame);
  }

  private static final String RED = "\u001b[1;31m";
  private static final String BLUE = "\u001b[34m";
  private static final String PLAIN = "\u001b[0m";
  private static final Pattern INNER_NAMES = Pattern.compile("\\bnotebook\\.Cell\\d+(_\\d+)?[.$]");
  private static final int FRAMES = 40;
  private static final int PROBLEMS = 20;

  private final Places places;

  Report(Places places) {
    this.places = places;
  }

  /** A cell that javac refused. */
  static Outcome.Failure of(CellText text, List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems.subList(0, Math.min(PROBLEMS, problems.size()))) {
      CellText.Place place = text.place(Math.max(0, problem.position()));
      lines.add(
          RED
              + "error"
              + PLAIN
              + " in "
              + where(place)
              + ", column "
              + place.column()
              + ": "
              + plainWords(problem));
      String line = place.lineText();
      lines.add("  " + line);
      int column = column(place);
      int end = problem.end() < 0 ? problem.position() + 1 : problem.end();
      CellText.Place start = text.place(Math.max(0, problem.start()));
      int from = start.line() == place.line() ? column(start) : column;
      int to = Math.max(column + 1, Math.min(line.length(), from + end - problem.start()));
      StringBuilder caret = new StringBuilder("  ");
      for (int i = 0; i < Math.min(from, line.length()); i++) {
        caret.append(line.charAt(i) == '\t' ? '\t' : ' ');
      }
      for (int i = from; i < to; i++) {
        caret.append(i == column ? '^' : '~');
      }
      lines.add(RED + caret + PLAIN);
    }
    if (problems.size() > PROBLEMS) {
      lines.add("... and " + (problems.size() - PROBLEMS) + " more");
    }
    Problem first = problems.getFirst();
    return new Outcome.Failure(
        "CompilationError",
        where(text.place(Math.max(0, first.position()))) + ": " + plainWords(first),
        lines,
        false);
  }

  private static int column(CellText.Place place) {
    int end = Math.min(place.offset(), place.code().length());
    return end - (place.code().lastIndexOf('\n', end - 1) + 1);
  }

  private static String where(CellText.Place place) {
    return "cell [" + place.cell() + "], line " + place.line();
  }

  /** javac's message in one line, with the names that the user knows. */
  static String plainWords(Problem problem) {
    return problem
        .message()
        .replaceAll("\\s*\\R\\s*", "; ")
        .replaceAll("; location: class Cell\\w+$", "")
        .replaceAll("\\bnotebook\\.", "")
        .replaceAll("\\bCell(\\d+)(_\\d+)?\\.(\\w+)", "$3 of cell [$1]")
        .replaceAll("(\\w)\\$\\d+\\b", "$1");
  }

  /** A cell that threw. */
  Outcome.Failure of(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    tell(thrown, "", lines, told);
    return new Outcome.Failure(name(thrown), message(thrown), lines, false);
  }

  /** A cell that could not be compiled for a reason that is not javac's to tell. */
  Outcome.Failure withoutFrames(Throwable thrown) {
    String name = thrown instanceof CellException ? "CompilationError" : name(thrown);
    String message = message(thrown);
    return new Outcome.Failure(name, message, List.of(RED + name + PLAIN + ": " + message), false);
  }

  /** A cell that the user stopped. */
  static Outcome.Failure interrupted(String note) {
    String message = note.isEmpty() ? "the cell was stopped" : "the cell was stopped; " + note;
    return new Outcome.Failure(
        "KeyboardInterrupt",
        message,
        List.of(RED + "KeyboardInterrupt" + PLAIN + ": " + message),
        true);
  }

  /** The class name as the user knows it. */
  private static String name(Throwable thrown) {
    return switch (thrown) {
      case CellExit e -> "SystemExit";
      case CellException e -> "CellError";
      default -> {
        String name = thrown.getClass().getName();
        yield name.startsWith(CellUnit.PACKAGE + ".Cell")
            ? name.substring(name.indexOf('$') + 1).replace('$', '.')
            : name;
      }
    };
  }

  private static String message(Throwable thrown) {
    try {
      String message = thrown.getLocalizedMessage();
      return message == null ? "" : INNER_NAMES.matcher(message).replaceAll("");
    } catch (Throwable e) {
      return "(its message could not be had: " + e.getClass().getName() + ")";
    }
  }

  private void tell(Throwable thrown, String lead, List<String> lines, Set<Throwable> told) {
    if (!told.add(thrown)) {
      return;
    }
    String message = message(thrown);
    lines.add(lead + RED + name(thrown) + PLAIN + (message.isEmpty() ? "" : ": " + message));
    frames(thrown, lines);
    for (Throwable suppressed : thrown.getSuppressed()) {
      tell(suppressed, "Suppressed: ", lines, told);
    }
    if (thrown.getCause() != null) {
      tell(thrown.getCause(), "Caused by: ", lines, told);
    }
  }

  private void frames(Throwable thrown, List<String> lines) {
    int shown = 0;
    int hidden = 0;
    StackTraceElement previous = null;
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (isKernel(frame) || frame.equals(previous)) {
        hidden++;
      } else if (shown++ < FRAMES) {
        lines.add("    at " + describe(frame));
        CellText.Place place = place(frame);
        if (place != null && !place.lineText().isBlank()) {
          lines.add("       " + BLUE + place.lineText().strip() + PLAIN);
        }
      } else {
        hidden++;
      }
      if (isEntry(frame)) {
        break;
      }
      previous = frame;
    }
    if (shown > FRAMES) {
      lines.add("    ... " + hidden + " frames more");
    }
  }

  /** Takes the kernel's frames out of an exception, its causes and what it suppressed. */
  static void trim(Throwable thrown) {
    trim(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void trim(Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return;
    }
    List<StackTraceElement> kept = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (!isKernel(frame)) {
        kept.add(frame);
      }
      if (isEntry(frame)) {
        break;
      }
    }
    thrown.setStackTrace(kept.toArray(StackTraceElement[]::new));
    trim(thrown.getCause(), seen);
    for (Throwable suppressed : thrown.getSuppressed()) {
      trim(suppressed, seen);
    }
  }

  private static boolean isEntry(StackTraceElement frame) {
    return isCell(frame) && frame.getMethodName().startsWith("run$");
  }

  private static boolean isCell(StackTraceElement frame) {
    return frame.getClassName().startsWith(CellUnit.PACKAGE + ".Cell");
  }

  private static boolean isKernel(StackTraceElement frame) {
    String name = frame.getClassName();
    return ClassPath.hidden(name.substring(0, Math.max(0, name.lastIndexOf('.'))))
        || name.startsWith("java.lang.invoke.")
        || name.startsWith("jdk.internal.reflect.")
        || name.startsWith("java.lang.reflect.");
  }

  private String describe(StackTraceElement frame) {
    if (!isCell(frame)) {
      return frame.toString();
    }
    CellText.Place place = place(frame);
    String where =
        place == null ? frame.getFileName() : "cell [" + place.cell() + "], line " + place.line();
    String type = frame.getClassName();
    int nested = type.indexOf('$');
    String owner = nested < 0 ? "" : type.substring(nested + 1).replace('$', '.') + ".";
    String method = frame.getMethodName();
    if (method.startsWith("run$") || owner.startsWith("Part.")) {
      return where;
    }
    if (method.startsWith("lambda$")) {
      return "lambda in " + where;
    }
    return owner + method + " (" + where + ")";
  }

  private CellText.Place place(StackTraceElement frame) {
    return isCell(frame) && frame.getLineNumber() > 0 ? places.of(frame) : null;
  }

  static Throwable unwrap(Throwable thrown) {
    return thrown instanceof InvocationTargetException e && e.getCause() != null
        ? e.getCause()
        : thrown;
  }
}
