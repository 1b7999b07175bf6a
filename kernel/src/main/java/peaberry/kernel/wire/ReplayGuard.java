package peaberry.kernel.wire;

import java.util.LinkedHashSet;

/**
 * Remembers the last 65,536 signatures, so that a message which somebody recorded cannot be sent
 * again. Of each it keeps 64 bits: whoever wants two that agree needs the key. Used by one thread.
 */
final class ReplayGuard {
  static final int REMEMBERED = 65_536;

  private final LinkedHashSet<Long> seen = new LinkedHashSet<>();

  /**
   * Takes note of a verified signature.
   *
   * @param signature at least 16 hexadecimal digits
   * @return false if it was seen before
   */
  boolean fresh(byte[] signature) {
    long start = 0;
    for (int i = 0; i < 16; i++) {
      start = start << 4 | Character.digit(signature[i], 16);
    }
    if (!seen.add(start)) {
      return false;
    }
    if (seen.size() > REMEMBERED) {
      seen.removeFirst();
    }
    return true;
  }
}
