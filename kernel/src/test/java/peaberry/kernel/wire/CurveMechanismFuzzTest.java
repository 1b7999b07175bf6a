package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * 200,000 messages of handshakes and after them, random or made from valid ones by mutation, always
 * the same ones but for the server's own keys: each is taken or gives the one protocol exception,
 * costs no more memory than its length allows, and none that was changed lets anybody in.
 */
class CurveMechanismFuzzTest {
  private static final int MESSAGES = 200_000;
  private static final List<String> NAMES =
      List.of("HELLO", "INITIATE", "MESSAGE", "READY", "WELCOME", "ERROR", "PING", "");

  /** Where HELLO's padding is, the only bytes that no signature covers. */
  private static final int PADDING_START = 2;

  private static final int PADDING_END = 74;

  /** The last byte of HELLO's key; X25519 takes no notice of its highest bit. */
  private static final int KEY_END = 105;

  private final SplittableRandom random = new SplittableRandom(20_260_102);
  private final SecureRandom secure = new SecureRandom();
  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final CurveKeys keys =
      new CurveKeys(
          "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6");

  private CurveMechanism server;
  private CurveClient client;
  private int done;
  private int taken;
  private int refused;
  private int excessive;
  private int ready;

  @Test
  void no_changed_message_is_taken_and_each_gives_the_one_exception() throws ProtocolException {
    while (done < MESSAGES) {
      server = new CurveMechanism(keys, new Metadata("ROUTER", new byte[0]), secure);
      client = new CurveClient(keys.publicBytes(), random);
      handshake();
    }
    assertThat(excessive).isLessThan(50);
    assertThat(ready).isGreaterThan(1000);
    assertThat(taken).isGreaterThan(MESSAGES / 20);
    assertThat(refused).isGreaterThan(MESSAGES / 2);
  }

  /** Goes on until a command is refused, as a connection does; with frames, beyond that. */
  private void handshake() throws ProtocolException {
    if (!sent(client.hello(), true)) {
      return;
    }
    client.welcome(server.next());
    if (!sent(client.initiate(), false)) {
      return;
    }
    client.ready(server.next());
    ready++;
    boolean allTaken = true;
    for (int frames = 64; frames > 0; frames--) {
      allTaken &= opened(allTaken);
    }
  }

  /** Sends a command as it is or changed; true if it was the right one and was taken. */
  private boolean sent(Traffic.Command command, boolean padded) {
    Traffic.Command sent = changed(command);
    if (padded && sent.data().length > KEY_END) {
      int bit = command.data()[KEY_END] & 0x80;
      sent.data()[KEY_END] = (byte) (sent.data()[KEY_END] & 0x7F | bit);
    }
    boolean same = same(sent, command, padded);
    Metadata metadata = null;
    boolean accepted = false;
    long before = memory.getCurrentThreadAllocatedBytes();
    try {
      metadata = server.receive(sent);
      accepted = true;
    } catch (ProtocolException e) {
      refused(e);
    }
    count(sent.data().length, before);
    if (accepted != same || metadata != null && !same) {
      throw new AssertionError((same ? "refused: " : "taken: ") + command.name());
    }
    taken += accepted ? 1 : 0;
    return accepted;
  }

  /**
   * Sends a frame after the handshake; true if it was taken. One that was not may have had a nonce
   * that makes all later ones old.
   */
  private boolean opened(boolean allTaken) {
    byte[] plain = client.bytes(random.nextInt(1, 100));
    plain[0] = (byte) random.nextInt(2);
    Traffic.Part part = client.message(plain);
    byte[] body =
        random.nextInt(8) == 0
            ? noise()
            : random.nextBoolean() ? part.body() : mutated(part.body());
    boolean same = Arrays.equals(body, part.body());
    boolean accepted = false;
    long before = memory.getCurrentThreadAllocatedBytes();
    try {
      Traffic.Part got = (Traffic.Part) server.open(new Traffic.Part(body, false));
      accepted = Arrays.equals(got.body(), Arrays.copyOfRange(plain, 1, plain.length));
    } catch (ProtocolException e) {
      refused(e);
    }
    count(body.length, before);
    if (accepted ? !same : same && allTaken) {
      throw new AssertionError(same ? "a frame was refused" : "a forged frame was taken");
    }
    taken += accepted ? 1 : 0;
    return accepted;
  }

  private void count(int length, long before) {
    done++;
    // The cipher's tables and copies of the message; what a class needs at first comes once.
    if (memory.getCurrentThreadAllocatedBytes() - before > 65_536 + 20L * length) {
      excessive++;
    }
  }

  private void refused(ProtocolException e) {
    refused++;
    if (e.getMessage().isEmpty()) {
      throw new AssertionError("a refusal without a reason");
    }
  }

  private Traffic.Command changed(Traffic.Command command) {
    return switch (random.nextInt(12)) {
      case 0 -> new Traffic.Command(NAMES.get(random.nextInt(NAMES.size())), noise());
      case 1 -> new Traffic.Command(NAMES.get(random.nextInt(NAMES.size())), command.data());
      case 2, 3, 4 -> new Traffic.Command(command.name(), mutated(command.data()));
      default -> command;
    };
  }

  private static boolean same(Traffic.Command one, Traffic.Command other, boolean padded) {
    byte[] data = one.data();
    byte[] expected = other.data();
    if (!one.name().equals(other.name()) || data.length != expected.length) {
      return false;
    }
    for (int i = 0; i < data.length; i++) {
      boolean signed = !padded || i < PADDING_START || i >= PADDING_END;
      if (signed && data[i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private byte[] noise() {
    return client.bytes(random.nextInt(400));
  }

  private byte[] mutated(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int changes = random.nextInt(1, 4); changes > 0 && changed.length > 0; changes--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(5)) {
        case 0 -> changed[at] = (byte) random.nextInt();
        case 1, 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 3 -> changed = Arrays.copyOf(changed, at);
        default -> changed = Arrays.copyOf(changed, changed.length + random.nextInt(300));
      }
    }
    return changed;
  }
}
