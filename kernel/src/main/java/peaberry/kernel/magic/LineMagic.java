package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;

/** A command on one line: {@code %name arguments}. */
public interface LineMagic extends Magic {

  /**
   * Does it.
   *
   * @param arguments the rest of the line, without white space at its ends
   * @return what the line is worth; a value is shown if the line is the cell's last
   * @throws Exception reported as the cell's error, by its message
   */
  Outcome line(String arguments, MagicContext context) throws Exception;

  /**
   * Whether the Java lines above it must have run before. If not, as for most, it runs before the
   * cell is compiled: so it can prepare what the cell's imports need, and the cell is compiled as a
   * whole.
   */
  default boolean inOrder() {
    return false;
  }
}
