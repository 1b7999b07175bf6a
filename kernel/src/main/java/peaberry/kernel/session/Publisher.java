package peaberry.kernel.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.message.Composer;
import peaberry.kernel.message.Incoming;
import peaberry.kernel.message.Json;
import peaberry.kernel.message.Output;
import peaberry.kernel.message.Reply;
import peaberry.kernel.wire.Channel;
import peaberry.kernel.wire.Envelope;
import peaberry.kernel.wire.Wire;
import peaberry.kernel.wire.WireException;

/** Sends what the kernel says. Thread-safe; what one thread sends arrives in order. */
final class Publisher {
  private final Wire wire;
  private final Composer composer;
  private final String topic;
  private volatile boolean hurried;

  Publisher(Wire wire, Composer composer) {
    this.wire = wire;
    this.composer = composer;
    this.topic = "kernel." + composer.session() + '.';
  }

  /** Answers a request on the channel on which it came. */
  void reply(Incoming request, Reply reply) {
    wire.reply(request.channel(), composer.compose(request.envelope(), reply));
  }

  /**
   * Asks the client of {@code request} for input.
   *
   * @return the id of the question
   */
  String ask(Incoming request, Output.InputRequest question) {
    Envelope envelope = composer.compose(request.envelope(), question);
    wire.reply(Channel.STDIN, envelope);
    return Composer.id(envelope);
  }

  /** Tells all clients; never waits. */
  void tell(Incoming parent, Output output) {
    wire.publish(topic + output.type(), composer.compose(header(parent), output), false);
  }

  /** Tells all clients what no request has caused; never waits. */
  void tell(Output output) {
    wire.publish(topic + output.type(), composer.compose(output), false);
  }

  /** Tells a new subscriber that it is connected. */
  void welcome(String subscription) {
    wire.publish(subscription, composer.compose(new Output.IopubWelcome(subscription)), false);
  }

  /** Sends a cell's output; waits for clients that are slow to read. */
  void print(Incoming parent, Output output) {
    wire.publish(topic + output.type(), composer.compose(header(parent), output), !hurried);
  }

  /** From now on nothing waits for slow clients: the process is about to end. */
  void hurry() {
    hurried = true;
  }

  /** Waits until all is sent, or the time is over. */
  void flush(Duration atMost) {
    wire.flush(atMost);
  }

  /**
   * The forms of a bundle as they are sent: JSON types that were given as text become trees, since
   * front ends expect them so.
   */
  static Map<String, Object> data(MimeBundle bundle) {
    Map<String, Object> data = new LinkedHashMap<>(bundle.data());
    for (Map.Entry<String, Object> form : data.entrySet()) {
      if (form.getKey().endsWith("json") && form.getValue() instanceof CharSequence text) {
        form.setValue(tree(text));
      }
    }
    return data;
  }

  private static Object tree(CharSequence text) {
    try {
      return Json.map(
          Json.parse(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), "a form"));
    } catch (WireException notAnObject) {
      return text.toString();
    }
  }

  private static byte[] header(Incoming parent) {
    return parent.envelope().header();
  }
}
