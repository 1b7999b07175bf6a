package peaberry.kernel.assist;

import java.util.ArrayList;
import java.util.List;

/**
 * A text's Java tokens, as far as completion needs them: whatever the text, there is a list.
 *
 * @param all in order
 * @param open what the text ends in
 * @param openStart where that has begun, if it is not {@code CODE}
 */
record Tokens(List<Token> all, Open open, int openStart) {

  /**
   * What a token is. {@code ::} and {@code ->} are one symbol, all others are single characters.
   */
  enum Kind {
    WORD,
    NUMBER,
    LITERAL,
    SYMBOL
  }

  /** One token; {@code line} says whether it is the first of its line. */
  record Token(Kind kind, String text, int start, int end, boolean startsLine) {
    boolean is(String what) {
      return kind != Kind.LITERAL && text.equals(what);
    }

    boolean isWord() {
      return kind == Kind.WORD;
    }
  }

  /** Where a text may end. */
  enum Open {
    CODE,
    COMMENT,
    STRING,
    CHARACTER,
    TEXT_BLOCK
  }

  static Tokens of(String text) {
    return new Reader(text).read();
  }

  /** The last token but {@code back}, or null. */
  Token last(int back) {
    int index = all.size() - 1 - back;
    return index < 0 ? null : all.get(index);
  }

  private static final class Reader {
    private final String text;
    private final List<Token> all = new ArrayList<>();
    private Open open = Open.CODE;
    private int openStart;
    private int at;
    private boolean newLine = true;

    Reader(String text) {
      this.text = text;
    }

    Tokens read() {
      while (at < text.length()) {
        next();
      }
      return new Tokens(all, open, openStart);
    }

    private void next() {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        newLine |= c == '\n' || c == '\r';
        at++;
      } else if (text.startsWith("//", at)) {
        int end = lineEnd(at);
        stop(Open.COMMENT, at, end, end < text.length());
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        stop(Open.COMMENT, at, end < 0 ? text.length() : end + 2, end >= 0);
      } else if (text.startsWith("\"\"\"", at)) {
        textBlock();
      } else if (c == '"' || c == '\'') {
        literal(c);
      } else if (Character.isJavaIdentifierStart(text.codePointAt(at))) {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
          at += Character.charCount(text.codePointAt(at));
        }
        add(Kind.WORD, start);
      } else if (Character.isDigit(c)) {
        number();
      } else {
        int start = at;
        at += text.startsWith("::", at) || text.startsWith("->", at) ? 2 : 1;
        add(Kind.SYMBOL, start);
      }
    }

    private void number() {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at))
              || text.charAt(at) == '_'
              || text.charAt(at) == '.')) {
        at++;
      }
      add(Kind.NUMBER, start);
    }

    private void textBlock() {
      int start = at;
      at += 3;
      while (at < text.length() && !text.startsWith("\"\"\"", at)) {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      boolean closed = at < text.length();
      stop(Open.TEXT_BLOCK, start, Math.min(at + 3, text.length()), closed);
      add(Kind.LITERAL, start);
    }

    private void literal(char quote) {
      int start = at;
      int end = lineEnd(at);
      at++;
      while (at < end && text.charAt(at) != quote) {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      boolean closed = at < end || end < text.length();
      stop(quote == '"' ? Open.STRING : Open.CHARACTER, start, Math.min(at + 1, end), closed);
      add(Kind.LITERAL, start);
    }

    /** Ends a comment or literal; what is not closed is what the text ends in. */
    private void stop(Open kind, int start, int end, boolean closed) {
      at = end;
      if (!closed) {
        open = kind;
        openStart = start;
      }
    }

    private int lineEnd(int from) {
      int i = from;
      while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
        i++;
      }
      return i;
    }

    private void add(Kind kind, int start) {
      all.add(new Token(kind, text.substring(start, at), start, at, newLine));
      newLine = false;
    }
  }
}
