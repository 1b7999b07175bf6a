package peaberry.kernel.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the user why a cell was not compiled: for each problem its place, what is wrong, the line
 * with a caret, and what to do. It reads well without colours too, as on a graded page.
 */
final class CompileReport {
  /** No colour: none has enough contrast with an error's background in both of Lab's themes. */
  private static final String BOLD = "\u001b[1m";

  private static final String PLAIN = "\u001b[0m";
  private static final int PROBLEMS = 20;

  private CompileReport() {}

  static Outcome.Failure of(CellText text, List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems.subList(0, Math.min(PROBLEMS, problems.size()))) {
      tell(text, problem, lines);
    }
    if (problems.size() > PROBLEMS) {
      lines.add("... and " + (problems.size() - PROBLEMS) + " more");
    }
    Problem first = problems.getFirst();
    CellText.Place place = place(text, first);
    String message = where(place) + ": " + plainWords(first, place.cell());
    return new Outcome.Failure("CompilationError", message, lines, false);
  }

  private static void tell(CellText text, Problem problem, List<String> lines) {
    CellText.Place place = place(text, problem);
    String what = ", column " + place.column() + ": " + plainWords(problem, place.cell());
    lines.add(BOLD + "error" + PLAIN + " in " + where(place) + what);
    String number = String.valueOf(place.line());
    lines.add("  " + number + " | " + place.lineText());
    lines.add("  " + " ".repeat(number.length()) + " | " + BOLD + caret(text, problem) + PLAIN);
    for (String advice : problem.advice()) {
      lines.add("  " + advice);
    }
  }

  /** A {@code ^} at the problem's position, and {@code ~} under the rest of what it is about. */
  private static String caret(CellText text, Problem problem) {
    CellText.Place place = place(text, problem);
    String line = place.lineText();
    int column = column(place);
    int end = problem.end() < 0 ? problem.position() + 1 : problem.end();
    CellText.Place start = text.place(Math.max(0, problem.start()));
    int from = start.line() == place.line() ? column(start) : column;
    int to = Math.max(column + 1, Math.min(line.length(), from + end - problem.start()));
    StringBuilder caret = new StringBuilder();
    for (int i = 0; i < Math.min(from, line.length()); i++) {
      caret.append(line.charAt(i) == '\t' ? '\t' : ' ');
    }
    for (int i = from; i < to; i++) {
      caret.append(i == column ? '^' : '~');
    }
    return caret.toString();
  }

  /** Where the problem is; what is missing at the end is missing behind the last word. */
  private static CellText.Place place(CellText text, Problem problem) {
    CellText.Place place = text.place(Math.max(0, problem.position()));
    int end = place.code().stripTrailing().length();
    return new CellText.Place(place.cell(), place.code(), Math.min(place.offset(), end));
  }

  private static int column(CellText.Place place) {
    int end = Math.min(place.offset(), place.code().length());
    return end - (place.code().lastIndexOf('\n', end - 1) + 1);
  }

  private static String where(CellText.Place place) {
    return "cell [" + place.cell() + "], line " + place.line();
  }

  /**
   * The message in one line, with the names that the user knows.
   *
   * @param cell the cell that it is about: its own types need not be told from others
   */
  static String plainWords(Problem problem, int cell) {
    return problem
        .message()
        .replaceAll("\\bnotebook\\.Cell" + cell + "(_\\d+)?\\.(\\w+)", "$2")
        .replaceAll("\\s*\\R\\s*", "; ")
        .replaceAll("; location: class Cell\\w+$", "")
        .replaceAll("\\bnotebook\\.", "")
        .replaceAll("\\bCell(\\d+)(_\\d+)?\\.(\\w+(<[^<>]*>)?)", "$3 of cell [$1]")
        .replaceAll("(\\w)\\$\\d+\\b", "$1");
  }
}
