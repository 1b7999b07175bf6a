package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/** The words of a line: what white space parts, unless it stands in quotation marks. */
final class ShellWords {
  private ShellWords() {}

  /**
   * Takes a line apart.
   *
   * @throws MagicException if a quotation mark is missing
   */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (char c : line.toCharArray()) {
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
        if (quote != 0) {
          word.append(c);
        }
      } else if (Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
      } else {
        word = word == null ? new StringBuilder() : word;
        if (c == '"' || c == '\'') {
          quote = c;
        } else {
          word.append(c);
        }
      }
    }
    if (quote != 0) {
      throw new MagicException("expected a closing " + quote + ", got " + line);
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }
}
