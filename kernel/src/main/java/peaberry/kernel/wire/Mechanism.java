package peaberry.kernel.wire;

/**
 * How one connection is secured: the handshake after the greetings, which says who may come in and
 * what it says of itself, and the form of all that follows. What the client sends is taken on the
 * wire's thread; the two {@code seal} methods are called under the reactor's lock, in the order in
 * which the bytes are written.
 */
sealed interface Mechanism permits NullMechanism, CurveMechanism {

  /** The name in the greeting. */
  String name();

  /** Whether the greeting says that this end is the server. */
  boolean server();

  /**
   * Takes a command of the client.
   *
   * @return what the client says of itself, once the handshake is over; null before that
   * @throws ProtocolException if the client may not come in; {@link #next} may have a last word
   */
  Metadata receive(Traffic.Command command) throws ProtocolException;

  /** The next command of the handshake for the client; null if it is the client's turn. */
  Traffic.Command next();

  /**
   * What the client meant by a frame or command after the handshake.
   *
   * @throws ProtocolException if it is forged, repeated, or not secured
   */
  Traffic open(Traffic traffic) throws ProtocolException;

  /** The bytes of a message for the client. */
  byte[][] seal(OutgoingMessage message);

  /** The bytes of a command after the handshake. */
  byte[] seal(Traffic.Command command);
}
