package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picks cells by their numbers. */
final class PastCells {
  private static final Pattern RANGE = Pattern.compile("(\\d{0,9})(?:(-)(\\d{0,9}))?");

  private PastCells() {}

  /**
   * The cells in some ranges, in the order of these.
   *
   * @param ranges such as {@code 4 7-9 12-}, the last number included; empty for all cells
   * @throws MagicException if a range is none
   */
  static List<PastCell> in(String ranges, List<PastCell> all) {
    if (ranges.isEmpty()) {
      return all;
    }
    List<PastCell> found = new ArrayList<>();
    for (String range : ranges.split("\\s+")) {
      Matcher matcher = RANGE.matcher(range);
      if (!matcher.matches() || range.equals("-")) {
        throw new MagicException("expected numbers of cells such as 4 or 7-9 or 12-, got " + range);
      }
      int from = matcher.group(1).isEmpty() ? 1 : Integer.parseInt(matcher.group(1));
      int to =
          matcher.group(2) == null
              ? from
              : matcher.group(3).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(3));
      for (PastCell cell : all) {
        if (cell.number() >= from && cell.number() <= to) {
          found.add(cell);
        }
      }
    }
    return found;
  }
}
