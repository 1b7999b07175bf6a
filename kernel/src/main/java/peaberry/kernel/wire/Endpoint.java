package peaberry.kernel.wire;

import java.util.List;

/** What one server socket does with its clients. All methods are called on the wire's thread. */
sealed interface Endpoint permits Router, Publisher, Echo {

  /** Which of the five it is. */
  Channel channel();

  /** ZMTP's name for what it does, such as {@code ROUTER}. */
  String socketType();

  /** Whether a client of this type may come in. */
  boolean serves(String clientType);

  /** What its clients may send. */
  Limits limits();

  /** A client came in. */
  Peer join(Connection connection, Metadata metadata);

  /** One client as its endpoint sees it. */
  sealed interface Peer permits Router.Client, Publisher.Subscriber, Echo.Client {

    /** Takes a whole message. */
    void message(List<byte[]> frames) throws ProtocolException;

    /** Takes a command that the connection does not answer by itself. */
    void command(Traffic.Command command) throws ProtocolException;

    /** The client has taken some of what waited for it. */
    void progressed();

    /** The connection is gone. */
    void left();
  }
}
