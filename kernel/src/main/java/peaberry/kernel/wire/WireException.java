package peaberry.kernel.wire;

/**
 * The kernel cannot be reached as asked: a bad connection file, an address in use. The message is
 * one sentence or two, fit to be shown as it is.
 */
public class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was expected, what came, what to do
   */
  public WireException(String message) {
    super(message);
  }

  /**
   * @param message what was expected, what came, what to do
   * @param cause where it was noticed
   */
  public WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
