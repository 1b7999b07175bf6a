package peaberry.kernel.assist;

import java.util.List;

/**
 * What could stand at the cursor, the best first, and which part of the text it would replace.
 *
 * @param start where the replaced text starts, in chars
 * @param end where it ends: the cursor
 */
public record Suggestions(List<Suggestion> all, int start, int end) {
  public Suggestions {
    all = List.copyOf(all);
  }

  static Suggestions none(int cursor) {
    return new Suggestions(List.of(), cursor, cursor);
  }
}
