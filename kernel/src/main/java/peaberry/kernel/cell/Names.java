package peaberry.kernel.cell;

import java.util.List;

/** The names of a notebook, for those who look at them from outside of its cells. */
public interface Names {

  /** The variables that are alive, in the order of their declaration. */
  List<Variable> variables();

  /**
   * Gives a variable another value.
   *
   * @throws CellException if there is none of this name
   * @throws IllegalArgumentException if the value is not of its type
   */
  void assign(String name, Object value);

  /** Forgets all that cells have declared or imported. Not while a cell runs. */
  void reset();
}
