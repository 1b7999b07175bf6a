package peaberry.kernel.magic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads a cell from its start, with just enough knowledge of Java's tokens to tell a magic line
 * from an operator: comments, literals, brackets, and where a statement has ended.
 */
final class MagicScanner {
  private static final Set<String> KEYWORDS = Set.of("true", "false", "new", "this", "switch");

  private static final String DEPENDENCIES = "//DEPS ";
  private static final String REPOSITORIES = "//REPOS ";

  /** Stands for the two characters {@code ->}. */
  private static final char ARROW = '\u2192';

  private final String code;
  private final List<Script.Call> calls = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<Integer> assigned = new ArrayList<>();

  /** For each open bracket: whether its closing one ends a statement. */
  private final Deque<Boolean> brackets = new ArrayDeque<>();

  private int at;
  private boolean statementMayStart = true;

  /** The last character that is not white space nor comment; for a word, any letter. */
  private char before;

  private boolean wordIsSwitchExpression;
  private boolean bracketWasSwitchExpression;
  private boolean inImport;

  private final Predicate<String> isJava;

  /** The words outside of all brackets that stand where a declaration has its name. */
  private final Set<String> declared = new HashSet<>();

  MagicScanner(String code, Predicate<String> isJava) {
    this.code = code;
    this.isJava = isJava;
  }

  Script scan() {
    Script.Call head = head();
    if (head != null) {
      return new Script(head, List.of(), List.of(), code);
    }
    int lineStart = 0;
    while (at < code.length()) {
      if (at == lineStart) {
        Script.Call call = statementMayStart && brackets.isEmpty() ? call(at) : null;
        if (call != null) {
          add(call);
          for (int i = 0; i < call.lines(); i++) {
            at = Script.endOfLine(code, at);
          }
          lineStart = endLines(lineStart, at);
          continue;
        }
      }
      token();
      lineStart = endLines(lineStart, at);
    }
    if (lineStart < code.length()) {
      lines.add(code.substring(lineStart));
    }
    return new Script(null, List.copyOf(calls), calls.isEmpty() ? List.of() : lines, code);
  }

  /** Where the magics start whose value is assigned. */
  List<Integer> assigned() {
    return assigned;
  }

  /** The names that the scanned cell's Java declares, and perhaps some more. */
  Set<String> declared() {
    return declared;
  }

  /** The cell magic, if the first line that is not blank is one. */
  private Script.Call head() {
    int start = 0;
    int line = 0;
    while (start < code.length()) {
      int end = Script.endOfLine(code, start);
      if (!code.substring(start, end).isBlank()) {
        return code.startsWith("%%", start) ? named(start + 2, line) : null;
      }
      start = end;
      line++;
    }
    return null;
  }

  /** A repository must be known before anything is asked of it, wherever JBang's line stands. */
  private void add(Script.Call call) {
    if (code.startsWith(REPOSITORIES, at)) {
      calls.addFirst(call);
    } else {
      calls.add(call);
    }
  }

  /** JBang's way to say what a script needs: a comment above all Java. Null if there is none. */
  private Script.Call directive(int lineStart) {
    boolean repositories = code.startsWith(REPOSITORIES, lineStart);
    if (before != 0 || !repositories && !code.startsWith(DEPENDENCIES, lineStart)) {
      return null;
    }
    int start = lineStart + (repositories ? REPOSITORIES : DEPENDENCIES).length();
    String arguments = code.substring(start, Script.endOfLine(code, start)).strip();
    String name = repositories ? "mavenRepo" : "maven";
    return arguments.isEmpty()
        ? null
        : new Script.Call(name, arguments, lines.size(), start - lineStart);
  }

  /** The magic on the line that starts here, or null. */
  private Script.Call call(int lineStart) {
    Script.Call directive = directive(lineStart);
    if (directive != null) {
      return directive;
    }
    int i = lineStart;
    while (i < code.length() && (code.charAt(i) == ' ' || code.charAt(i) == '\t')) {
      i++;
    }
    if (code.startsWith("!", i)) {
      return command(lineStart, i);
    }
    if (!code.startsWith("%", i)) {
      return null;
    }
    if (code.startsWith("%%", i)) {
      Script.Call misplaced = named(i + 2, lines.size());
      if (misplaced == null) {
        return null;
      }
      throw new MagicException(
          "expected the cell magic %%"
              + misplaced.name()
              + " on the first line of its cell, found it on line "
              + (misplaced.line() + 1));
    }
    return named(i + 1, lines.size());
  }

  /** The shell command on a line whose {@code !} is at {@code mark}, or null if that is Java. */
  private Script.Call command(int lineStart, int mark) {
    int end = Script.endOfLine(code, mark);
    int i = mark + 1;
    while (i < end && (Character.isWhitespace(code.charAt(i)) || code.charAt(i) == '!')) {
      i++;
    }
    int nameEnd = i;
    while (nameEnd < end && Character.isJavaIdentifierPart(code.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = code.substring(i, nameEnd);
    if (i == end || code.charAt(i) == '(' || KEYWORDS.contains(name)) {
      return null;
    }
    if (!name.isEmpty() && isJava.test(name)) {
      return null;
    }
    int taken = 1;
    while (goesOn(end) && end < code.length()) {
      end = Script.endOfLine(code, end);
      taken++;
    }
    String command = code.substring(mark + 1, end).strip().replace("\r\n", "\n");
    return new Script.Call(ShellMagic.NAME, command, lines.size(), mark + 1 - lineStart, taken);
  }

  /** Whether the line that ends here has a {@code \\} as its last character. */
  private boolean goesOn(int end) {
    int last = end;
    if (code.charAt(last - 1) == '\n') {
      last--;
    }
    if (code.charAt(last - 1) == '\r') {
      last--;
    }
    return last < end && code.charAt(last - 1) == '\\';
  }

  private Script.Call named(int nameStart, int line) {
    int i = nameStart;
    while (i < code.length() && isNamePart(code.charAt(i))) {
      i++;
    }
    if (i == nameStart || !Character.isLetter(code.charAt(nameStart))) {
      return null;
    }
    int end = Script.endOfLine(code, i);
    int start = i;
    while (start < end && Character.isWhitespace(code.charAt(start))) {
      start++;
    }
    int lineStart = nameStart;
    while (lineStart > 0
        && code.charAt(lineStart - 1) != '\n'
        && code.charAt(lineStart - 1) != '\r') {
      lineStart--;
    }
    if (code.substring(start, end).strip().equals("?") && start == i) {
      return new Script.Call(HelpMagic.NAME, code.substring(nameStart, i), line, 0);
    }
    return new Script.Call(
        code.substring(nameStart, i), code.substring(start, end).strip(), line, start - lineStart);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /** Collects the lines that end at or before {@code to}; returns where the next one starts. */
  private int endLines(int from, int to) {
    int start = from;
    while (start < to) {
      int end = Script.endOfLine(code, start);
      boolean broken = code.charAt(end - 1) == '\n' || code.charAt(end - 1) == '\r';
      if (end > to || !broken) {
        break;
      }
      lines.add(code.substring(start, end));
      start = end;
    }
    return start;
  }

  private void token() {
    char c = code.charAt(at);
    if (c == '\r' && code.startsWith("\r\n", at)) {
      at += 2;
    } else if (Character.isWhitespace(c)) {
      at++;
    } else if (code.startsWith("//", at)) {
      at = lineEnd();
    } else if (code.startsWith("/*", at)) {
      int end = code.indexOf("*/", at + 2);
      at = end < 0 ? code.length() : end + 2;
    } else if (code.startsWith("\"\"\"", at)) {
      textBlock();
    } else if (c == '"' || c == '\'') {
      literal(c);
    } else if (Character.isJavaIdentifierStart(c)) {
      word();
    } else {
      punctuation(c);
      at++;
    }
  }

  private int lineEnd() {
    int i = at;
    while (i < code.length() && code.charAt(i) != '\n' && code.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private void textBlock() {
    at += 3;
    while (at < code.length() && !code.startsWith("\"\"\"", at)) {
      at += code.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 3, code.length());
    significant('"');
  }

  private void literal(char quote) {
    int end = lineEnd();
    at++;
    while (at < end && code.charAt(at) != quote) {
      at += code.charAt(at) == '\\' ? 2 : 1;
    }
    at = at < end ? at + 1 : end;
    significant('"');
  }

  private void word() {
    int start = at;
    while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
      at++;
    }
    String word = code.substring(start, at);
    boolean expression = word.equals("switch") && !statementMayStart;
    inImport |= statementMayStart && (word.equals("import") || word.equals("package"));
    // A name follows its type, the type's brackets, or the name before: int[] a, b.
    if (brackets.isEmpty() && !inImport && "w>],".indexOf(before) >= 0 && !statementMayStart) {
      declared.add(word);
    }
    significant('w');
    wordIsSwitchExpression = expression;
  }

  private void punctuation(char c) {
    switch (c) {
      case '(', '[' -> {
        brackets.push(false);
        bracketWasSwitchExpression = wordIsSwitchExpression;
        significant(c);
      }
      case '{' -> {
        boolean value =
            "=,](".indexOf(before) >= 0
                || before == ARROW
                || before == ')' && bracketWasSwitchExpression;
        brackets.push(!value);
        significant(c);
        statementMayStart = true;
      }
      case ')', ']', '}' -> {
        boolean ends = !brackets.isEmpty() && brackets.pop();
        significant(c);
        statementMayStart = ends;
      }
      case ';' -> {
        significant(c);
        statementMayStart = true;
        inImport = false;
      }
      case '%' -> {
        boolean inline = before == '=' && InlineMagics.startsAt(code, at);
        significant(c);
        if (inline) {
          assigned.add(at);
          at = lineEnd() - 1;
          statementMayStart = true;
        }
      }
      default -> significant(c);
    }
  }

  private void significant(char c) {
    before = c == '>' && before == '-' ? ARROW : c;
    statementMayStart = false;
    wordIsSwitchExpression = false;
  }
}
