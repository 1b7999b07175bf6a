package peaberry.kernel.cell;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to write for an array's values in braces where Java does not take them: {@code f({1, 2})}.
 */
final class ArrayValues {
  private static final int LONGEST = 30;

  /** What stands before an array; a collection may be meant to have the values itself. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?<!(Set|List|Map|Deque|Queue)(<[^<>()]{0,30}>)?|\\bof|[aA]ll)\\($|[,=]$|\\breturn$");

  private static final Pattern NUMBERS = Pattern.compile("[\\d\\s,{}.eE+-]*\\d[\\d\\s,{}.eE+-]*");
  private static final Pattern TEXTS = Pattern.compile("[\\s,{}]*\"[^:]*");

  private ArrayValues() {}

  /**
   * A sentence, if it is certain that an array is meant.
   *
   * @param before the cell as far as the {@code {}
   * @param from the cell from there
   */
  static Optional<String> in(String before, String from) {
    int end = Brackets.closing(from).orElse(-1) + 1;
    String tail = before.substring(Math.max(0, before.length() - 80)).stripTrailing();
    if (!from.startsWith("{") || end < 3 || !PLACE.matcher(tail).find()) {
      return Optional.empty();
    }
    String values = from.substring(0, end);
    String brackets = values.matches("(?s)\\{\\s*\\{.*") ? "[][] " : "[] ";
    String shown =
        values.length() > LONGEST || values.indexOf('\n') >= 0
            ? brackets + "{...}"
            : brackets + values;
    Matcher numbers = NUMBERS.matcher(values);
    String made =
        TEXTS.matcher(values).matches()
            ? "`new String" + shown + "`"
            : !numbers.matches()
                ? null
                : values.matches("(?s).*[.eE].*")
                    ? "`new double" + shown + "`"
                    : "`new int" + shown + "` or `new double" + shown + "`";
    return Optional.ofNullable(made)
        .map(each -> "outside of a declaration an array says its type: " + each);
  }
}
