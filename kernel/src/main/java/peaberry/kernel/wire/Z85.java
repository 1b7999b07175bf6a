package peaberry.kernel.wire;

import java.nio.ByteBuffer;

/** Bytes as printable text, five characters for each four bytes (ZeroMQ RFC 32). Stateless. */
final class Z85 {
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

  private Z85() {}

  /** The bytes that a text stands for; null if it is no Z85. */
  static byte[] decode(String text) {
    if (text.length() % 5 != 0) {
      return null;
    }
    ByteBuffer out = ByteBuffer.allocate(text.length() / 5 * 4);
    for (int start = 0; start < text.length(); start += 5) {
      long value = 0;
      for (int i = start; i < start + 5; i++) {
        int digit = DIGITS.indexOf(text.charAt(i));
        if (digit < 0) {
          return null;
        }
        value = value * 85 + digit;
      }
      if (value > 0xFFFF_FFFFL) {
        return null;
      }
      out.putInt((int) value);
    }
    return out.array();
  }
}
