package peaberry.kernel.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns the bytes of one client into {@link Traffic}, however they are cut into pieces. It knows no
 * sockets and is used by one thread. After a {@link ProtocolException} the stream has no meaning
 * any more and the decoder must not be used again.
 *
 * <p>The length that a frame claims only bounds its buffer, which grows with the bytes that have
 * really come: to at most four times as many, and 4 KiB.
 */
final class TrafficDecoder {
  static final int GREETING_BYTES = 64;
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;
  private static final int FIRST_BYTES = 4096;
  private static final byte[] EMPTY = {};

  private enum Expecting {
    GREETING,
    FLAGS,
    LENGTH,
    BODY
  }

  private final Limits limits;
  private Expecting expecting = Expecting.GREETING;
  private byte[] body = new byte[GREETING_BYTES];
  private boolean commandsOnly;
  private int filled;
  private int flags;
  private int lengthBytesMissing;
  private long length;
  private long messageBytes;
  private int messageFrames;

  TrafficDecoder(Limits limits) {
    this.limits = limits;
  }

  /**
   * Takes bytes from {@code in} until something is whole.
   *
   * @return null if {@code in} was used up before
   * @throws ProtocolException if the bytes are not ZMTP 3, or pass the limits
   */
  Traffic next(ByteBuffer in) throws ProtocolException {
    while (in.hasRemaining()) {
      Traffic whole = null;
      if (expecting == Expecting.BODY) {
        whole = body(in);
      } else if (expecting == Expecting.FLAGS) {
        flags(in.get());
      } else if (expecting == Expecting.LENGTH) {
        whole = length(in.get());
      } else {
        whole = greeting(in.get());
      }
      if (whole != null) {
        return whole;
      }
    }
    return null;
  }

  /** Whether nothing has come yet. */
  boolean untouched() {
    return expecting == Expecting.GREETING && filled == 0;
  }

  /** Whether the stream may end here: not within a greeting, a frame or a message. */
  boolean between() {
    return expecting == Expecting.FLAGS && messageFrames == 0;
  }

  private Traffic greeting(byte next) throws ProtocolException {
    // Told byte by byte, so that a stranger is sent away without waiting for 64 bytes of his.
    if ((filled == 0 && next != (byte) 0xFF) || (filled == 9 && (next & 1) == 0)) {
      throw new ProtocolException("expected a ZMTP greeting, got something else");
    }
    if (filled == 10 && (next & 0xFF) < 3) {
      throw new ProtocolException("expected ZMTP 3, got the older version " + (next & 0xFF));
    }
    body[filled++] = next;
    if (filled < GREETING_BYTES) {
      return null;
    }
    int end = 12;
    while (end < 32 && body[end] != 0) {
      end++;
    }
    String mechanism = Traffic.printable(Arrays.copyOfRange(body, 12, end));
    expecting = Expecting.FLAGS;
    return new Traffic.Greeting(body[10] & 0xFF, body[11] & 0xFF, mechanism);
  }

  /** Whether only commands may come, as in the handshake. A message is then no claim on memory. */
  void commandsOnly(boolean only) {
    commandsOnly = only;
  }

  private void flags(byte next) throws ProtocolException {
    if ((next & ~(MORE | LONG | COMMAND)) != 0 || (next & (MORE | COMMAND)) == (MORE | COMMAND)) {
      throw new ProtocolException("expected a frame, got the unknown flags " + (next & 0xFF));
    }
    if (commandsOnly && (next & COMMAND) == 0) {
      throw new ProtocolException("expected READY, got a message");
    }
    flags = next;
    length = 0;
    lengthBytesMissing = (next & LONG) == 0 ? 1 : 8;
    expecting = Expecting.LENGTH;
  }

  private Traffic length(byte next) throws ProtocolException {
    length = length << 8 | (next & 0xFF);
    if (--lengthBytesMissing > 0) {
      return null;
    }
    if ((flags & COMMAND) != 0) {
      allow("command", limits.commandBytes(), limits.commandBytes());
    } else {
      allow("message", limits.messageBytes(), limits.messageBytes() - messageBytes);
      messageFrames++;
      messageBytes += length;
      if (messageFrames > limits.frames()) {
        throw new ProtocolException(
            "expected a message of at most " + limits.frames() + " frames, got more");
      }
    }
    filled = 0;
    body = EMPTY;
    expecting = Expecting.BODY;
    return length == 0 ? whole() : null;
  }

  private void allow(String what, int limit, long left) throws ProtocolException {
    if (length < 0 || length > left) {
      throw new ProtocolException(
          "expected a " + what + " of at most " + limit + " bytes, got a longer one");
    }
  }

  private Traffic body(ByteBuffer in) throws ProtocolException {
    int taken = Math.min(in.remaining(), (int) length - filled);
    int needed = filled + taken;
    if (needed > body.length) {
      long roomy = needed == length ? length : Math.max(FIRST_BYTES, 4L * needed);
      body = Arrays.copyOf(body, (int) Math.min(length, roomy));
    }
    in.get(body, filled, taken);
    filled = needed;
    return filled == length ? whole() : null;
  }

  private Traffic whole() throws ProtocolException {
    byte[] bytes = body;
    body = EMPTY;
    expecting = Expecting.FLAGS;
    if ((flags & COMMAND) != 0) {
      return command(bytes);
    }
    boolean more = (flags & MORE) != 0;
    if (!more) {
      messageFrames = 0;
      messageBytes = 0;
    }
    return new Traffic.Part(bytes, more);
  }

  /** The command in a command frame's body. */
  static Traffic.Command command(byte[] bytes) throws ProtocolException {
    int nameLength = bytes.length == 0 ? 0 : bytes[0] & 0xFF;
    boolean named = nameLength > 0 && nameLength < bytes.length;
    for (int i = 1; named && i <= nameLength; i++) {
      int letter = bytes[i] | 0x20;
      named = letter >= 'a' && letter <= 'z';
    }
    if (!named) {
      throw new ProtocolException("expected a command with a name, got one without");
    }
    String name = new String(bytes, 1, nameLength, StandardCharsets.US_ASCII);
    return new Traffic.Command(name, Arrays.copyOfRange(bytes, 1 + nameLength, bytes.length));
  }
}
