package peaberry.kernel.cell;

import java.util.Objects;

/**
 * The Java text of a cell, with its magic lines blanked out, and the number it runs under.
 *
 * @param number the execution count, as in {@code In [3]}; 0 for an evaluation that is not counted
 * @param code the text; lines and columns are those of the cell as the user sees it
 * @param local whether its variables are those of one method, as in a measurement, and not the
 *     notebook's
 */
public record Cell(int number, String code, boolean local) {
  public Cell {
    Objects.requireNonNull(code, "code");
  }

  /** A cell whose variables live on. */
  public Cell(int number, String code) {
    this(number, code, false);
  }
}
