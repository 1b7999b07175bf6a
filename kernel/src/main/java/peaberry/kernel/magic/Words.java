package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The words of a line: what white space parts. */
final class Words {
  private Words() {}

  /** The word that ends at {@code cursor}; empty if white space stands before it. */
  static String before(String text, int cursor) {
    int start = cursor;
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, cursor);
  }

  /** Where the word that starts at {@code from} ends. */
  static int end(String text, int from) {
    int end = from;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where the next word starts. */
  static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** A path without the quotation marks around it. */
  static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.startsWith("\"") && text.endsWith("\"")
                || text.startsWith("'") && text.endsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** Those that begin with the word at the cursor. */
  static List<String> matching(Collection<String> candidates, String text, int cursor) {
    String word = before(text, cursor);
    List<String> found = new ArrayList<>();
    for (String candidate : candidates) {
      if (candidate.startsWith(word)) {
        found.add(candidate);
      }
    }
    return found;
  }
}
