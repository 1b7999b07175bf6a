package peaberry.kernel.wire;

import java.nio.charset.StandardCharsets;

/** What a ZMTP byte stream consists of: one greeting, then commands and parts of messages. */
sealed interface Traffic {

  /**
   * The first 64 bytes of a connection.
   *
   * @param major protocol version, at least 3
   * @param minor protocol version, 0 or 1 as known today
   * @param mechanism such as {@code NULL}
   */
  record Greeting(int major, int minor, String mechanism) implements Traffic {}

  /**
   * A command between the two ends, such as {@code READY}, {@code SUBSCRIBE}, {@code PING}.
   *
   * @param name ASCII letters
   * @param data what follows the name
   */
  record Command(String name, byte[] data) implements Traffic {}

  /**
   * One frame of a message.
   *
   * @param body its bytes
   * @param more true if further frames of the same message follow
   */
  record Part(byte[] body, boolean more) implements Traffic {}

  /** Text of a client made fit for a log line: no control characters, not too long. */
  static String printable(byte[] bytes) {
    int length = Math.min(bytes.length, 80);
    byte[] shown = new byte[length];
    for (int i = 0; i < length; i++) {
      shown[i] = bytes[i] >= ' ' && bytes[i] < 127 ? bytes[i] : (byte) '?';
    }
    return new String(shown, StandardCharsets.US_ASCII);
  }
}
