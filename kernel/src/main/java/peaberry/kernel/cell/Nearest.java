package peaberry.kernel.cell;

import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was probably meant to be. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate that differs least from {@code name}, if it differs little: by upper and lower
   * case alone, or by one letter in three at most.
   *
   * @param candidates in the order of preference among equals
   */
  public static Optional<String> to(String name, Iterable<String> candidates) {
    String nearest = null;
    int least = 2 * (name.length() / 3) + 2;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) * 2 < least) {
        int distance = distance(name, candidate);
        if (distance < least) {
          nearest = candidate;
          least = distance;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /**
   * How far two names are apart: two for a letter put in or left out, or for two neighbours that
   * changed places, three for a letter that is another, one for another case (after Damerau and
   * Levenshtein).
   */
  static int distance(String a, String b) {
    if (a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT))) {
      return a.equals(b) ? 0 : 1;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = 2 * (i + j);
          continue;
        }
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        d[i][j] =
            Math.min(d[i - 1][j - 1] + difference(x, y), 2 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1 && j > 1 && x == b.charAt(j - 2) && y == a.charAt(i - 2) && x != y) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 2);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static int difference(char x, char y) {
    if (x == y) {
      return 0;
    }
    return Character.toLowerCase(x) == Character.toLowerCase(y) ? 1 : 3;
  }
}
