package peaberry.kernel.cell;

import java.util.Objects;

/**
 * The Java text of a cell, with its magic lines blanked out, and the number it runs under.
 *
 * @param number the execution count, as in {@code In [3]}; 0 for an evaluation that is not counted
 * @param code the text; lines and columns are those of the cell as the user sees it
 */
public record Cell(int number, String code) {
  public Cell {
    Objects.requireNonNull(code, "code");
  }
}
