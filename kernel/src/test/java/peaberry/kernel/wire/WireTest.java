package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wire's bounds, with clients that do what libzmq never would. A hang is a failure. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireTest {
  private static final long MILLIS = 1_000_000;
  private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);
  private static final int OUTPUT_BYTES = 100_000;

  private final BlockingQueue<Long> dropped = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> subscribed = new LinkedBlockingQueue<>();
  private final BlockingQueue<Envelope> received = new LinkedBlockingQueue<>();
  private boolean listenerFails;
  private Wire wire;

  private Wire bind(Tuning tuning) {
    Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      ports.put(channel, 0);
    }
    ConnectionInfo info =
        new ConnectionInfo("tcp", "127.0.0.1", ports, "", "hmac-sha256", "java", null);
    wire =
        Wire.bind(
            info,
            new WireListener() {
              @Override
              public void received(Channel channel, Envelope message) {
                if (listenerFails) {
                  throw new IllegalStateException("a listener that fails");
                }
                received.add(message);
              }

              @Override
              public void subscribed(String topic) {
                subscribed.add(topic);
              }

              @Override
              public void dropped(long bytes) {
                dropped.add(bytes);
              }
            },
            tuning);
    return wire;
  }

  /** Room for little, patience for long: whoever is not read from would be seen to block. */
  private static Tuning patient() {
    return new Tuning(60_000 * MILLIS, 3_600_000 * MILLIS, 256 * 1024, 64 << 20, 100);
  }

  private static Tuning hasty() {
    return new Tuning(60_000 * MILLIS, 300 * MILLIS, 256 * 1024, 64 << 20, 100);
  }

  @AfterEach
  void close() {
    if (wire != null) {
      wire.close();
    }
  }

  private void output(int count, boolean mayWait) {
    for (int i = 0; i < count; i++) {
      wire.publish("t", envelope(new byte[OUTPUT_BYTES]), mayWait);
    }
  }

  private static Envelope envelope(byte[] content) {
    return new Envelope(List.of(), JSON, JSON, JSON, content, List.of());
  }

  private static long bytes(int messages) {
    EnvelopeCodec codec = new EnvelopeCodec(Signer.of("hmac-sha256", ""));
    List<byte[]> frames = codec.seal(List.of(new byte[] {'t'}), envelope(new byte[OUTPUT_BYTES]));
    long size = 0;
    for (byte[] segment : TrafficEncoder.message(frames)) {
      size += segment.length;
    }
    return messages * size;
  }

  @Test
  void a_client_that_reads_loses_nothing_of_50_MB_and_slows_the_publisher() throws Exception {
    bind(patient());
    try (RawClient client = RawClient.subscribed(wire, "t")) {
      Thread publisher = Thread.ofVirtual().start(() -> output(500, true));
      for (int i = 0; i < 500; i++) {
        assertThat(client.message().get(6)).hasSize(OUTPUT_BYTES);
      }
      publisher.join();
    }
    assertThat(dropped).isEmpty();
  }

  @Test
  void a_client_that_stops_reading_misses_output_and_is_told_exactly_how_much() throws Exception {
    bind(hasty());
    try (RawClient client = RawClient.subscribed(wire, "t")) {
      output(300, true);
      wire.publish("t", envelope(new byte[1]), false);

      int read = 0;
      while (client.message().get(6).length == OUTPUT_BYTES) {
        read++;
      }

      assertThat(read).isLessThan(300);
      // In parts, if the operating system's buffers made room in between.
      long told = 0;
      while (told < bytes(300 - read)) {
        told += dropped.poll(30, TimeUnit.SECONDS);
      }
      assertThat(told).isEqualTo(bytes(300 - read));
    }
  }

  @Test
  void what_must_not_be_lost_is_queued_behind_any_amount_of_output() throws Exception {
    bind(hasty());
    try (RawClient client = RawClient.subscribed(wire, "")) {
      output(100, true);
      for (int i = 0; i < 1000; i++) {
        wire.publish("status", envelope(JSON), false);
      }
      int status = 0;
      while (status < 1000) {
        if (client.message().getFirst().length == "status".length()) {
          status++;
        }
      }
    }
  }

  @Test
  void a_publisher_that_waits_is_freed_when_the_client_leaves() throws Exception {
    bind(patient());
    RawClient client = RawClient.subscribed(wire, "t");
    Thread publisher = Thread.ofPlatform().start(() -> output(300, true));
    awaitWaiting(publisher);
    client.close();
    publisher.join();
  }

  @Test
  void an_interrupted_publisher_does_not_wait_and_stays_interrupted() throws Exception {
    bind(patient());
    RawClient client = RawClient.subscribed(wire, "t");
    boolean[] interrupted = new boolean[1];
    Thread publisher =
        Thread.ofPlatform()
            .start(
                () -> {
                  output(300, true);
                  interrupted[0] = Thread.currentThread().isInterrupted();
                });
    awaitWaiting(publisher);
    publisher.interrupt();
    publisher.join();
    assertThat(interrupted[0]).isTrue();
    client.close();
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_client_that_lets_too_much_pile_up_is_disconnected_and_the_others_are_not()
      throws Exception {
    bind(new Tuning(60_000 * MILLIS, 50 * MILLIS, 256 * 1024, 1 << 20, 100));
    try (RawClient silent = RawClient.subscribed(wire, "t");
        RawClient other = RawClient.subscribed(wire, "other")) {
      output(400, false);
      int read = 0;
      try {
        while (silent.message() != null) {
          read++;
        }
      } catch (IOException e) {
        // A reset is the end of the connection as well.
      }
      assertThat(read).isLessThan(400);
      wire.publish("other", envelope(JSON), false);
      assertThat(other.message().getFirst()).isEqualTo("other".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_greeting_that_is_never_completed_is_given_up() throws Exception {
    bind(new Tuning(50 * MILLIS, 50 * MILLIS, 256 * 1024, 1 << 20, 100));
    try (RawClient half = new RawClient(wire, Channel.SHELL);
        RawClient mute = new RawClient(wire, Channel.IOPUB)) {
      half.write(java.util.Arrays.copyOf(TrafficEncoder.greeting("NULL", false), 20));
      assertThat(half.next()).isInstanceOf(Traffic.Greeting.class);
      assertThat(half.next()).isNull();
      assertThat(mute.next()).isInstanceOf(Traffic.Greeting.class);
      assertThat(mute.next()).isNull();
    }
  }

  @Test
  void a_client_beyond_the_greatest_number_is_let_in_when_another_leaves() throws Exception {
    bind(new Tuning(60_000 * MILLIS, 50 * MILLIS, 256 * 1024, 1 << 20, 2));
    RawClient first = RawClient.ready(wire, Channel.SHELL, "DEALER");
    try (RawClient second = RawClient.ready(wire, Channel.SHELL, "DEALER");
        RawClient third = new RawClient(wire, Channel.SHELL)) {
      first.close();
      assertThat(third.next()).isInstanceOf(Traffic.Greeting.class);
      second.command("PING", new byte[2]);
      assertThat(second.next()).isInstanceOf(Traffic.Command.class);
    }
  }

  @Test
  void a_heartbeat_client_that_does_not_read_loses_nothing_and_is_not_read_from() throws Exception {
    bind(patient());
    try (RawClient client = RawClient.ready(wire, Channel.HEARTBEAT, "DEALER")) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 300; i++) {
                        client.message(new byte[OUTPUT_BYTES]);
                      }
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  });
      for (int i = 0; i < 300; i++) {
        assertThat(client.message().getFirst()).hasSize(OUTPUT_BYTES);
      }
      sender.join();
    }
  }

  @Test
  void a_listener_that_throws_does_not_end_the_wire() throws Exception {
    bind(patient());
    try (RawClient client = RawClient.ready(wire, Channel.SHELL, "DEALER")) {
      byte[] delimiter = "<IDS|MSG>".getBytes(StandardCharsets.UTF_8);
      listenerFails = true;
      client.message(delimiter, new byte[0], JSON, JSON, JSON, JSON);
      client.command("PING", new byte[2]);
      client.next();
      listenerFails = false;
      client.message(delimiter, new byte[0], JSON, JSON, JSON, "[1]".getBytes());
      Envelope request = received.take();
      assertThat(request.content()).isEqualTo("[1]".getBytes());
      wire.reply(Channel.SHELL, request);
      assertThat(client.message().get(5)).isEqualTo("[1]".getBytes());
    }
  }

  @Test
  void a_subscription_is_told_once_until_it_is_cancelled() throws Exception {
    bind(patient());
    try (RawClient client = RawClient.subscribed(wire, "t")) {
      assertThat(subscribed.take()).isEqualTo("t");
      client.command("SUBSCRIBE", new byte[] {'t'});
      client.command("CANCEL", new byte[] {'t'});
      client.command("CANCEL", new byte[] {'t'});
      client.command("CANCEL", new byte[] {'t'});
      client.command("SUBSCRIBE", new byte[] {'t'});
      assertThat(subscribed.take()).isEqualTo("t");
      client.command("SUBSCRIBE", new byte[] {'u'});
      assertThat(subscribed.take()).isEqualTo("u");
    }
  }

  @Test
  void what_was_queued_before_the_close_arrives() throws Exception {
    bind(patient());
    try (RawClient client = RawClient.subscribed(wire, "t")) {
      output(20, false);
      Thread closer = Thread.ofVirtual().start(wire::close);
      for (int i = 0; i < 20; i++) {
        assertThat(client.message().get(6)).hasSize(OUTPUT_BYTES);
      }
      assertThat(client.message()).isNull();
      closer.join();
    }
    wire.close();
    wire.publish("t", envelope(JSON), true);
    wire.flush(Duration.ofSeconds(1));
  }

  @Test
  void a_reply_to_a_client_that_is_gone_is_nothing_and_one_to_nobody_is_an_error() {
    bind(patient());
    Envelope lost = new Envelope(List.of(new byte[] {1, 2}), JSON, JSON, JSON, JSON, List.of());
    wire.reply(Channel.SHELL, lost);
    assertThatThrownBy(() -> wire.reply(Channel.IOPUB, lost))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("got IOPUB");
    assertThatThrownBy(() -> wire.reply(Channel.SHELL, envelope(JSON)))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("Expected an identity");
  }

  @Test
  void an_address_of_another_machine_is_refused() {
    ConnectionInfo info = bind(patient()).info();
    for (String ip : List.of("192.0.2.1", "no such host")) {
      ConnectionInfo elsewhere =
          new ConnectionInfo("tcp", ip, info.ports(), "", "hmac-sha256", "java", null);
      assertThatThrownBy(() -> Wire.bind(elsewhere, deaf()))
          .isInstanceOf(WireException.class)
          .hasMessageContaining(ip);
    }
  }

  private static WireListener deaf() {
    return new WireListener() {
      @Override
      public void received(Channel channel, Envelope message) {}

      @Override
      public void subscribed(String topic) {}

      @Override
      public void dropped(long bytes) {}
    };
  }
}
