package peaberry.kernel.cell;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the user what a cell threw: the frames that are the user's or a library's, and the lines of
 * the cell.
 */
final class Report {
  /** Finds the line of a cell that a frame stands for; null if its class is gone. */
  interface Places {
    CellText.Place of(StackTraceElement frame);
  }

  /** No colour: none has enough contrast with an error's background in both of Lab's themes. */
  private static final String BOLD = "\u001b[1m";

  private static final String PLAIN = "\u001b[0m";
  private static final Pattern INNER_NAMES = Pattern.compile("\\bnotebook\\.Cell\\d+(_\\d+)?[.$]");
  private static final Pattern MODULES =
      Pattern.compile("(cannot be cast to class \\S+) \\([^()]* in (unnamed )?module .*\\)$");
  private static final Pattern OLDER =
      Pattern.compile(
          "class notebook\\.Cell(\\d+)(?:_\\d+)?\\$([\\w$]+) cannot be cast to"
              + " class notebook\\.Cell\\d+(?:_\\d+)?\\$\\2");
  private static final int FRAMES = 40;

  /** So many of a library are shown from where it was thrown, and the one that a cell called. */
  private static final int FOREIGN_FRAMES = 3;

  private final Places places;
  private final Supplier<List<Variable>> variables;

  /**
   * @param variables the notebook's, for what can be told of their values
   */
  Report(Places places, Supplier<List<Variable>> variables) {
    this.places = places;
    this.variables = variables;
  }

  /** A cell that threw. */
  Outcome.Failure of(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    tell(thrown, "", List.of(), lines, told);
    Throwable own = Rethrown.original(thrown).orElse(thrown);
    ExceptionAdvice.of(own, line(userFrames(thrown)), variables)
        .ifPresent(sentence -> lines.add("    " + sentence));
    return new Outcome.Failure(name(own), message(own), lines, false);
  }

  /** A cell that could not be compiled for a reason that is not javac's to tell. */
  Outcome.Failure withoutFrames(Throwable thrown) {
    String name = thrown instanceof CellException ? "CompilationError" : name(thrown);
    String message = message(thrown);
    return new Outcome.Failure(name, message, List.of(BOLD + name + PLAIN + ": " + message), false);
  }

  /** A cell that has used up the compiler's stack. */
  static Outcome.Failure tooDeep() {
    String message = "the cell is nested too deeply for the compiler";
    return new Outcome.Failure("CompilationError", message, List.of(message), false);
  }

  /** A cell that the user stopped. */
  static Outcome.Failure interrupted(String note) {
    String message = note.isEmpty() ? "the cell was stopped" : "the cell was stopped; " + note;
    return new Outcome.Failure(
        "KeyboardInterrupt",
        message,
        List.of(BOLD + "KeyboardInterrupt" + PLAIN + ": " + message),
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

  private String message(Throwable thrown) {
    try {
      String message = thrown.getLocalizedMessage();
      List<StackTraceElement> frames = List.of(thrown.getStackTrace());
      return message == null
          ? ""
          : !frames.isEmpty() && isCell(frames.getFirst())
              ? NullLoop.inWords(plainWords(message), line(frames))
              : plainWords(message);
    } catch (Throwable e) {
      return "(its message could not be had: " + e.getClass().getName() + ")";
    }
  }

  private static String plainWords(String message) {
    String shorter = MODULES.matcher(message).replaceAll("$1");
    Matcher older = OLDER.matcher(shorter);
    return older.matches()
        ? "this "
            + older.group(2)
            + " was made by an earlier definition, that of cell ["
            + older.group(1)
            + "]: run the cell that makes it again"
        : INNER_NAMES.matcher(shorter).replaceAll("");
  }

  /** The line of a cell that the first of its frames is in; an empty text if that is unknown. */
  private String line(List<StackTraceElement> frames) {
    return frames.stream()
        .map(this::place)
        .filter(Objects::nonNull)
        .findFirst()
        .map(CellText.Place::lineText)
        .orElse("");
  }

  /**
   * @param above the frames of the exception that this one is the cause of
   */
  private void tell(
      Throwable told,
      String lead,
      List<StackTraceElement> above,
      List<String> lines,
      Set<Throwable> known) {
    Throwable thrown = Rethrown.original(told).orElse(told);
    if (!known.add(thrown)) {
      return;
    }
    String message = message(thrown);
    lines.add(lead + BOLD + name(thrown) + PLAIN + (message.isEmpty() ? "" : ": " + message));
    List<StackTraceElement> frames =
        told == thrown ? userFrames(thrown) : Rethrown.joined(userFrames(thrown), userFrames(told));
    frames(frames, inCommon(frames, above), lines);
    for (Throwable suppressed : thrown.getSuppressed()) {
      tell(suppressed, "Suppressed: ", frames, lines, known);
    }
    if (thrown.getCause() != null) {
      tell(thrown.getCause(), "Caused by: ", frames, lines, known);
    }
  }

  /** How many frames at their ends are the same; 0 if it is not worth leaving them out. */
  private static int inCommon(List<StackTraceElement> frames, List<StackTraceElement> above) {
    int same = 0;
    int toEntry = 0;
    while (same < Math.min(frames.size(), above.size())
        && frames.get(frames.size() - 1 - same).equals(above.get(above.size() - 1 - same))) {
      toEntry = isEntry(frames.get(frames.size() - 1 - same)) ? same : toEntry;
      same++;
    }
    return same - toEntry < 3 ? 0 : same;
  }

  /**
   * The frames from where it was thrown down to the cell's own. The kernel's are left out, and the
   * middle of what the JDK does between two others; how many, is told.
   *
   * @param known how many at the end have been told already
   */
  private void frames(List<StackTraceElement> frames, int known, List<String> lines) {
    int shown = 0;
    int hidden = 0;
    int i = 0;
    for (; i < frames.size() - known && shown < FRAMES; i++) {
      StackTraceElement frame = frames.get(i);
      boolean repeated = i > 0 && frame.equals(frames.get(i - 1));
      if (isKernel(frame)
          || isOurs(frame)
          || repeated
          || isBetween(frames, i)
          || isDeep(frames, i)) {
        hidden++;
        continue;
      }
      hidden(hidden, lines);
      hidden = 0;
      tell(frame, lines);
      shown++;
      if (isEntry(frame)) {
        return; // what called the cell is the kernel
      }
    }
    hidden(hidden + frames.size() - known - i, lines);
    if (known > 0) {
      lines.add("    ... and on as above");
    }
  }

  /** All frames; without those that called the cell's code, if that was the kernel: a listener. */
  private static List<StackTraceElement> userFrames(Throwable thrown) {
    List<StackTraceElement> frames = List.of(thrown.getStackTrace());
    int end = frames.size();
    boolean called = false;
    while (end > 0 && !isCell(frames.get(end - 1))) {
      end--;
      called |= frames.get(end).getClassName().equals(JavaInterpreter.class.getName());
    }
    return called && end > 0 ? frames.subList(0, end) : frames;
  }

  private static void hidden(int count, List<String> lines) {
    if (count > 0) {
      lines.add("    ... " + count + (count == 1 ? " frame" : " frames") + " hidden");
    }
  }

  private void tell(StackTraceElement frame, List<String> lines) {
    String text = describe(frame);
    lines.add("    at " + (isCell(frame) ? BOLD + text + PLAIN : text));
    CellText.Place place = place(frame);
    if (place != null && !place.lineText().isBlank()) {
      lines.add("       " + BOLD + place.lineText().strip() + PLAIN);
    }
  }

  /** Whether a frame is neither of the first of those between cells' frames nor the last. */
  private static boolean isDeep(List<StackTraceElement> frames, int i) {
    int start = i;
    while (start > 0 && !isCell(frames.get(start - 1))) {
      start--;
    }
    int end = i;
    while (end < frames.size() && !isCell(frames.get(end))) {
      end++;
    }
    int between = end - start;
    return between > FOREIGN_FRAMES + 2 && i - start >= FOREIGN_FRAMES && i < end - 1;
  }

  /** Whether a frame stands in the middle of four or more of the JDK's. */
  private static boolean isBetween(List<StackTraceElement> frames, int i) {
    return isJdk(frames, i - 1)
        && isJdk(frames, i)
        && isJdk(frames, i + 1)
        && (isJdk(frames, i - 2) || isJdk(frames, i + 2));
  }

  private static boolean isJdk(List<StackTraceElement> frames, int i) {
    return i >= 0 && i < frames.size() && isJdk(frames.get(i));
  }

  private static boolean isJdk(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
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

  /** What our library does inside is not what its caller did wrong. */
  private static boolean isOurs(StackTraceElement frame) {
    return frame.getClassName().startsWith("peaberry.");
  }

  private String describe(StackTraceElement frame) {
    if (!isCell(frame)) {
      // Without loader and module: loader//a.b.C.m(C.java:5), java.base/java.util.List.of(...)
      String text = frame.toString();
      return text.substring(text.lastIndexOf('/', text.indexOf('(')) + 1);
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
