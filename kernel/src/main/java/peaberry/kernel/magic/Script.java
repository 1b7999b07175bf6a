package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A cell taken apart: its magics, and the Java around them.
 *
 * <p>A line magic stands on a line of its own, outside of all brackets, where a statement may
 * start: {@code %name arguments}. A {@code %} anywhere else is Java's: in {@code int x = 7} with
 * {@code %b;} on the next line, in strings, text blocks and comments.
 *
 * <p>{@code !command} on such a line is one for the shell, unless its first name is the notebook's:
 * then it is Java's "not".
 *
 * <p>JBang's lines {@code //DEPS} and {@code //REPOS}, above all Java, are {@code %maven} and
 * {@code %mavenRepo}.
 *
 * <p>A line magic on the right of an assignment is a call, in the Java: {@code var jars = %jars
 * lib/*.jar}.
 *
 * <p>Immutable.
 *
 * @param head the cell magic on the first line, or null; then the whole cell is its own
 * @param calls the line magics, in order
 * @param lines the cell's lines with their ends; empty if there are no line magics
 * @param code the cell
 */
public record Script(Call head, List<Call> calls, List<String> lines, String code) {

  /**
   * A magic as it stands in the cell.
   *
   * @param name without its {@code %} signs
   * @param arguments the rest of the line, without white space at its ends
   * @param line counted from 0
   * @param column where the arguments start, counted from 0
   * @param lines how many lines it takes
   */
  public record Call(String name, String arguments, int line, int column, int lines) {

    /** A call on one line. */
    public Call(String name, String arguments, int line, int column) {
      this(name, arguments, line, column, 1);
    }
  }

  /**
   * Takes a cell apart.
   *
   * @throws MagicException if a cell magic stands below the first line
   */
  public static Script of(String code) {
    return of(code, name -> false);
  }

  /**
   * Takes a cell apart.
   *
   * @param isJava whether a name is one of the notebook's, so that {@code !name} is Java's "not"
   * @throws MagicException if a cell magic stands below the first line
   */
  public static Script of(String code, Predicate<String> isJava) {
    if (code.indexOf('%') < 0 && code.indexOf('!') < 0 && !code.contains("//")) {
      return new Script(null, List.of(), List.of(), code);
    }
    MagicScanner scanner = new MagicScanner(code, isJava);
    Script script = scanner.scan();
    if (!scanner.assigned().isEmpty()) {
      return of(InlineMagics.asCalls(code, scanner.assigned()), isJava);
    }
    if (script.calls().stream().noneMatch(call -> call.name().equals(ShellMagic.NAME))) {
      return script;
    }
    // What the cell declares, also further down, is known only when it has been read.
    return new MagicScanner(code, isJava.or(scanner.declared()::contains)).scan();
  }

  /** True if the cell is Java alone. */
  public boolean isJava() {
    return head == null && calls.isEmpty();
  }

  /** True if the last line is one for the shell that is to go on in the next. */
  public boolean goesOn() {
    return !calls.isEmpty()
        && calls.getLast().name().equals(ShellMagic.NAME)
        && code.endsWith("\\")
        && calls.getLast().line() + calls.getLast().lines() == lines.size();
  }

  /** What stands below the cell magic. */
  public String body() {
    int start = endOfLine(code, 0);
    for (int line = 0; line < head.line(); line++) {
      start = endOfLine(code, start);
    }
    return code.substring(start);
  }

  /** The Java of the whole cell, its magic lines blank: lines and columns are as they were. */
  public String java() {
    return java(0, lines.size());
  }

  /** The Java of some lines, all others blank. */
  public String java(int from, int to) {
    if (isJava()) {
      return code;
    }
    StringBuilder java = new StringBuilder();
    List<Integer> magic = new ArrayList<>();
    for (Call call : calls) {
      for (int i = 0; i < call.lines(); i++) {
        magic.add(call.line() + i);
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      boolean keep = i >= from && i < to && !magic.contains(i);
      String line = keep ? lines.get(i) : blank(lines.get(i));
      boolean joins = !java.isEmpty() && java.charAt(java.length() - 1) == '\r';
      // A lone CR before a blanked LF line would become one line break.
      java.append(joins && line.startsWith("\n") ? " " : "").append(line);
    }
    return java.toString();
  }

  private static String blank(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return line.substring(end);
  }

  /** The index after the line break that ends the line at {@code from}, or the text's length. */
  static int endOfLine(String text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c == '\n') {
        return i;
      }
      if (c == '\r') {
        return i < text.length() && text.charAt(i) == '\n' ? i + 1 : i;
      }
    }
    return i;
  }
}
