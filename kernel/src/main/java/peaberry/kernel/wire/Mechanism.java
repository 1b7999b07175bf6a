package peaberry.kernel.wire;

/** One connection's handshake after the greetings: who may come in, and what it says of itself. */
sealed interface Mechanism permits NullMechanism {

  /** The name in the greeting. */
  String name();

  /**
   * Takes a command of the client.
   *
   * @return what the client says of itself, once the handshake is over; null before that
   * @throws ProtocolException if the client may not come in
   */
  Metadata receive(Traffic.Command command) throws ProtocolException;

  /** The next command for the client; null if it is the client's turn. */
  Traffic.Command next();
}
