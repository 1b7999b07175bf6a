package peaberry.kernel.cell;

/**
 * A few megabytes that are let go when the heap is full, so that this can be told.
 *
 * <p>One for the process, as the heap is. Safe for use by several threads.
 */
public final class HeapReserve {
  private static final int PIECE = 256 << 10;
  private static final long LEAST = 4 << 20;
  private static final long MOST = 8 << 20;

  /** Small pieces, since the holes in a full heap are small. Null when it was let go. */
  private static volatile byte[][] reserve;

  private HeapReserve() {}

  /** Takes the reserve, if there is room for it. */
  static void take() {
    if (reserve != null) {
      return;
    }
    long size = Math.clamp(Runtime.getRuntime().maxMemory() / 16, LEAST, MOST);
    try {
      reserve = new byte[(int) size / PIECE][PIECE];
    } catch (OutOfMemoryError full) {
      return; // the next cell may leave more
    }
  }

  /**
   * Lets the reserve go if {@code thrown} says that it is needed. To be called first by whoever
   * catches what a cell may have caused.
   */
  public static void release(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      reserve = null;
    }
  }
}
