package peaberry.kernel.wire;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process that other ends of the wire are tested against. It binds what the connection file
 * names, prints the real one, echoes every request, and does what a request's content asks for:
 *
 * <pre>
 * {"op": "publish", "topic": "t", "count": 100, "size": 1024, "wait": true}
 * {"op": "quit"}
 * </pre>
 *
 * A reply comes after what was asked for is done. Events are published under {@code event}.
 */
public final class WireEchoMain implements WireListener {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch quit = new CountDownLatch(1);
  private Wire wire;

  private WireEchoMain() {}

  /**
   * Runs until asked to quit.
   *
   * @param arguments the connection file
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      WireEchoMain main = new WireEchoMain();
      main.wire = Wire.bind(ConnectionInfo.read(Path.of(arguments[0])), main);
      main.ready.countDown();
      System.out.println(main.wire.info().toJson().replace("\n", ""));
      main.quit.await();
      main.wire.close();
    } catch (WireException e) {
      System.out.println("refused: " + e.getMessage());
      System.exit(3);
    }
  }

  @Override
  public void received(Channel channel, Envelope message) {
    Thread.ofVirtual().start(() -> serve(channel, message));
  }

  @Override
  public void subscribed(String topic) {
    publish("event", "subscribed " + topic);
  }

  @Override
  public void dropped(long bytes) {
    publish("event", "dropped " + bytes);
  }

  private void publish(String topic, String content) {
    wire.publish(topic, envelope(content.getBytes(StandardCharsets.UTF_8)), false);
  }

  private static Envelope envelope(byte[] content) {
    return new Envelope(List.of(), EMPTY, EMPTY, EMPTY, content, List.of());
  }

  private void serve(Channel channel, Envelope message) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      return;
    }
    String text = new String(message.content(), 0, Math.min(200, message.content().length));
    JsonObject asked =
        text.startsWith("{\"op\"") ? JsonParser.parseString(text).getAsJsonObject() : null;
    String op = asked == null ? "" : asked.get("op").getAsString();
    if (op.equals("publish")) {
      byte[] content = new byte[asked.get("size").getAsInt()];
      for (int i = 0; i < asked.get("count").getAsInt(); i++) {
        byte[] header = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        Envelope output = new Envelope(List.of(), header, EMPTY, EMPTY, content, List.of());
        wire.publish(asked.get("topic").getAsString(), output, asked.get("wait").getAsBoolean());
      }
    }
    wire.reply(channel, message);
    if (op.equals("quit")) {
      wire.flush(Duration.ofSeconds(5));
      quit.countDown();
    }
  }
}
