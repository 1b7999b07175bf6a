package peaberry.kernel.cell;

/**
 * Thrown inside a cell that the user has stopped. An {@code Error}, so that few handlers take it.
 */
final class CellInterrupt extends Error {
  private static final long serialVersionUID = 1L;

  CellInterrupt() {
    super("the cell was interrupted", null, false, false);
  }
}
