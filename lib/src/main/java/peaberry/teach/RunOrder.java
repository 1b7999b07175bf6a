package peaberry.teach;

import java.util.List;
import java.util.Optional;
import peaberry.kernel.display.RanCells.RanCell;

/**
 * Whether a saved notebook is what this session ran, from top to bottom: a cell that was changed,
 * or run out of its place, can leave values behind that the notebook, run anew, does not have.
 */
final class RunOrder {
  private static final String HAND_IN = "lesson.handIn(";

  private RunOrder() {}

  /**
   * What is wrong, as one clause. Cells below the hand-in run after it, if at all, and do not
   * count.
   *
   * @param ran the runs of this session, oldest first
   */
  static Optional<String> fault(SavedNotebook saved, List<RanCell> ran) {
    List<String> cells = saved.code();
    int handIn = cells.size() - 1;
    while (handIn >= 0 && !cells.get(handIn).contains(HAND_IN)) {
      handIn--;
    }
    int end = ran.size();
    for (String code : cells.subList(0, handIn < 0 ? cells.size() : handIn).reversed()) {
      if (saysNothing(code) || code.contains(HAND_IN)) {
        continue;
      }
      end = lastRun(code, ran.subList(0, end));
      if (end < 0) {
        return Optional.of(
            ("the cell `%s` has not run in its place since the kernel started, or not as it was"
                    + " saved: choose Kernel > Restart Kernel and Run All Cells, save, and run this"
                    + " cell again")
                .formatted(code.strip().lines().findFirst().orElse("")));
      }
    }
    return Optional.empty();
  }

  /** Offers of help, as long as their slashes stand, need not be run. */
  private static boolean saysNothing(String code) {
    return code.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("//"));
  }

  private static int lastRun(String code, List<RanCell> ran) {
    for (int i = ran.size() - 1; i >= 0; i--) {
      if (ran.get(i).code().strip().equals(code.strip())) {
        return i;
      }
    }
    return -1;
  }
}
