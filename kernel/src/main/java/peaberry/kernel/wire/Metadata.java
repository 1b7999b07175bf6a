package peaberry.kernel.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a client tells of itself in its {@code READY} command.
 *
 * @param socketType such as {@code DEALER}
 * @param identity the routing id it asks for; empty if it leaves the choice to the server
 */
record Metadata(String socketType, byte[] identity) {
  private static final int MAX_IDENTITY_BYTES = 255;

  /**
   * Reads the properties of a {@code READY} command. Unknown ones are passed over.
   *
   * @throws ProtocolException if they are cut off, or there is no socket type
   */
  static Metadata read(byte[] data) throws ProtocolException {
    ByteBuffer in = ByteBuffer.wrap(data);
    String socketType = null;
    byte[] identity = {};
    while (in.hasRemaining()) {
      byte[] name = take(in, in.get() & 0xFF);
      byte[] value = take(in, in.remaining() < 4 ? -1 : in.getInt());
      String key = Traffic.printable(name);
      if (key.equalsIgnoreCase("Socket-Type")) {
        socketType = Traffic.printable(value);
      } else if (key.equalsIgnoreCase("Identity")) {
        identity = value;
      }
    }
    if (socketType == null) {
      throw new ProtocolException("expected a socket type in READY, got none");
    }
    if (identity.length > MAX_IDENTITY_BYTES) {
      throw new ProtocolException("expected an identity of at most 255 bytes, got a longer one");
    }
    return new Metadata(socketType, identity);
  }

  /** The data of a {@code READY} command that tells this. */
  byte[] write() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    property(out, "Socket-Type", socketType.getBytes(StandardCharsets.US_ASCII));
    property(out, "Identity", identity);
    return out.toByteArray();
  }

  private static void property(ByteArrayOutputStream out, String name, byte[] value) {
    out.write(name.length());
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
    out.writeBytes(value);
  }

  private static byte[] take(ByteBuffer in, int length) throws ProtocolException {
    if (length < 0 || length > in.remaining()) {
      throw new ProtocolException("expected whole properties in READY, got cut off ones");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
