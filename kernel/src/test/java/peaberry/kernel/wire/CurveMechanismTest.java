package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That libzmq understands it is for {@code test_curve.py}; here is what libzmq never sends. */
class CurveMechanismTest {
  /** The key pair that ZeroMQ's manual of zmq_curve gives as the server's example. */
  private static final CurveKeys KEYS =
      new CurveKeys(
          "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6");

  private final SplittableRandom random = new SplittableRandom(20_260_101);
  private CurveMechanism server;
  private CurveClient client;

  @BeforeEach
  void start() throws ProtocolException {
    server = new CurveMechanism(KEYS, new Metadata("ROUTER", new byte[0]), new SecureRandom());
    client = new CurveClient(KEYS.publicBytes(), random);
  }

  @Test
  void both_ends_come_to_trust_each_other_and_exchange_frames() throws ProtocolException {
    Metadata metadata = handshake();

    assertThat(metadata.socketType()).isEqualTo("DEALER");
    assertThat(metadata.identity()).hasSize(3);
    Traffic.Part part = (Traffic.Part) server.open(client.message((byte) 1, (byte) 7));
    assertThat(part.body()).containsExactly(7);
    assertThat(part.more()).isTrue();
    byte[] ping = {2, 4, 'P', 'I', 'N', 'G', 0, 9};
    Traffic.Command command = (Traffic.Command) server.open(client.message(ping));
    assertThat(command.name()).isEqualTo("PING");
    assertThat(command.data()).containsExactly(0, 9);

    byte[][] frames = server.seal(new OutgoingMessage(List.of(new byte[] {5}, new byte[] {6})));
    assertThat(client.opened(frames[0])).containsExactly(1, 5);
    assertThat(client.opened(frames[1])).containsExactly(0, 6);
    byte[] pong = server.seal(new Traffic.Command("PONG", new byte[0]));
    assertThat(client.opened(pong)).containsExactly(2, 4, 'P', 'O', 'N', 'G');
  }

  @Test
  void the_same_frame_is_never_encrypted_to_the_same_bytes() throws ProtocolException {
    handshake();
    OutgoingMessage message = new OutgoingMessage(List.of(new byte[40]));

    assertThat(server.seal(message)[0]).isNotEqualTo(server.seal(message)[0]);
  }

  @Test
  void a_client_with_another_servers_key_does_not_come_in() throws ProtocolException {
    byte[] other = CryptoBox.publicKey(client.bytes(32));
    CurveClient stranger = new CurveClient(other, random);

    refused(() -> server.receive(stranger.hello()), "expected a HELLO for this kernel's key");
    Traffic.Command told = server.next();
    assertThat(told.name()).isEqualTo("ERROR");
    assertThat(told.data()).containsExactly(3, '4', '0', '0');
    assertThat(server.next()).isNull();
  }

  @Test
  void a_client_key_of_a_small_order_is_refused() {
    byte[] hello = client.hello().data();
    Arrays.fill(hello, 74, 106, (byte) 0);

    refused(() -> server.receive(new Traffic.Command("HELLO", hello)), "of a small order");
  }

  @Test
  void another_version_is_refused() {
    byte[] hello = client.hello().data();
    hello[0] = 2;

    refused(() -> server.receive(new Traffic.Command("HELLO", hello)), "CURVE 1.0, got 2.0");
  }

  @Test
  void commands_out_of_turn_are_refused() throws ProtocolException {
    byte[] none = {};
    refused(() -> server.receive(new Traffic.Command("READY", none)), "expected HELLO, got");
    refused(() -> server.receive(new Traffic.Command("INITIATE", none)), "expected HELLO, got");
    Traffic.Command hello = client.hello();
    server.receive(hello);
    refused(() -> server.receive(hello), "expected INITIATE, got the command HELLO");
  }

  @Test
  void the_cookie_of_another_connection_is_refused() throws ProtocolException {
    server.receive(client.hello());
    client.welcome(server.next());
    Traffic.Command recorded = client.initiate();
    start();
    server.receive(client.hello());

    refused(() -> server.receive(recorded), "expected this connection's cookie");
  }

  @Test
  void whoever_vouches_for_another_key_does_not_come_in() throws ProtocolException {
    server.receive(client.hello());
    client.welcome(server.next());
    byte[] metadata = new Metadata("DEALER", new byte[0]).write();
    Traffic.Command wrong = client.initiate(client.bytes(32), metadata);

    refused(() -> server.receive(wrong), "expected a vouch for the client's key");
    assertThat(server.next().name()).isEqualTo("ERROR");
  }

  @Test
  void an_initiate_with_an_old_nonce_is_refused() throws ProtocolException {
    server.receive(client.hello());
    client.welcome(server.next());
    client.repeatNonce();
    Traffic.Command old = client.initiate();

    refused(() -> server.receive(old), "expected a new nonce");
  }

  @Test
  void a_message_is_taken_once_and_never_after_a_later_one() throws ProtocolException {
    handshake();
    Traffic.Part first = client.message((byte) 0);
    Traffic.Part second = client.message((byte) 0);
    server.open(second);

    refused(() -> server.open(second), "expected a new nonce");
    refused(() -> server.open(first), "expected a new nonce");
  }

  @Test
  void what_is_not_encrypted_is_refused_after_the_handshake() throws ProtocolException {
    handshake();
    byte[] body = client.message((byte) 0).body();

    refused(() -> server.open(new Traffic.Command("PING", new byte[2])), "an encrypted MESSAGE");
    refused(() -> server.open(new Traffic.Part(new byte[50], false)), "an encrypted MESSAGE");
    refused(() -> server.open(new Traffic.Part(body, true)), "an encrypted MESSAGE");
    refused(() -> server.open(client.message((byte) 8)), "unknown flags 8");
    refused(() -> server.open(client.message()), "an encrypted MESSAGE");
  }

  @Test
  void every_truncated_or_changed_command_is_refused() throws ProtocolException {
    for (int i = 0; i < 300; i++) {
      start();
      // The padding is covered by no signature, and its content means nothing.
      byte[] hello = changed(client.hello().data(), 74);
      refused(() -> server.receive(new Traffic.Command("HELLO", hello)), "expected a");
      start();
      server.receive(client.hello());
      client.welcome(server.next());
      byte[] initiate = changed(client.initiate().data(), 0);
      refused(() -> server.receive(new Traffic.Command("INITIATE", initiate)), "expected");
      start();
      handshake();
      byte[] message = changed(client.message(client.bytes(50)).body(), 0);
      refused(() -> server.open(new Traffic.Part(message, false)), "expected");
    }
  }

  @Test
  void authentic_nonsense_in_the_metadata_gives_the_protocol_exception() throws ProtocolException {
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      start();
      Traffic.Command hello = client.hello();
      server.receive(hello);
      client.welcome(server.next());
      byte[] own = Arrays.copyOfRange(hello.data(), 74, 106);
      byte[] metadata = changed(new Metadata("DEALER", client.bytes(20)).write(), 0);
      try {
        server.receive(client.initiate(own, metadata));
      } catch (ProtocolException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(50, 299);
  }

  @Test
  void the_cipher_gives_what_the_paper_on_nacl_gives() throws ProtocolException {
    HexFormat hex = HexFormat.of();
    byte[] alice = hex.parseHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    byte[] bob = hex.parseHex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    byte[] nonce = hex.parseHex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
    byte[] plain =
        hex.parseHex(
            "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffc"
                + "e5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31"
                + "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde"
                + "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
                + "5e0705");

    byte[] box = CryptoBox.between(alice, bob).seal(nonce, plain);

    assertThat(hex.formatHex(box, 0, 32))
        .isEqualTo("f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce");
    assertThat(CryptoBox.between(alice, bob).open(nonce, box, 0)).isEqualTo(plain);
  }

  private Metadata handshake() throws ProtocolException {
    assertThat(server.next()).isNull();
    assertThat(server.receive(client.hello())).isNull();
    client.welcome(server.next());
    Metadata metadata = server.receive(client.initiate());
    assertThat(client.ready(server.next()).socketType()).isEqualTo("ROUTER");
    assertThat(server.next()).isNull();
    return metadata;
  }

  /** Cuts the bytes off somewhere, or changes a bit from the given place on. */
  private byte[] changed(byte[] bytes, int from) {
    int at = random.nextInt(from, bytes.length);
    if (random.nextInt(3) == 0) {
      return Arrays.copyOf(bytes, at);
    }
    byte[] changed = bytes.clone();
    changed[at] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private static void refused(ThrowingCallable call, String reason) {
    assertThatThrownBy(call).isInstanceOf(ProtocolException.class).hasMessageContaining(reason);
  }
}
