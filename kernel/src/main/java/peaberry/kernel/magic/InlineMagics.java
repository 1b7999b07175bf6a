package peaberry.kernel.magic;

import java.util.List;

/** Line magics on the right of an assignment: {@code List<String> jars = %jars lib/*.jar}. */
final class InlineMagics {
  private InlineMagics() {}

  /** Whether one may start at a {@code %}. */
  static boolean startsAt(String code, int percent) {
    return percent + 1 < code.length() && Character.isLetter(code.charAt(percent + 1));
  }

  /**
   * The cell with calls of {@code lineMagic} in their places, on the same lines.
   *
   * @param starts where their {@code %} signs are, in order
   */
  static String asCalls(String code, List<Integer> starts) {
    StringBuilder java = new StringBuilder();
    int at = 0;
    for (int start : starts) {
      int end = start;
      while (end < code.length() && code.charAt(end) != '\n' && code.charAt(end) != '\r') {
        end++;
      }
      java.append(code, at, start).append(call(code.substring(start + 1, end).strip()));
      at = end;
    }
    return java.append(code.substring(at)).toString();
  }

  private static String call(String text) {
    String line = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    List<String> words = ShellWords.split(line);
    List<String> arguments =
        words.subList(1, words.size()).stream().map(InlineMagics::literal).toList();
    return "peaberry.kernel.display.Display.lineMagic("
        + literal(words.getFirst())
        + ", java.util.List.of("
        + String.join(", ", arguments)
        + "));";
  }

  private static String literal(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
