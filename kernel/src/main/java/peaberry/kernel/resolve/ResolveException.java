package peaberry.kernel.resolve;

/** Something cannot be resolved. The message names it and says where it was looked for. */
public final class ResolveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Made with one sentence, fit to be shown as it is. */
  public ResolveException(String message) {
    super(message);
  }
}
