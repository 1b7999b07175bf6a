package peaberry.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What to say when something is asked for by a name that is not there: the names that are, and the
 * one that was probably meant.
 */
public final class UnknownName {
  private UnknownName() {}

  /**
   * The exception to throw.
   *
   * @param owner who was asked, such as {@code The table}
   * @param kind what was asked for, such as {@code column}
   * @param name the name that is not there
   * @param names those that are
   */
  public static IllegalArgumentException in(
      String owner, String kind, String name, List<String> names) {
    String rest =
        nearest(name, names)
            .map(meant -> "did you mean %s? It has %s.".formatted(meant, names))
            .orElse("it has %s.".formatted(names));
    return new IllegalArgumentException("%s has no %s %s; %s".formatted(owner, kind, name, rest));
  }

  /** The name with the fewest letters changed, if no more than a third of them are. */
  private static Optional<String> nearest(String name, List<String> names) {
    return names.stream()
        .filter(other -> distance(name, other) <= Math.max(name.length(), other.length()) / 3)
        .min(Comparator.comparingInt(other -> distance(name, other)));
  }

  /** Levenshtein's distance of two names; upper and lower case are one. */
  private static int distance(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
