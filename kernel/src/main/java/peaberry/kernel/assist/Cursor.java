package peaberry.kernel.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import peaberry.kernel.assist.Tokens.Open;
import peaberry.kernel.assist.Tokens.Token;

/**
 * A place in a text, and what the tokens before it say about what may stand there.
 *
 * @param code the text
 * @param at the place, in chars
 * @param prefix the beginning of a name that stands before it, or empty
 * @param before the tokens before the prefix
 * @param place what is wanted
 */
record Cursor(String code, int at, String prefix, List<Token> before, Place place) {

  /** What may stand at a cursor, as its surroundings show it. */
  enum Place {
    NOTHING,
    STRING,
    IMPORT,
    /** Behind a dot. */
    MEMBER,
    /** Behind {@code ::}. */
    REFERENCE,
    ANNOTATION,
    /** Behind {@code new}. */
    NEW,
    TYPE,
    /** Behind the name or the parameters of a type that is being declared. */
    HEADER,
    /** Where an expression, but no statement, may start. */
    EXPRESSION,
    /** Behind {@code case}. */
    CASE,
    STATEMENT,
    /** Where a statement may start if the line before had its semicolon. */
    NEW_LINE
  }

  private static final Set<String> BEFORE_TYPES =
      Set.of("extends", "implements", "permits", "throws", "instanceof");
  private static final Set<String> BEFORE_STATEMENTS = Set.of("else", "do", "try", "finally");
  private static final Set<String> BEFORE_EXPRESSIONS =
      Set.of("return", "throw", "assert", "yield", "when");
  private static final Set<String> TYPE_KEYWORDS = Set.of("class", "interface", "enum", "record");
  private static final Set<String> CONTROL = Set.of("if", "while", "for", "catch", "switch");

  static Cursor of(String code, int at) {
    Tokens tokens = Tokens.of(code.substring(0, at));
    Token last = tokens.last(0);
    if (tokens.open() == Open.STRING) {
      return new Cursor(
          code, at, code.substring(tokens.openStart() + 1, at), tokens.all(), Place.STRING);
    }
    boolean touches = last != null && last.end() == at;
    if (tokens.open() != Open.CODE || touches && last.kind() == Tokens.Kind.NUMBER) {
      return new Cursor(code, at, "", tokens.all(), Place.NOTHING);
    }
    String prefix = touches && last.isWord() ? last.text() : "";
    List<Token> before = new ArrayList<>(tokens.all());
    if (!prefix.isEmpty()) {
      before.removeLast();
    }
    Place place = place(before);
    int start = at - prefix.length();
    boolean forgotten = place == Place.NOTHING && breaks(code, before.getLast().end(), start);
    return new Cursor(code, at, prefix, before, forgotten ? Place.NEW_LINE : place);
  }

  private static boolean breaks(String code, int from, int to) {
    String between = code.substring(from, to);
    return between.indexOf('\n') >= 0 || between.indexOf('\r') >= 0;
  }

  /** Where the prefix starts. */
  int start() {
    return at - prefix.length();
  }

  /** The first token behind the name at the cursor. */
  int end() {
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.codePointAt(end))) {
      end += Character.charCount(code.codePointAt(end));
    }
    return end;
  }

  private static Place place(List<Token> before) {
    Token last = before.isEmpty() ? null : before.getLast();
    if (last == null) {
      return Place.STATEMENT;
    }
    if (importStart(before) >= 0) {
      return Place.IMPORT;
    }
    int dotted = skipDotted(before);
    Token owner = dotted < 0 ? null : before.get(dotted);
    if (last.is(".")) {
      return owner != null && owner.is("new") ? Place.NEW : Place.MEMBER;
    }
    if (last.kind() != Tokens.Kind.WORD) {
      return afterSymbol(before, last);
    }
    if (last.is("new")) {
      return Place.NEW;
    }
    if (last.is("case")) {
      return Place.CASE;
    }
    if (BEFORE_TYPES.contains(last.text())) {
      return Place.TYPE;
    }
    if (BEFORE_EXPRESSIONS.contains(last.text())) {
      return Place.EXPRESSION;
    }
    if (BEFORE_STATEMENTS.contains(last.text()) || Keywords.MODIFIERS.contains(last.text())) {
      return Place.STATEMENT;
    }
    Token earlier = before.size() < 2 ? null : before.get(before.size() - 2);
    if (earlier != null && TYPE_KEYWORDS.contains(earlier.text())) {
      return Place.HEADER;
    }
    return Place.NOTHING;
  }

  private static Place afterSymbol(List<Token> before, Token last) {
    return switch (last.text()) {
      case "::" -> Place.REFERENCE;
      case "@" -> Place.ANNOTATION;
      case ";", "{", "}", "->" -> Place.STATEMENT;
      case ")" -> afterParenthesis(before);
      case "]" -> Place.NOTHING;
      case "," -> inCase(before) ? Place.CASE : Place.EXPRESSION;
      default -> last.kind() == Tokens.Kind.SYMBOL ? Place.EXPRESSION : Place.NOTHING;
    };
  }

  /**
   * Behind {@code if (...)} a statement starts, behind {@code record P(...)} its header goes on.
   */
  private static Place afterParenthesis(List<Token> before) {
    int depth = 0;
    for (int i = before.size() - 1; i >= 0; i--) {
      Token token = before.get(i);
      depth += token.is(")") ? 1 : token.is("(") ? -1 : 0;
      if (depth == 0) {
        Token name = i > 0 ? before.get(i - 1) : null;
        if (name != null && CONTROL.contains(name.text())) {
          return Place.STATEMENT;
        }
        boolean declares = i > 1 && TYPE_KEYWORDS.contains(before.get(i - 2).text());
        return declares
            ? Place.HEADER
            : name == null || !name.isWord() ? Place.EXPRESSION : Place.NOTHING;
      }
    }
    return Place.NOTHING;
  }

  private static boolean inCase(List<Token> before) {
    for (int i = before.size() - 1; i >= 0; i--) {
      Token token = before.get(i);
      if (token.is("case")) {
        return true;
      }
      if (!token.is(",") && !token.isWord() && token.kind() == Tokens.Kind.SYMBOL) {
        return false;
      }
    }
    return false;
  }

  /** The index of the token before a dotted name that ends with a dot. */
  private static int skipDotted(List<Token> before) {
    int i = before.size() - 1;
    while (i >= 1 && before.get(i).is(".") && before.get(i - 1).isWord()) {
      i -= 2;
    }
    return i;
  }

  /** Where the import begins in which the cursor is, as an index of {@link #before}; or -1. */
  int importStart() {
    return importStart(before);
  }

  private static int importStart(List<Token> before) {
    int i = before.size() - 1;
    while (i >= 0 && (before.get(i).isWord() || before.get(i).is("."))) {
      if (before.get(i).is("import")) {
        return i;
      }
      if (before.get(i).startsLine()) {
        return -1;
      }
      i--;
    }
    return -1;
  }
}
