package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;

/** A command that takes the rest of its cell: {@code %%name arguments} on the first line. */
public interface CellMagic extends Magic {

  /**
   * Does it.
   *
   * @param arguments the rest of the first line, without white space at its ends
   * @param body the lines below
   * @return what the cell is worth
   * @throws Exception reported as the cell's error, by its message
   */
  Outcome cell(String arguments, String body, MagicContext context) throws Exception;
}
