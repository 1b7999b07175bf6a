package peaberry.kernel.cell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the bracket that nothing closes, and the one that closes another. */
final class Brackets {
  /** What may hold brackets that do not count, or is one. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\\\n])*'"
              + "|//[^\\n]*|/\\*[\\s\\S]*?\\*/|[(){}\\[\\]]");

  private static final Pattern ARGUMENT = Pattern.compile(TOKEN.pattern() + "|,");

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

  /**
   * What stands between the commas of a call; one empty text if it has no arguments.
   *
   * @param call starts with the bracket that opens it; there are no arguments if it does not
   */
  static List<String> arguments(String call) {
    List<String> found = new ArrayList<>();
    if (!call.startsWith("(")) {
      return found;
    }
    int start = 1;
    int depth = 0;
    Matcher token = ARGUMENT.matcher(call.substring(0, closing(call).orElse(-1) + 1));
    while (token.find()) {
      switch (token.group()) {
        case "(", "[", "{" -> depth++;
        case ")", "]", "}" -> depth--;
        default -> {}
      }
      if (depth == 0 || depth == 1 && token.group().equals(",")) {
        found.add(call.substring(start, token.start()).strip());
        start = token.end();
      }
    }
    return found;
  }

  /** The position of the bracket that closes the first one of the text. */
  static Optional<Integer> closing(String text) {
    int depth = 0;
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      switch (token.group()) {
        case "(", "[", "{" -> depth++;
        case ")", "]", "}" -> {
          if (--depth <= 0) {
            return depth < 0 ? Optional.empty() : Optional.of(token.start());
          }
        }
        default -> {}
      }
    }
    return Optional.empty();
  }
}
