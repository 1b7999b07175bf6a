package peaberry.kernel.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns frames and commands into the bytes of ZMTP 3.1. Stateless. */
final class TrafficEncoder {
  /** Bodies from this size on are not copied into a segment but are one. */
  static final int LARGE_BYTES = 32 * 1024;

  private static final int SEGMENT_BYTES = 1024 * 1024;
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;

  private TrafficEncoder() {}

  /** The 64 bytes that open a connection to a client. */
  static byte[] greeting(Mechanism mechanism) {
    return greeting(mechanism.name(), mechanism.server());
  }

  static byte[] greeting(String mechanism, boolean server) {
    byte[] bytes = new byte[TrafficDecoder.GREETING_BYTES];
    bytes[0] = (byte) 0xFF;
    bytes[8] = 1;
    bytes[9] = 0x7F;
    bytes[10] = 3;
    bytes[11] = 1;
    byte[] name = mechanism.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, bytes, 12, name.length);
    bytes[32] = (byte) (server ? 1 : 0);
    return bytes;
  }

  /** A command frame. */
  static byte[] command(Traffic.Command command) {
    return frame(COMMAND, commandBody(command));
  }

  /** A command frame's body: the name with its length, and the data. */
  static byte[] commandBody(Traffic.Command command) {
    byte[] name = command.name().getBytes(StandardCharsets.US_ASCII);
    byte[] data = command.data();
    byte[] bytes = new byte[1 + name.length + data.length];
    bytes[0] = (byte) name.length;
    System.arraycopy(name, 0, bytes, 1, name.length);
    System.arraycopy(data, 0, bytes, 1 + name.length, data.length);
    return bytes;
  }

  /** A message of one frame, all in one piece. */
  static byte[] frame(byte[] body) {
    return frame(0, body);
  }

  private static byte[] frame(int flags, byte[] body) {
    byte[] bytes = new byte[headerBytes(body.length) + body.length];
    int at = header(bytes, 0, flags, body.length);
    System.arraycopy(body, 0, bytes, at, body.length);
    return bytes;
  }

  /**
   * A message as segments to be written one after the other. Small frames are joined, so that a
   * usual message is one segment; large ones are the given arrays themselves.
   *
   * @param frames at least one
   */
  static byte[][] message(List<byte[]> frames) {
    List<byte[]> segments = new ArrayList<>(2);
    int first = 0;
    while (first < frames.size()) {
      int end = first;
      int size = 0;
      boolean large = false;
      while (end < frames.size() && !large && size < SEGMENT_BYTES) {
        int length = frames.get(end++).length;
        large = length >= LARGE_BYTES;
        size += headerBytes(length) + (large ? 0 : length);
      }
      byte[] segment = new byte[size];
      int at = 0;
      for (int i = first; i < end; i++) {
        byte[] body = frames.get(i);
        at = header(segment, at, i + 1 < frames.size() ? MORE : 0, body.length);
        if (body.length < LARGE_BYTES) {
          System.arraycopy(body, 0, segment, at, body.length);
          at += body.length;
        }
      }
      segments.add(segment);
      if (large) {
        segments.add(frames.get(end - 1));
      }
      first = end;
    }
    return segments.toArray(new byte[0][]);
  }

  private static int headerBytes(int length) {
    return length < 256 ? 2 : 9;
  }

  private static int header(byte[] bytes, int at, int flags, int length) {
    if (length < 256) {
      bytes[at] = (byte) flags;
      bytes[at + 1] = (byte) length;
      return at + 2;
    }
    bytes[at] = (byte) (flags | LONG);
    for (int i = 0; i < 4; i++) {
      bytes[at + 5 + i] = (byte) (length >>> 24 - 8 * i);
    }
    return at + 9;
  }
}
