package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TrafficDecoderTest {
  private static final Limits LIMITS = new Limits(1 << 20, 100, 1000);

  @Property(tries = 300)
  void what_was_encoded_comes_out_wherever_the_stream_is_cut(
      @ForAll("messages") List<List<byte[]>> messages, @ForAll("cuts") List<Integer> cuts)
      throws ProtocolException {
    byte[] stream = encode(messages);

    List<List<byte[]>> decoded = new ArrayList<>();
    List<byte[]> message = new ArrayList<>();
    for (Traffic traffic : decode(stream, cuts)) {
      if (traffic instanceof Traffic.Part part) {
        message.add(part.body());
        if (!part.more()) {
          decoded.add(message);
          message = new ArrayList<>();
        }
      }
    }

    assertThat(decoded).hasSameSizeAs(messages);
    for (int i = 0; i < messages.size(); i++) {
      assertThat(java.util.Arrays.deepEquals(decoded.get(i).toArray(), messages.get(i).toArray()))
          .isTrue();
    }
  }

  @Provide
  Arbitrary<List<List<byte[]>>> messages() {
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(0, 300)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(30_000, 40_000)));
    Arbitrary<byte[]> frames = sizes.map(TrafficDecoderTest::body);
    return frames.list().ofMinSize(1).ofMaxSize(6).list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, 5000).list().ofMaxSize(60);
  }

  @Test
  void commands_and_the_greeting_come_out_as_encoded() throws ProtocolException {
    byte[] greeting = TrafficEncoder.greeting("NULL", false);
    byte[] shortOne = TrafficEncoder.command(new Traffic.Command("PING", body(5)));
    byte[] longOne = TrafficEncoder.command(new Traffic.Command("SUBSCRIBE", body(900)));

    List<Traffic> decoded = decode(join(List.of(greeting, shortOne, longOne)), List.of(1, 70));

    assertThat(decoded.get(0)).isEqualTo(new Traffic.Greeting(3, 1, "NULL"));
    assertThat(((Traffic.Command) decoded.get(1)).name()).isEqualTo("PING");
    assertThat(((Traffic.Command) decoded.get(1)).data()).isEqualTo(body(5));
    assertThat(((Traffic.Command) decoded.get(2)).name()).isEqualTo("SUBSCRIBE");
    assertThat(((Traffic.Command) decoded.get(2)).data()).isEqualTo(body(900));
  }

  @Test
  void a_claimed_length_alone_takes_no_memory() throws ProtocolException {
    TrafficDecoder decoder = new TrafficDecoder(Limits.REQUEST);
    decoder.next(ByteBuffer.wrap(TrafficEncoder.greeting("NULL", false)));
    ByteBuffer claim = ByteBuffer.allocate(10).put((byte) 2).putLong(60_000_000).put((byte) 'x');
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = memory.getCurrentThreadAllocatedBytes();
    Traffic nothing = decoder.next(claim.flip());
    long taken = memory.getCurrentThreadAllocatedBytes() - before;

    assertThat(nothing).isNull();
    assertThat(taken).isLessThan(100_000);
  }

  @Test
  void what_passes_the_limits_is_refused_before_its_bytes_come() {
    refused(frame(2, (1 << 20) + 1), "a message of at most 1048576 bytes");
    refused(join(List.of(frame(1, 10), body(10), frame(2, 1 << 20))), "a message of at most");
    refused(frame(2, -1), "a message of at most");
    refused(frame(6, 1001), "a command of at most 1000 bytes");
    refused(join(java.util.Collections.nCopies(101, frame(1, 0))), "at most 100 frames");
  }

  @Test
  void what_is_no_frame_is_refused() {
    refused(new byte[] {8}, "unknown flags 8");
    refused(new byte[] {5}, "unknown flags 5");
    refused(new byte[] {4, 0}, "a command with a name");
    refused(new byte[] {4, 2, 9, 'A'}, "a command with a name");
    refused(new byte[] {4, 3, 2, 'A', '!'}, "a command with a name");
  }

  @Test
  void a_strangers_first_byte_is_enough_to_refuse_him() {
    assertThatThrownBy(
            () -> new TrafficDecoder(LIMITS).next(ByteBuffer.wrap(new byte[] {'G', 'E', 'T'})))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("ZMTP greeting");
    byte[] old = TrafficEncoder.greeting("NULL", false);
    old[10] = 1;
    assertThatThrownBy(() -> new TrafficDecoder(LIMITS).next(ByteBuffer.wrap(old, 0, 11)))
        .hasMessage("expected ZMTP 3, got the older version 1");
  }

  private static void refused(byte[] bytes, String reason) {
    byte[] stream = join(List.of(TrafficEncoder.greeting("NULL", false), bytes));
    assertThatThrownBy(() -> decode(stream, List.of()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining(reason);
  }

  private static byte[] frame(int flags, long length) {
    return (flags & 2) == 0
        ? new byte[] {(byte) flags, (byte) length}
        : ByteBuffer.allocate(9).put((byte) flags).putLong(length).array();
  }

  private static byte[] body(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + size);
    }
    return bytes;
  }

  private static byte[] encode(List<List<byte[]>> messages) {
    List<byte[]> pieces = new ArrayList<>();
    pieces.add(TrafficEncoder.greeting("NULL", false));
    for (List<byte[]> message : messages) {
      pieces.addAll(List.of(TrafficEncoder.message(message)));
    }
    return join(pieces);
  }

  private static byte[] join(List<byte[]> pieces) {
    ByteBuffer out = ByteBuffer.allocate(pieces.stream().mapToInt(piece -> piece.length).sum());
    pieces.forEach(out::put);
    return out.array();
  }

  private static List<Traffic> decode(byte[] stream, List<Integer> cuts) throws ProtocolException {
    TrafficDecoder decoder = new TrafficDecoder(LIMITS);
    List<Traffic> decoded = new ArrayList<>();
    int from = 0;
    for (int i = 0; from < stream.length; i++) {
      int length = i < cuts.size() ? cuts.get(i) : stream.length;
      ByteBuffer piece = ByteBuffer.wrap(stream, from, Math.min(length, stream.length - from));
      from += piece.remaining();
      for (Traffic next = decoder.next(piece); next != null; next = decoder.next(piece)) {
        decoded.add(next);
      }
    }
    return decoded;
  }
}
