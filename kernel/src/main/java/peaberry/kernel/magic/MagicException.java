package peaberry.kernel.magic;

/** A magic was used in a wrong way. The message is one sentence, fit to be shown as it is. */
public class MagicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was expected, what came, what to do
   */
  public MagicException(String message) {
    super(message);
  }
}
