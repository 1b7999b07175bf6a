package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * One million inputs, random or made from valid streams by mutation, always the same ones: each
 * gives frames or the one protocol exception, and takes no more memory than what came in allows.
 */
class TrafficDecoderFuzzTest {
  private static final int INPUTS = 1_000_000;
  private static final Limits LIMITS = new Limits(1 << 20, 8, 1 << 12);

  private final SplittableRandom random = new SplittableRandom(20_260_101);
  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int refused;
  private long frames;

  @Test
  void a_million_random_and_mutated_inputs_give_frames_or_the_protocol_exception() {
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = i % 8 == 0 ? noise() : mutated(stream());
      long before = memory.getCurrentThreadAllocatedBytes();
      decode(input);
      long taken = memory.getCurrentThreadAllocatedBytes() - before;
      // Frames of nothing cost an object each; beside that, at most what the class promises.
      assertThat(taken).as("bytes for input %d", i).isLessThan(16_384 + 200L * input.length);
    }
    assertThat(refused).isBetween(INPUTS / 10, INPUTS - INPUTS / 10);
    assertThat(frames).isGreaterThan(INPUTS);
  }

  /** Anything but the one exception fails the test by itself. */
  private void decode(byte[] input) {
    TrafficDecoder decoder = new TrafficDecoder(LIMITS);
    ByteBuffer all = ByteBuffer.wrap(input);
    int messageBytes = 0;
    int messageFrames = 0;
    try {
      while (all.hasRemaining()) {
        all.limit(Math.min(input.length, all.position() + 1 + random.nextInt(100)));
        for (Traffic next = decoder.next(all); next != null; next = decoder.next(all)) {
          frames++;
          if (next instanceof Traffic.Part part) {
            messageBytes += part.body().length;
            messageFrames++;
            if (messageBytes > LIMITS.messageBytes() || messageFrames > LIMITS.frames()) {
              throw new AssertionError("a message passed the limits");
            }
            if (!part.more()) {
              messageBytes = 0;
              messageFrames = 0;
            }
          } else if (next instanceof Traffic.Command command
              && (command.name().isEmpty() || command.data().length > LIMITS.commandBytes())) {
            throw new AssertionError("a command passed the limits");
          }
        }
        if (all.hasRemaining() && all.position() == all.limit()) {
          throw new AssertionError("bytes were left");
        }
        all.limit(input.length);
      }
    } catch (ProtocolException e) {
      refused++;
      if (e.getMessage().isEmpty()) {
        throw new AssertionError("a refusal without a reason");
      }
    }
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] stream() {
    ByteBuffer out = ByteBuffer.allocate(4096);
    out.put(TrafficEncoder.greeting("NULL"));
    if (random.nextInt(4) > 0) {
      out.put(
          TrafficEncoder.command(
              new Traffic.Command("READY", new Metadata("DEALER", new byte[] {1}).write())));
    }
    for (int messages = random.nextInt(3); messages > 0; messages--) {
      List<byte[]> message = new ArrayList<>();
      for (int parts = random.nextInt(1, 9); parts > 0; parts--) {
        byte[] body = new byte[random.nextInt(8) == 0 ? 300 : random.nextInt(20)];
        random.nextBytes(body);
        message.add(body);
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
