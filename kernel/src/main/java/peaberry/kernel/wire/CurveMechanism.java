package peaberry.kernel.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * The server's side of CurveZMQ (RFC 26): {@code HELLO}, {@code WELCOME}, {@code INITIATE}, {@code
 * READY}, then every frame in a {@code MESSAGE}. It authenticates the server, and lets in whoever
 * knows the server's public key, under any key of his own. Both ends make keys for this connection
 * alone, so that who learns the long-term keys later reads nothing of it.
 *
 * <p>The RFC's cookie lets a server forget its short-term keys between two commands. This one keeps
 * them with the connection, so its cookie is 96 random bytes that must come back.
 */
final class CurveMechanism implements Mechanism {
  static final String NAME = "CURVE";

  static final int COOKIE_BYTES = 96;

  private static final int KEY = CurveKeys.BYTES;
  private static final int COUNTER = 8;
  private static final int LONG_NONCE = 16;
  private static final int TAG = CryptoBox.TAG_BYTES;
  private static final int HELLO_PADDING = 72;
  private static final int HELLO_SIGNATURE = 64;
  private static final int VOUCH = LONG_NONCE + TAG + 2 * KEY;
  private static final byte[] MESSAGE = "\7MESSAGE".getBytes(StandardCharsets.US_ASCII);

  /**
   * RFC 26 lets the client give up then; 400 is libzmq's number for a client that is not trusted.
   */
  private static final Traffic.Command UNTRUSTED =
      new Traffic.Command("ERROR", new byte[] {3, '4', '0', '0'});

  private static final int MORE = 1;
  private static final int COMMAND = 2;

  private enum Expecting {
    HELLO,
    INITIATE,
    MESSAGE
  }

  private final CurveKeys keys;
  private final Metadata own;
  private final SecureRandom random;
  private Expecting expecting = Expecting.HELLO;
  private Traffic.Command answer;

  /** The highest counter that the client has used, and that we have. */
  private long received;

  private long sent;
  private byte[] clientKey;
  private byte[] cookie;
  private byte[] secret;
  private CryptoBox session;

  CurveMechanism(CurveKeys keys, Metadata own, SecureRandom random) {
    this.keys = keys;
    this.own = own;
    this.random = random;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean server() {
    return true;
  }

  @Override
  public Metadata receive(Traffic.Command command) throws ProtocolException {
    if (command.name().equals("ERROR")) {
      throw new ProtocolException("the client refused: " + Traffic.printable(command.data()));
    }
    if (!command.name().equals(expecting.name())) {
      throw new ProtocolException("expected " + expecting + ", got the command " + command.name());
    }
    if (expecting == Expecting.HELLO) {
      hello(command.data());
      return null;
    }
    return initiate(command.data());
  }

  private void hello(byte[] data) throws ProtocolException {
    int box = 2 + HELLO_PADDING + KEY + COUNTER;
    if (data.length != box + TAG + HELLO_SIGNATURE) {
      throw new ProtocolException("expected a HELLO of 194 bytes, got one of " + data.length);
    }
    if (data[0] != 1 || data[1] != 0) {
      throw new ProtocolException("expected CURVE 1.0, got " + data[0] + "." + data[1]);
    }
    clientKey = Arrays.copyOfRange(data, 2 + HELLO_PADDING, 2 + HELLO_PADDING + KEY);
    CryptoBox fromClient = CryptoBox.between(keys.secretBytes(), clientKey);
    byte[] nonce = clientNonce("CurveZMQHELLO---", data, box - COUNTER);
    byte[] signature = fromClient.open(nonce, data, box);
    if (signature == null || !Arrays.equals(signature, new byte[HELLO_SIGNATURE])) {
      throw untrusted("expected a HELLO for this kernel's key, got one for another");
    }
    secret = randomBytes(KEY);
    cookie = randomBytes(COOKIE_BYTES);
    byte[] welcome = join(CryptoBox.publicKey(secret), cookie);
    byte[] suffix = randomBytes(LONG_NONCE);
    byte[] sealed = fromClient.seal(nonce("WELCOME-", suffix), welcome);
    answer = new Traffic.Command("WELCOME", join(suffix, sealed));
    expecting = Expecting.INITIATE;
  }

  private Metadata initiate(byte[] data) throws ProtocolException {
    int box = COOKIE_BYTES + COUNTER;
    if (data.length < box + TAG + KEY + VOUCH) {
      throw new ProtocolException(
          "expected an INITIATE of at least 248 bytes, got one of " + data.length);
    }
    if (!MessageDigest.isEqual(cookie, Arrays.copyOf(data, COOKIE_BYTES))) {
      throw new ProtocolException("expected this connection's cookie in INITIATE, got another");
    }
    session = CryptoBox.between(secret, clientKey);
    byte[] plain = session.open(clientNonce("CurveZMQINITIATE", data, COOKIE_BYTES), data, box);
    if (plain == null) {
      throw new ProtocolException("expected an INITIATE of the client of HELLO, got another's");
    }
    byte[] longTerm = Arrays.copyOf(plain, KEY);
    byte[] suffix = Arrays.copyOfRange(plain, KEY, KEY + LONG_NONCE);
    byte[] vouch =
        CryptoBox.between(secret, longTerm)
            .open(nonce("VOUCH---", suffix), Arrays.copyOf(plain, KEY + VOUCH), KEY + LONG_NONCE);
    if (vouch == null || !Arrays.equals(vouch, join(clientKey, keys.publicBytes()))) {
      throw untrusted("expected a vouch for the client's key in INITIATE, got none");
    }
    final Metadata metadata = Metadata.read(Arrays.copyOfRange(plain, KEY + VOUCH, plain.length));
    byte[] counter = counter();
    byte[] ready = session.seal(nonce("CurveZMQREADY---", counter), own.write());
    answer = new Traffic.Command("READY", join(counter, ready));
    expecting = Expecting.MESSAGE;
    cookie = null;
    secret = null;
    return metadata;
  }

  /** For a client that speaks properly, but has the wrong keys: to try again is of no use to it. */
  private ProtocolException untrusted(String reason) {
    answer = UNTRUSTED;
    return new ProtocolException(reason);
  }

  @Override
  public Traffic.Command next() {
    Traffic.Command next = answer;
    answer = null;
    return next;
  }

  @Override
  public Traffic open(Traffic traffic) throws ProtocolException {
    if (!(traffic instanceof Traffic.Part part)
        || part.more()
        || !startsWithMessage(part.body())
        || part.body().length < MESSAGE.length + COUNTER + TAG + 1) {
      throw new ProtocolException("expected an encrypted MESSAGE, got something else");
    }
    byte[] nonce = clientNonce("CurveZMQMESSAGEC", part.body(), MESSAGE.length);
    byte[] plain = session.open(nonce, part.body(), MESSAGE.length + COUNTER);
    if (plain == null) {
      throw new ProtocolException("expected a MESSAGE of this connection, got a forged one");
    }
    byte[] body = Arrays.copyOfRange(plain, 1, plain.length);
    return switch (plain[0]) {
      case 0 -> new Traffic.Part(body, false);
      case MORE -> new Traffic.Part(body, true);
      case COMMAND -> TrafficDecoder.command(body);
      default -> throw new ProtocolException("expected a frame, got the unknown flags " + plain[0]);
    };
  }

  private static boolean startsWithMessage(byte[] body) {
    int length = MESSAGE.length;
    return body.length >= length && Arrays.equals(body, 0, length, MESSAGE, 0, length);
  }

  @Override
  public byte[][] seal(OutgoingMessage message) {
    List<byte[]> frames = message.frames();
    byte[][] sealed = new byte[frames.size()][];
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = seal(i + 1 < sealed.length ? MORE : 0, frames.get(i));
    }
    return sealed;
  }

  @Override
  public byte[] seal(Traffic.Command command) {
    return seal(COMMAND, TrafficEncoder.commandBody(command));
  }

  private byte[] seal(int flags, byte[] body) {
    byte[] counter = counter();
    byte[] plain = join(new byte[] {(byte) flags}, body);
    byte[] box = session.seal(nonce("CurveZMQMESSAGES", counter), plain);
    return TrafficEncoder.frame(join(MESSAGE, counter, box));
  }

  /** The nonce that the client has used, which must be higher than all before. */
  private byte[] clientNonce(String prefix, byte[] data, int at) throws ProtocolException {
    long counter = ByteBuffer.wrap(data).getLong(at);
    if (Long.compareUnsigned(counter, received) <= 0) {
      throw new ProtocolException("expected a new nonce, got one that was used before");
    }
    received = counter;
    return nonce(prefix, Arrays.copyOfRange(data, at, at + COUNTER));
  }

  private byte[] counter() {
    return ByteBuffer.allocate(COUNTER).putLong(++sent).array();
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  static byte[] nonce(String prefix, byte[] suffix) {
    return join(prefix.getBytes(StandardCharsets.US_ASCII), suffix);
  }

  static byte[] join(byte[]... pieces) {
    int length = 0;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] piece : pieces) {
      all.put(piece);
    }
    return all.array();
  }
}
