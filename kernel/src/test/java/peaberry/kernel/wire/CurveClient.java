package peaberry.kernel.wire;

import static peaberry.kernel.wire.CurveMechanism.join;
import static peaberry.kernel.wire.CurveMechanism.nonce;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The client's side of CurveZMQ, step by step, so that a test can do each of them wrong. */
final class CurveClient {
  private final SplittableRandom random;
  private final byte[] serverKey;
  private final byte[] shortSecret;
  private final byte[] longSecret;
  private final CryptoBox toServer;
  private CryptoBox session;
  private byte[] serverShortKey;
  private byte[] cookie;
  private long counter;

  CurveClient(byte[] serverKey, SplittableRandom random) throws ProtocolException {
    this.random = random;
    this.serverKey = serverKey;
    this.shortSecret = bytes(32);
    this.longSecret = bytes(32);
    this.toServer = CryptoBox.between(shortSecret, serverKey);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Goes back, so that the next command has an old nonce. */
  void repeatNonce() {
    counter--;
  }

  Traffic.Command hello() {
    byte[] count = count();
    byte[] box = toServer.seal(nonce("CurveZMQHELLO---", count), new byte[64]);
    byte[] own = CryptoBox.publicKey(shortSecret);
    return new Traffic.Command("HELLO", join(new byte[] {1, 0}, new byte[72], own, count, box));
  }

  void welcome(Traffic.Command command) throws ProtocolException {
    byte[] suffix = Arrays.copyOf(command.data(), 16);
    byte[] plain = toServer.open(nonce("WELCOME-", suffix), command.data(), 16);
    cookie = Arrays.copyOfRange(plain, 32, plain.length);
    serverShortKey = Arrays.copyOf(plain, 32);
    session = CryptoBox.between(shortSecret, serverShortKey);
  }

  Traffic.Command initiate() throws ProtocolException {
    return initiate(CryptoBox.publicKey(shortSecret), new Metadata("DEALER", bytes(3)).write());
  }

  /** Vouches for a key, which ought to be that of HELLO. */
  Traffic.Command initiate(byte[] vouched, byte[] metadata) throws ProtocolException {
    byte[] suffix = bytes(16);
    byte[] vouch =
        CryptoBox.between(longSecret, serverShortKey)
            .seal(nonce("VOUCH---", suffix), join(vouched, serverKey));
    byte[] plain = join(CryptoBox.publicKey(longSecret), suffix, vouch, metadata);
    byte[] count = count();
    byte[] box = session.seal(nonce("CurveZMQINITIATE", count), plain);
    return new Traffic.Command("INITIATE", join(cookie, count, box));
  }

  Metadata ready(Traffic.Command command) throws ProtocolException {
    byte[] count = Arrays.copyOf(command.data(), 8);
    return Metadata.read(session.open(nonce("CurveZMQREADY---", count), command.data(), 8));
  }

  /** A frame as it goes over the wire; its first byte holds the flags. */
  Traffic.Part message(byte... plain) {
    byte[] count = count();
    byte[] box = session.seal(nonce("CurveZMQMESSAGEC", count), plain);
    byte[] name = "\7MESSAGE".getBytes(StandardCharsets.US_ASCII);
    return new Traffic.Part(join(name, count, box), false);
  }

  /** What the server has sent in a frame of less than 256 bytes: flags and body. */
  byte[] opened(byte[] frame) {
    byte[] count = Arrays.copyOfRange(frame, 10, 18);
    return session.open(nonce("CurveZMQMESSAGES", count), frame, 18);
  }

  private byte[] count() {
    return ByteBuffer.allocate(8).putLong(++counter).array();
  }
}
