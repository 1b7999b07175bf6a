package peaberry.kernel.wire;

import java.io.IOException;

/**
 * A client sent what ZMTP or the Jupyter protocol does not allow. It never leaves the package: the
 * message becomes the log line, and there is no stack trace, for it is the client's fault and not
 * the program's.
 */
final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
