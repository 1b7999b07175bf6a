package peaberry.kernel.assist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import peaberry.kernel.assist.Tokens.Token;

/**
 * A text with a cursor, made into one that javac's parser can read: a marker stands in the place of
 * the name at the cursor.
 *
 * <p>What follows the cursor is kept if its brackets fit: so members and types declared further
 * down are known. If they do not fit, or javac finds no sense in it, a second text ends at the
 * cursor with all brackets closed.
 */
final class Draft {
  /** The name at the cursor. The kernel owns names with a {@code $}. */
  static final String MARKER = "cursor$";

  private final Cursor cursor;
  private final Deque<String> closers = new ArrayDeque<>();

  private Draft(Cursor cursor) {
    this.cursor = cursor;
    List<Token> before = cursor.before();
    for (int i = 0; i < before.size(); i++) {
      bracket(closers, before.get(i), i == 0 ? null : before.get(i - 1));
    }
  }

  /** What closes the brackets that are open behind these tokens. */
  static String closing(List<Token> tokens) {
    Deque<String> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      bracket(open, tokens.get(i), i == 0 ? null : tokens.get(i - 1));
    }
    return String.join("", open);
  }

  /** The texts to try, the best first. */
  static List<String> texts(Cursor cursor) {
    Draft draft = new Draft(cursor);
    List<String> texts = new ArrayList<>();
    String head = draft.head();
    String rest = cursor.code().substring(cursor.end());
    Tokens after = Tokens.of(rest);
    if (draft.closes(after)) {
      texts.add(head + draft.suffix(after) + draft.stop(after) + rest);
    }
    texts.add(head + draft.suffix(Tokens.of("")) + draft.closed(""));
    if (cursor.before().stream().anyMatch(token -> token.is("->"))) {
      // A lambda's parameters have types only if the call has as many arguments as a method.
      texts.add(head + draft.closed(", null"));
      texts.add(head + draft.closed(", null, null"));
    }
    return texts;
  }

  private String head() {
    String head = cursor.code().substring(0, cursor.start());
    if (cursor.place() == Cursor.Place.REFERENCE) {
      // javac attributes the owner of a method reference only if it knows what is wanted there.
      int colons = cursor.before().getLast().start();
      head = head.substring(0, colons) + '.' + head.substring(colons + 2);
    }
    int forgotten = forgottenSemicolon();
    return forgotten < 0
        ? head + MARKER
        : head.substring(0, forgotten) + ";" + head.substring(forgotten) + MARKER;
  }

  /** Where the line before lacks a semicolon, without which javac skips this one; or -1. */
  private int forgottenSemicolon() {
    List<Token> before = cursor.before();
    if (cursor.place() == Cursor.Place.NEW_LINE) {
      return before.getLast().end();
    }
    int first = before.size();
    while (first > 1 && (before.get(first - 1).is(".") || before.get(first - 1).is("::"))) {
      first = ownerStart(before, first - 2);
    }
    if (first == before.size() || first < 1 || !before.get(first).startsLine()) {
      return -1;
    }
    Token end = before.get(first - 1);
    boolean mayEnd = end.is(")") || end.is("]") || end.kind() != Tokens.Kind.SYMBOL;
    return inBlock() && mayEnd && !Keywords.isOne(end.text()) ? end.end() : -1;
  }

  /** Where the part of a chain of calls begins whose last token is at {@code last}. */
  private static int ownerStart(List<Token> before, int last) {
    int depth = 0;
    for (int i = last; i >= 0; i--) {
      Token token = before.get(i);
      depth += token.is(")") || token.is("]") ? 1 : token.is("(") || token.is("[") ? -1 : 0;
      boolean named = i > 0 && before.get(i - 1).isWord();
      if (depth == 0 && !((token.is("(") || token.is("[")) && named)) {
        return i;
      }
    }
    return 0;
  }

  private boolean inBlock() {
    return closers.isEmpty() || closers.peek().equals(";}");
  }

  /** What a name needs behind it to stand at its place. */
  private String suffix(Tokens after) {
    String next = after.all().isEmpty() ? "" : after.all().getFirst().text();
    return switch (cursor.place()) {
      case NEW -> List.of("(", "<", "[", ".", "{").contains(next) ? "" : "()";
      case CASE -> List.of(":", "->", ",", ".", "(", "when").contains(next) ? "" : " -> {}";
      case ANNOTATION -> next.isEmpty() || next.equals("}") ? " int annotated$" : "";
      default -> "";
    };
  }

  /** A semicolon where the line ends behind the cursor and something else starts on the next. */
  private String stop(Tokens after) {
    if (after.all().isEmpty()) {
      return ";";
    }
    Token next = after.all().getFirst();
    boolean starts = next.startsLine() && (next.isWord() || next.is("@")) || next.is("}");
    return inBlock() && starts && breaks(next) ? ";" : "";
  }

  /** Whether a line break stands between the cursor and {@code next}, or a block ends there. */
  private boolean breaks(Token next) {
    String between = cursor.code().substring(cursor.end(), cursor.end() + next.start());
    return next.is("}") || between.indexOf('\n') >= 0 || between.indexOf('\r') >= 0;
  }

  /** Closes what is open, with {@code arguments} before the innermost parenthesis. */
  private String closed(String arguments) {
    StringBuilder text = new StringBuilder();
    closers.forEach(text::append);
    int parenthesis = text.indexOf(")");
    if (parenthesis >= 0) {
      text.insert(parenthesis, arguments);
    }
    return text.append(';').toString();
  }

  /** Whether the tokens behind the cursor close what is open at it, and all that they open. */
  private boolean closes(Tokens after) {
    Deque<String> open = new ArrayDeque<>(closers);
    Token previous = null;
    for (Token token : after.all()) {
      if (token.is(")") || token.is("]") || token.is("}")) {
        if (open.isEmpty() || !open.peek().endsWith(token.text())) {
          return false;
        }
      }
      bracket(open, token, previous);
      previous = token;
    }
    return open.isEmpty() && after.open() == Tokens.Open.CODE;
  }

  private static void bracket(Deque<String> open, Token token, Token previous) {
    switch (token.kind() == Tokens.Kind.SYMBOL ? token.text() : "") {
      case "(" -> open.push(")");
      case "[" -> open.push("]");
      case "{" -> open.push(listsValues(previous) ? "}" : ";}");
      case ")", "]", "}" -> {
        // A bracket that nothing opened is left to the parser.
        if (!open.isEmpty() && open.peek().endsWith(token.text())) {
          open.pop();
        }
      }
      default -> {}
    }
  }

  /** Whether a brace behind {@code previous} opens an array's values. */
  private static boolean listsValues(Token previous) {
    return previous != null && (previous.is("=") || previous.is("]") || previous.is(","));
  }
}
