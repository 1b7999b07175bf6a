package peaberry.kernel.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An XPUB socket (RFC 29): what is published goes to every client whose subscription starts the
 * topic. Output waits for clients that read slowly, passes over those that do not read at all, and
 * tells them later how much they missed; what must not be lost is queued always.
 */
final class Publisher implements Endpoint {
  private final Reactor reactor;
  private final EnvelopeCodec codec;
  private final WireListener listener;

  /** Guarded by the reactor's lock, and what the subscribers hold too. */
  private final List<Subscriber> subscribers = new ArrayList<>();

  Publisher(Reactor reactor, EnvelopeCodec codec, WireListener listener) {
    this.reactor = reactor;
    this.codec = codec;
    this.listener = listener;
  }

  /**
   * Publishes a message. Safe for several threads; the order of one thread's messages is kept.
   *
   * @param mayWait if false, it never blocks and nothing is dropped. If true, it waits while a
   *     client that reads has too much unread. An interrupted thread does not wait; then a client
   *     may get twice as far behind before it loses messages.
   */
  void publish(byte[] topic, Envelope message, boolean mayWait) {
    if (!wanted(topic)) {
      return;
    }
    OutgoingMessage sealed = new OutgoingMessage(codec.seal(List.of(topic), message));
    reactor.lock.lock();
    try {
      long bound = reactor.tuning.publishBytes();
      boolean waited = !mayWait || reactor.ownThread() || awaitRoom(topic, bound);
      long most = !mayWait ? Long.MAX_VALUE : waited ? bound : 2 * bound;
      for (int i = 0; i < subscribers.size(); i++) {
        Subscriber subscriber = subscribers.get(i);
        if (subscriber.subscriptions.match(topic)) {
          subscriber.offer(sealed, most);
        }
      }
    } finally {
      reactor.lock.unlock();
    }
  }

  private boolean wanted(byte[] topic) {
    reactor.lock.lock();
    try {
      for (int i = 0; i < subscribers.size(); i++) {
        if (subscribers.get(i).subscriptions.match(topic)) {
          return true;
        }
      }
      return false;
    } finally {
      reactor.lock.unlock();
    }
  }

  /** Waits until no reading client is over the bound; false if interrupted before. */
  private boolean awaitRoom(byte[] topic, long bound) {
    while (true) {
      long longest = 0;
      long now = System.nanoTime();
      for (int i = 0; i < subscribers.size(); i++) {
        Subscriber subscriber = subscribers.get(i);
        Outbox outbox = subscriber.connection.outbox;
        if (outbox.bytes() >= bound && subscriber.subscriptions.match(topic)) {
          long silent = now - outbox.progressNanos();
          longest = Math.max(longest, reactor.tuning.stallNanos() - silent);
        }
      }
      if (longest <= 0) {
        return true;
      }
      try {
        reactor.progress.awaitNanos(longest);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  @Override
  public Channel channel() {
    return Channel.IOPUB;
  }

  @Override
  public String socketType() {
    return "XPUB";
  }

  @Override
  public boolean serves(String clientType) {
    return clientType.equals("SUB") || clientType.equals("XSUB");
  }

  @Override
  public Limits limits() {
    return Limits.SUBSCRIPTION;
  }

  @Override
  public Peer join(Connection connection, Metadata metadata) {
    Subscriber subscriber = new Subscriber(connection);
    reactor.lock.lock();
    try {
      subscribers.add(subscriber);
    } finally {
      reactor.lock.unlock();
    }
    return subscriber;
  }

  /** A client of iopub. */
  final class Subscriber implements Peer {
    private final Connection connection;
    private final Subscriptions subscriptions = new Subscriptions();
    private long droppedBytes;

    Subscriber(Connection connection) {
      this.connection = connection;
    }

    private void offer(OutgoingMessage message, long most) {
      if (connection.outbox.bytes() < most) {
        connection.send(message);
      } else {
        for (byte[] segment : message.plain()) {
          droppedBytes += segment.length;
        }
      }
    }

    /** Takes a subscription as ZMTP 3.0 sends it: a message of 1 or 0, and the topic. */
    @Override
    public void message(List<byte[]> frames) throws ProtocolException {
      byte[] frame = frames.getFirst();
      if (frames.size() > 1 || frame.length == 0 || (frame[0] & ~1) != 0) {
        throw new ProtocolException("expected a subscription, got another message");
      }
      byte[] topic = Arrays.copyOfRange(frame, 1, frame.length);
      if (frame[0] == 1) {
        subscribe(topic);
      } else {
        cancel(topic);
      }
    }

    /** Takes a subscription as ZMTP 3.1 sends it. */
    @Override
    public void command(Traffic.Command command) throws ProtocolException {
      if (command.name().equals("SUBSCRIBE")) {
        subscribe(command.data());
      } else if (command.name().equals("CANCEL")) {
        cancel(command.data());
      }
    }

    private void subscribe(byte[] topic) throws ProtocolException {
      reactor.lock.lock();
      try {
        // Told under the lock, so that what the listener publishes in answer comes first.
        if (subscriptions.add(topic)) {
          listener.subscribed(new String(topic, StandardCharsets.UTF_8));
        }
      } finally {
        reactor.lock.unlock();
      }
    }

    private void cancel(byte[] topic) {
      reactor.lock.lock();
      try {
        subscriptions.remove(topic);
      } finally {
        reactor.lock.unlock();
      }
    }

    @Override
    public void progressed() {
      long missed;
      reactor.lock.lock();
      try {
        missed = connection.outbox.bytes() < reactor.tuning.publishBytes() / 2 ? droppedBytes : 0;
        droppedBytes -= missed;
      } finally {
        reactor.lock.unlock();
      }
      if (missed > 0) {
        listener.dropped(missed);
      }
    }

    @Override
    public void left() {
      reactor.lock.lock();
      try {
        subscribers.remove(this);
      } finally {
        reactor.lock.unlock();
      }
    }
  }
}
