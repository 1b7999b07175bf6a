package peaberry.kernel.magic;

import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Outcome;

/** What a magic can do in the cell in which it stands. */
public interface MagicContext {

  /**
   * Runs Java, in the notebook's name space.
   *
   * @param code the magic's arguments or body, unchanged: errors then name the right line
   * @return what became of it, never an exception
   */
  Outcome java(String code);

  /** Where the cell's output goes and its input comes from. */
  Console console();

  /** All magics. */
  Magics magics();
}
