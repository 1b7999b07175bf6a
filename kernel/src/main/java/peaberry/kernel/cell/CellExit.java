package peaberry.kernel.cell;

/** Thrown in place of {@code System.exit} in a cell: the cell ends, the kernel does not. */
final class CellExit extends Error {
  private static final long serialVersionUID = 1L;

  CellExit(int status) {
    super(
        "exit("
            + status
            + ") was asked for; the kernel goes on. Use the Kernel menu to shut it down.");
  }
}
