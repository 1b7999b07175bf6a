package peaberry.kernel.assist;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import peaberry.kernel.assist.Tokens.Open;

/**
 * A question in a cell: {@code name?}, {@code ?name}, with two marks for the source too. It stands
 * on the last line. {@code a ? b : c} is none.
 *
 * @param before the lines before it
 * @param name what is asked for: a name, dotted names, or a magic with its signs
 * @param detail 0, or 1 for the source too
 */
public record HelpLine(String before, String name, int detail) {
  /** Compiled when the first question is asked: a cell without one does not wait for it. */
  private static final class Form {
    private static final String NAME = "(%{0,2}[\\p{L}_$][\\w\\p{L}$.-]*|!)";
    private static final Pattern BEHIND =
        Pattern.compile("\\s*" + NAME + "\\s*(\\?\\??)\\s*;?\\s*");
    private static final Pattern AHEAD = Pattern.compile("\\s*(\\?\\??)\\s*" + NAME + "\\s*;?\\s*");
  }

  /** The question that a cell ends with; empty if it asks nothing. */
  public static Optional<HelpLine> of(String code) {
    String whole = code.stripTrailing();
    int line = Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1;
    String last = whole.substring(line);
    String before = whole.substring(0, line);
    if (last.indexOf('?') < 0
        || before.stripLeading().startsWith("%%")
        || Tokens.of(before).open() != Open.CODE) {
      return Optional.empty();
    }
    Matcher behind = Form.BEHIND.matcher(last);
    if (behind.matches()) {
      return Optional.of(new HelpLine(before, behind.group(1), behind.group(2).length() - 1));
    }
    Matcher ahead = Form.AHEAD.matcher(last);
    return ahead.matches()
        ? Optional.of(new HelpLine(before, ahead.group(2), ahead.group(1).length() - 1))
        : Optional.empty();
  }
}
