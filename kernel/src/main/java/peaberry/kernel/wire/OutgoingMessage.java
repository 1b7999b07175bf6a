package peaberry.kernel.wire;

import java.util.List;

/**
 * A message on its way to one or many clients: its frames, and their bytes on a connection without
 * encryption, which are made once for all such clients. Used under the reactor's lock.
 */
final class OutgoingMessage {
  private final List<byte[]> frames;
  private byte[][] plain;

  OutgoingMessage(List<byte[]> frames) {
    this.frames = frames;
  }

  List<byte[]> frames() {
    return frames;
  }

  /** The bytes without encryption. */
  byte[][] plain() {
    if (plain == null) {
      plain = TrafficEncoder.message(frames);
    }
    return plain;
  }
}
