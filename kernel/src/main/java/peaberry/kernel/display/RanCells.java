package peaberry.kernel.display;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The cells that the notebook has run, oldest first, without the one that runs: for libraries that
 * judge what a reader has tried, such as lessons.
 *
 * <pre>{@code
 * boolean lastFailed = !RanCells.all().isEmpty() && RanCells.all().getLast().failed();
 * }</pre>
 *
 * <p>Safe for use by several threads. In a plain Java program there are none.
 */
public final class RanCells {
  private static volatile Supplier<List<RanCell>> source = List::of;

  private RanCells() {}

  /**
   * One run of a cell.
   *
   * @param code its text
   * @param failed true if it did not compile, threw, or was interrupted
   */
  public record RanCell(String code, boolean failed) {
    public RanCell {
      Objects.requireNonNull(code, "code");
    }
  }

  /** Sets where the cells are found from now on. For kernels, and for the tests of libraries. */
  public static void install(Supplier<List<RanCell>> source) {
    RanCells.source = Objects.requireNonNull(source, "source");
  }

  /** What has run in this session; a cell that ran twice is there twice. */
  public static List<RanCell> all() {
    return source.get();
  }
}
