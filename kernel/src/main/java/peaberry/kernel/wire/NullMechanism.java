package peaberry.kernel.wire;

/**
 * No authentication, no encryption: both ends send {@code READY} and that is all (RFC 37, "NULL").
 * Jupyter's messages carry a signature of their own.
 */
final class NullMechanism implements Mechanism {
  static final String NAME = "NULL";

  private final Metadata own;
  private boolean sent;

  NullMechanism(Metadata own) {
    this.own = own;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean server() {
    return false;
  }

  @Override
  public Metadata receive(Traffic.Command command) throws ProtocolException {
    if (command.name().equals("READY")) {
      return Metadata.read(command.data());
    }
    if (command.name().equals("ERROR")) {
      throw new ProtocolException("the client refused: " + Traffic.printable(command.data()));
    }
    throw new ProtocolException("expected READY, got the command " + command.name());
  }

  @Override
  public Traffic.Command next() {
    if (sent) {
      return null;
    }
    sent = true;
    return new Traffic.Command("READY", own.write());
  }

  @Override
  public Traffic open(Traffic traffic) {
    return traffic;
  }

  @Override
  public byte[][] seal(OutgoingMessage message) {
    return message.plain();
  }

  @Override
  public byte[] seal(Traffic.Command command) {
    return TrafficEncoder.command(command);
  }
}
