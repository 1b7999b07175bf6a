package peaberry.kernel.cell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the bracket that nothing closes. */
final class Brackets {
  /** What may hold brackets that do not count, or is one. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\\\n])*'"
              + "|//[^\\n]*|/\\*[\\s\\S]*?\\*/|[(){}\\[\\]]");

  private Brackets() {}

  /** The position of the innermost bracket that is open at the text's end. */
  static Optional<Integer> unclosed(String text) {
    Deque<Integer> open = new ArrayDeque<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      switch (token.group()) {
        case "(", "[", "{" -> open.push(token.start());
        case ")", "]", "}" -> open.poll();
        default -> {}
      }
    }
    return Optional.ofNullable(open.peek());
  }
}
