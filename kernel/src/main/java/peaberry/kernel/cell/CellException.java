package peaberry.kernel.cell;

/**
 * What goes wrong between cells, not in one: the module's exception. The message says what was
 * expected, what came, and what to do.
 */
public final class CellException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Made with one sentence. */
  public CellException(String message) {
    super(message);
  }
}
