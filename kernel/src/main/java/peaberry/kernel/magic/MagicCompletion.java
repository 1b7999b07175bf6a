package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Completes the magics of a cell, and tells where the cursor is in Java instead. */
public final class MagicCompletion {

  /** What is asked for at a cursor. */
  public sealed interface Asked {}

  /**
   * Java, at the same place of a text without the magics.
   *
   * @param code as long as the cell, all that is not Java replaced by spaces
   */
  public record Java(String code) implements Asked {}

  /**
   * Words.
   *
   * @param words what could stand there
   * @param start the start of what they replace; it ends at the cursor
   * @param names whether they are names of magics, not arguments
   */
  public record Words(List<String> words, int start, boolean names) implements Asked {}

  private final Magics magics;
  private final Predicate<String> isJava;

  /**
   * @param isJava whether a name is one of the notebook's, so that {@code !name} is Java's "not"
   */
  public MagicCompletion(Magics magics, Predicate<String> isJava) {
    this.magics = magics;
    this.isJava = isJava;
  }

  /** What is asked for at a place of a cell, in chars. */
  public Asked at(String code, int at) {
    int lineStart = at;
    while (lineStart > 0 && !isBreak(code.charAt(lineStart - 1))) {
      lineStart--;
    }
    String line = code.substring(lineStart, at);
    int sign = lineStart + line.length() - line.stripLeading().length();
    // A magic has a name: one that is still to be typed gets a letter.
    boolean unnamed = line.strip().matches("%%?");
    String named = unnamed ? code.substring(0, at) + "x" + code.substring(at) : code;
    Script script;
    try {
      script = Script.of(named, isJava);
    } catch (MagicException misplaced) {
      return new Words(List.of(), at, true);
    }
    int lineNumber = lines(code, lineStart);
    if (script.head() instanceof Script.Call head) {
      return head.line() == lineNumber
          ? word(code, at, sign, head, true)
          : magics.find(head.name()) instanceof CellMagic magic && magic.takesJava()
              ? new Java(blank(code, 0, code.length() - script.body().length()))
              : new Words(List.of(), at, false);
    }
    String java = code;
    for (Script.Call call : script.calls()) {
      int start = startOfLine(code, call.line());
      if (call.line() != lineNumber) {
        java = blank(java, start, Script.endOfLine(code, start));
      } else {
        Asked asked = word(code, at, sign, call, false);
        if (!(asked instanceof Java)) {
          return asked;
        }
        java = blank(java, start, start + call.column());
      }
    }
    return new Java(java);
  }

  /** What is asked for in the line of a magic whose signs are at {@code sign}. */
  private Asked word(String code, int at, int sign, Script.Call call, boolean ofCell) {
    boolean isShell = call.name().equals(ShellMagic.NAME);
    int nameEnd = sign + (ofCell ? 2 : 1) + call.name().length();
    if (!isShell && at <= nameEnd) {
      boolean first = code.substring(0, sign).isBlank();
      return new Words(named(code.substring(sign, at), first), sign, true);
    }
    Magic magic = magics.find(call.name());
    if (magic == null) {
      return new Words(List.of(), at, false);
    }
    if (!ofCell && magic instanceof LineMagic line && line.takesJava()) {
      return new Java(code);
    }
    int arguments = startOfLine(code, call.line()) + call.column();
    int wordStart = at;
    while (wordStart > arguments && !Character.isWhitespace(code.charAt(wordStart - 1))) {
      wordStart--;
    }
    String all = code.substring(Math.min(arguments, at), lineEnd(code, at));
    return new Words(
        magic.complete(all, Math.max(0, at - arguments)), Math.min(wordStart, at), false);
  }

  /** The magics, with their signs, that begin as {@code typed}. */
  private List<String> named(String typed, boolean firstLine) {
    String begun = typed.replaceFirst("^%%?", "");
    List<String> found = new ArrayList<>();
    for (boolean ofCell : new boolean[] {false, true}) {
      for (Magic magic : magics.all()) {
        boolean has = ofCell ? magic instanceof CellMagic && firstLine : magic instanceof LineMagic;
        boolean named = !magic.name().equals(ShellMagic.NAME);
        if (has && named && magic.name().startsWith(begun) && (ofCell || !typed.startsWith("%%"))) {
          found.add((ofCell ? "%%" : "%") + magic.name());
        }
      }
    }
    return found;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private static int lines(String code, int to) {
    int count = 0;
    for (int i = Script.endOfLine(code, 0); i <= to && i > 0; i = Script.endOfLine(code, i)) {
      count++;
      if (i == code.length()) {
        break;
      }
    }
    return to == 0 ? 0 : count;
  }

  private static int startOfLine(String code, int line) {
    int start = 0;
    for (int i = 0; i < line; i++) {
      start = Script.endOfLine(code, start);
    }
    return start;
  }

  private static int lineEnd(String code, int from) {
    int end = from;
    while (end < code.length() && !isBreak(code.charAt(end))) {
      end++;
    }
    return end;
  }

  private static String blank(String code, int from, int to) {
    StringBuilder text = new StringBuilder(code);
    for (int i = from; i < to; i++) {
      if (!isBreak(code.charAt(i))) {
        text.setCharAt(i, ' ');
      }
    }
    return text.toString();
  }
}
