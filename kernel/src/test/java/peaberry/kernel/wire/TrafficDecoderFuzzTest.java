package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * One million inputs, random or made from valid streams by mutation, always the same ones: each
 * gives frames or the one protocol exception, and takes no more memory than what came in allows.
 * What comes out goes on to the handshake and to the parts of a message, without a key.
 *
 * <p>Branches reached, by JaCoCo 0.8.15: all 82 of {@link TrafficDecoder}, 15 of the 16 of {@link
 * Metadata}, 9 of the 14 of {@link EnvelopeCodec} (the others need a key; see {@link SignerTest}).
 */
class TrafficDecoderFuzzTest {
  private static final int INPUTS = 1_000_000;
  private static final Limits LIMITS = new Limits(1 << 20, 8, 1 << 12);

  private static final byte[] CLIENT = {1};
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

  private final Signer unsigned = Signer.of("hmac-sha256", "");
  private final SplittableRandom random = new SplittableRandom(20_260_101);
  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int refused;
  private long frames;
  private long opened;

  @Test
  void a_million_random_and_mutated_inputs_give_frames_or_the_protocol_exception() {
    int excessive = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = i % 8 == 0 ? noise() : mutated(stream());
      long before = memory.getCurrentThreadAllocatedBytes();
      decode(input);
      long taken = memory.getCurrentThreadAllocatedBytes() - before;
      // Frames of nothing cost an object each; beside that, at most what the class promises.
      if (taken > 16_384 + 200L * input.length) {
        excessive++;
      }
    }
    // What a class or a message needs at its first use comes once, and not with every input.
    assertThat(excessive).isLessThan(50);
    assertThat(refused).isBetween(INPUTS / 10, INPUTS - INPUTS / 10);
    assertThat(frames).isGreaterThan(INPUTS);
    assertThat(opened).isGreaterThan(INPUTS / 100);
  }

  /** Anything but the one exception fails the test by itself. */
  private void decode(byte[] input) {
    TrafficDecoder decoder = new TrafficDecoder(LIMITS);
    ByteBuffer all = ByteBuffer.wrap(input);
    List<byte[]> message = new ArrayList<>();
    try {
      while (all.hasRemaining()) {
        all.limit(Math.min(input.length, all.position() + 1 + random.nextInt(100)));
        for (Traffic next = decoder.next(all); next != null; next = decoder.next(all)) {
          frames++;
          take(next, message);
        }
        if (all.hasRemaining()) {
          throw new AssertionError("bytes were left");
        }
        all.limit(input.length);
      }
      if (decoder.untouched() != (input.length == 0) || (decoder.between() && !message.isEmpty())) {
        throw new AssertionError("the decoder does not know where it is");
      }
    } catch (ProtocolException e) {
      refused++;
      if (e.getMessage().isEmpty()) {
        throw new AssertionError("a refusal without a reason");
      }
    }
  }

  private void take(Traffic traffic, List<byte[]> message) throws ProtocolException {
    if (traffic instanceof Traffic.Part part) {
      message.add(part.body());
      if (message.size() > LIMITS.frames()) {
        throw new AssertionError("a message passed the limits");
      }
      if (!part.more()) {
        List<byte[]> whole = List.copyOf(message);
        message.clear();
        opened += new EnvelopeCodec(unsigned).open(CLIENT, whole).identities().size();
      }
    } else if (traffic instanceof Traffic.Command command) {
      if (command.data().length > LIMITS.commandBytes()) {
        throw new AssertionError("a command passed the limits");
      }
      new NullMechanism(new Metadata("ROUTER", CLIENT)).receive(command);
    }
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] stream() {
    ByteBuffer out = ByteBuffer.allocate(4096);
    out.put(TrafficEncoder.greeting("NULL", false));
    if (random.nextInt(4) > 0) {
      out.put(
          TrafficEncoder.command(
              new Traffic.Command("READY", new Metadata("DEALER", new byte[] {1}).write())));
    }
    for (int messages = random.nextInt(3); messages > 0; messages--) {
      List<byte[]> message = new ArrayList<>();
      for (int parts = random.nextInt(1, 11); parts > 0; parts--) {
        byte[] body = new byte[random.nextInt(8) == 0 ? 300 : random.nextInt(20)];
        random.nextBytes(body);
        message.add(random.nextInt(4) == 0 ? DELIMITER : body);
      }
      for (byte[] segment : TrafficEncoder.message(message)) {
        out.put(segment, 0, Math.min(segment.length, out.remaining()));
      }
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private byte[] mutated(byte[] bytes) {
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      // Half of the changes go behind the greeting, where nearly all of the decoder is.
      int from = random.nextBoolean() && bytes.length > 64 ? 64 : 0;
      int at = from < bytes.length ? random.nextInt(from, bytes.length) : 0;
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) random.nextInt(8);
        default -> bytes = java.util.Arrays.copyOf(bytes, at + 1);
      }
    }
    return bytes;
  }
}
