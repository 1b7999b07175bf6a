package peaberry.kernel.wire;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A ROUTER socket (RFC 28): requests come with the identity of their client, and replies go where
 * their identity says. A client that comes back under its old identity takes its place over.
 */
final class Router implements Endpoint {
  private final Channel channel;
  private final Reactor reactor;
  private final EnvelopeCodec codec;
  private final WireListener listener;

  /** By identity; guarded by the reactor's lock. */
  private final Map<ByteBuffer, Connection> routes = new HashMap<>();

  private int generated;

  Router(Channel channel, Reactor reactor, EnvelopeCodec codec, WireListener listener) {
    this.channel = channel;
    this.reactor = reactor;
    this.codec = codec;
    this.listener = listener;
  }

  /** Queues a reply for the client that its first identity names. Safe for several threads. */
  void send(Envelope message) {
    ByteBuffer route = ByteBuffer.wrap(message.identities().getFirst());
    if (route(route) == null) {
      return;
    }
    List<byte[]> rest = message.identities().subList(1, message.identities().size());
    OutgoingMessage sealed = new OutgoingMessage(codec.seal(rest, message));
    reactor.lock.lock();
    try {
      Connection connection = routes.get(route);
      if (connection != null) {
        connection.send(sealed);
      }
    } finally {
      reactor.lock.unlock();
    }
  }

  private Connection route(ByteBuffer identity) {
    reactor.lock.lock();
    try {
      return routes.get(identity);
    } finally {
      reactor.lock.unlock();
    }
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public String socketType() {
    return "ROUTER";
  }

  @Override
  public boolean serves(String clientType) {
    return clientType.equals("DEALER") || clientType.equals("REQ") || clientType.equals("ROUTER");
  }

  @Override
  public Limits limits() {
    return Limits.REQUEST;
  }

  @Override
  public Peer join(Connection connection, Metadata metadata) {
    byte[] identity = metadata.identity();
    // A leading zero marks the identities that the server gives away.
    if (identity.length == 0 || identity[0] == 0) {
      identity = ByteBuffer.allocate(5).putInt(1, ++generated).array();
    }
    Connection former;
    reactor.lock.lock();
    try {
      former = routes.put(ByteBuffer.wrap(identity), connection);
    } finally {
      reactor.lock.unlock();
    }
    if (former != null) {
      former.close(null);
    }
    return new Client(connection, identity);
  }

  /** A client of shell, control or stdin. */
  final class Client implements Peer {
    private final Connection connection;
    private final byte[] identity;

    Client(Connection connection, byte[] identity) {
      this.connection = connection;
      this.identity = identity;
    }

    @Override
    public void message(List<byte[]> frames) {
      Envelope message;
      try {
        message = codec.open(identity, frames);
      } catch (ProtocolException e) {
        connection.warn("message ignored", e.getMessage());
        return;
      }
      listener.received(channel, message);
    }

    @Override
    public void command(Traffic.Command command) {}

    @Override
    public void progressed() {}

    @Override
    public void left() {
      reactor.lock.lock();
      try {
        routes.remove(ByteBuffer.wrap(identity), connection);
      } finally {
        reactor.lock.unlock();
      }
    }
  }
}
