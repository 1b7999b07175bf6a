package peaberry.plot;

/** What fits together has one length. */
final class Lengths {
  private Lengths() {}

  static void same(String one, Values these, String other, Values those, String why) {
    same(one, these.size(), other, those.size(), why);
  }

  static void same(String one, int these, String other, int those, String why) {
    if (these != those) {
      throw new IllegalArgumentException(
          "There are %d values of %s and %d of %s: %s.".formatted(these, one, those, other, why));
    }
  }

  static void sameOrNone(String one, Values these, String other, Values those) {
    if (these.size() != 0 && these.size() != those.size()) {
      throw new IllegalArgumentException(
          "There are %d %s for %d %s: each needs one."
              .formatted(these.size(), one, those.size(), other));
    }
  }
}
