package peaberry.kernel.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a cell, before it is run.
 *
 * @param code javac's key, such as {@code compiler.err.cant.resolve.location}
 * @param message one sentence
 * @param start first position in the {@link CellText}
 * @param position where the caret belongs
 * @param end behind the last position
 * @param unknown the name that is declared nowhere, or null
 * @param types binary names of the classes that it is about
 * @param advice what to do, a sentence each; may be empty
 */
record Problem(
    String code,
    String message,
    int start,
    int position,
    int end,
    Unknown unknown,
    Set<String> types,
    List<String> advice) {

  /**
   * A name that javac did not find.
   *
   * @param members what the type that it was looked for in has instead, methods with {@code ()};
   *     null for a name that stands alone, which may be any of the notebook's
   * @param meant what it surely was meant to be, a sentence; null if that is not known
   */
  record Unknown(String name, Kind kind, Set<String> members, String meant) {
    enum Kind {
      VARIABLE,
      METHOD,
      TYPE
    }
  }

  /** The simple name that no cell has declared yet, or null. */
  String missing() {
    return unknown == null || unknown.members() != null ? null : unknown.name();
  }

  /** Whether another is about a part of what this one is about. */
  boolean contains(Problem other) {
    return start <= other.start && other.end <= end;
  }

  Problem saying(String better) {
    return new Problem(code, better, start, position, end, unknown, types, advice);
  }

  Problem onlyAdvising(String sentence) {
    return new Problem(code, message, start, position, end, unknown, types, List.of(sentence));
  }

  Problem advising(List<String> more) {
    List<String> all = new ArrayList<>(advice);
    all.addAll(more);
    return new Problem(code, message, start, position, end, unknown, types, List.copyOf(all));
  }
}
