package peaberry.kernel.wire;

import java.util.List;

/**
 * The heartbeat, a REP socket whose answer is the question: every message goes back as it came, the
 * routing frames and the empty delimiter of its client among it.
 */
final class Echo implements Endpoint {
  /** A client with so much unread is not read from either, until it has taken half of it. */
  private static final long UNREAD_BYTES = 1024 * 1024;

  @Override
  public Channel channel() {
    return Channel.HEARTBEAT;
  }

  @Override
  public String socketType() {
    return "REP";
  }

  @Override
  public boolean serves(String clientType) {
    return clientType.equals("REQ") || clientType.equals("DEALER");
  }

  @Override
  public Limits limits() {
    return Limits.HEARTBEAT;
  }

  @Override
  public Peer join(Connection connection, Metadata metadata) {
    return new Client(connection);
  }

  /** A client of the heartbeat. */
  static final class Client implements Peer {
    private final Connection connection;

    Client(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void message(List<byte[]> frames) {
      if (connection.send(new OutgoingMessage(frames)) > UNREAD_BYTES) {
        connection.reading(false);
      }
    }

    @Override
    public void command(Traffic.Command command) {}

    @Override
    public void progressed() {
      if (connection.unread() < UNREAD_BYTES / 2) {
        connection.reading(true);
      }
    }

    @Override
    public void left() {}
  }
}
