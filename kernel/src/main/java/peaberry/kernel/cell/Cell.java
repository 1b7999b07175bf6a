package peaberry.kernel.cell;

import java.util.Objects;

/**
 * The Java text of a cell, with its magic lines blanked out, and the number it runs under.
 *
 * @param number the execution count, as in {@code In [3]}; 0 for an evaluation that is not counted
 * @param code the text; lines and columns are those of the cell as the user sees it
 * @param local whether its variables are those of one method, as in a measurement, and not the
 *     notebook's
 * @param id which cell of the notebook it is, so that it is known again when it is run again; empty
 *     if the front end does not tell
 */
public record Cell(int number, String code, boolean local, String id) {
  public Cell {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(id, "id");
  }

  /** A cell whose variables live on. */
  public Cell(int number, String code) {
    this(number, code, false, "");
  }
}
