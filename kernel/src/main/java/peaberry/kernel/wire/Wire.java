package peaberry.kernel.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The kernel's five sockets, bound and served. Safe for use by several threads.
 *
 * <pre>{@code
 * try (Wire wire = Wire.bind(ConnectionInfo.read(file), listener)) {
 *   wire.publish("status", busy, false);
 *   wire.reply(Channel.SHELL, reply);
 * }
 * }</pre>
 *
 * <p>The wire's thread is a daemon: it does not keep the process alive.
 */
public final class Wire implements AutoCloseable {
  private static final long CLOSING_FLUSH_NANOS = 1_000_000_000L;

  private final ConnectionInfo info;
  private final Reactor reactor;
  private final Publisher publisher;
  private final Map<Channel, Router> routers = new EnumMap<>(Channel.class);

  private Wire(ConnectionInfo info, WireListener listener, Tuning tuning) {
    EnvelopeCodec codec = new EnvelopeCodec(Signer.of(info.signatureScheme(), info.key()));
    try {
      reactor = new Reactor(tuning, info.curve());
    } catch (IOException e) {
      throw new WireException("No selector can be opened: " + e.getMessage() + ".", e);
    }
    publisher = new Publisher(reactor, codec, listener);
    Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
    boolean bound = false;
    try {
      for (Channel channel : Channel.values()) {
        Endpoint endpoint = endpoint(channel, codec, listener);
        Door door = Door.open(info, endpoint);
        ports.put(channel, door.port());
        reactor.add(door);
      }
      bound = true;
    } catch (IOException e) {
      throw new WireException("The sockets cannot be served: " + e.getMessage() + ".", e);
    } finally {
      if (!bound) {
        reactor.end();
      }
    }
    this.info =
        new ConnectionInfo(
            info.transport(),
            info.ip(),
            ports,
            info.key(),
            info.signatureScheme(),
            info.kernelName(),
            info.curve());
    reactor.start();
  }

  private Endpoint endpoint(Channel channel, EnvelopeCodec codec, WireListener listener) {
    if (channel == Channel.IOPUB) {
      return publisher;
    }
    if (channel == Channel.HEARTBEAT) {
      return new Echo();
    }
    Router router = new Router(channel, reactor, codec, listener);
    routers.put(channel, router);
    return router;
  }

  /**
   * Binds the five sockets and starts to serve them.
   *
   * @param info where; ports that are 0 are chosen
   * @param listener told what comes in, maybe before this method returns
   * @throws WireException if an address is in use or none of this machine; then none stays bound
   */
  public static Wire bind(ConnectionInfo info, WireListener listener) {
    return bind(info, listener, Tuning.STANDARD);
  }

  static Wire bind(ConnectionInfo info, WireListener listener, Tuning tuning) {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(listener, "listener");
    return new Wire(info, listener, tuning);
  }

  /** Where the kernel is reached, with the real ports. */
  public ConnectionInfo info() {
    return info;
  }

  /**
   * Sends a message to one client. It never blocks. If the client is gone, nothing happens; if it
   * does not read while 256 MiB wait for it, it is disconnected.
   *
   * @param channel {@link Channel#SHELL}, {@link Channel#CONTROL} or {@link Channel#STDIN}
   * @param message its first identity names the client, as received
   * @throws WireException if the channel has no replies, or the message no identity
   */
  public void reply(Channel channel, Envelope message) {
    Router router = routers.get(channel);
    if (router == null) {
      throw new WireException("Expected SHELL, CONTROL or STDIN for a reply, got " + channel + ".");
    }
    if (message.identities().isEmpty()) {
      throw new WireException("Expected an identity in the reply, got none.");
    }
    router.send(message);
  }

  /**
   * Sends a message to all clients that subscribed to its topic. The order of one thread's messages
   * is kept.
   *
   * @param topic the first frame; subscriptions match its beginning
   * @param message its identities are ignored
   * @param mayWait true for output, of which there may be more than a client can take: the call
   *     then blocks while a client that reads has 8 MiB unread; a client that has read nothing for
   *     5 s is not waited for but misses the message, and {@link WireListener#dropped} is told when
   *     it reads again. False for what must not be lost: it is queued and the call never blocks. An
   *     interrupted thread does not wait either, at the cost of what passes 16 MiB.
   */
  public void publish(String topic, Envelope message, boolean mayWait) {
    publisher.publish(topic.getBytes(StandardCharsets.UTF_8), message, mayWait);
  }

  /**
   * Waits until everything queued has been given to the operating system, or the time is over, or
   * the thread is interrupted.
   */
  public void flush(Duration atMost) {
    reactor.flush(atMost.toNanos());
  }

  /**
   * Waits up to a second until what is queued is written, then closes all sockets and removes the
   * socket files. Calling it again does nothing.
   */
  @Override
  public void close() {
    reactor.flush(CLOSING_FLUSH_NANOS);
    reactor.close();
  }
}
