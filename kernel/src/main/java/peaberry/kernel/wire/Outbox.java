package peaberry.kernel.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** The bytes that wait to be written to one client. Guarded by the reactor's lock. */
final class Outbox {
  private final ArrayDeque<byte[]> segments = new ArrayDeque<>();
  private int written;
  private long bytes;
  private long progressNanos;

  /** How many bytes wait. */
  long bytes() {
    return bytes;
  }

  /** When the client last took something, or began to have something to take. */
  long progressNanos() {
    return progressNanos;
  }

  /** Adds segments at the end. They are not copied. */
  void add(byte[]... added) {
    if (bytes == 0) {
      progressNanos = System.nanoTime();
    }
    for (byte[] segment : added) {
      if (segment.length > 0) {
        segments.add(segment);
        bytes += segment.length;
      }
    }
  }

  /** Copies from the front into {@code out}, as much as fits, and removes nothing. */
  void peek(ByteBuffer out) {
    int from = written;
    for (byte[] segment : segments) {
      int length = Math.min(segment.length - from, out.remaining());
      if (length == 0) {
        return;
      }
      out.put(segment, from, length);
      from = 0;
    }
  }

  /** Removes from the front what was written. */
  void advance(int count) {
    progressNanos = System.nanoTime();
    bytes -= count;
    written += count;
    while (!segments.isEmpty() && written >= segments.peek().length) {
      written -= segments.poll().length;
    }
  }

  void clear() {
    segments.clear();
    written = 0;
    bytes = 0;
  }
}
