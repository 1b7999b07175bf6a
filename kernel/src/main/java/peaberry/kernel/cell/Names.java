package peaberry.kernel.cell;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The names of a notebook, for those who look at them from outside of its cells.
 *
 * <p>What is told may be asked by any thread at any time.
 */
public interface Names {

  /** The variables that are alive, in the order of their declaration. */
  List<Variable> variables();

  /**
   * The variable of a name.
   *
   * @return gives its value of the moment, null too; empty if no cell has declared it
   */
  Optional<Supplier<Object>> variable(String name);

  /** Where a name is declared: its variable, its type and its methods, as far as it has them. */
  List<Declared> declared(String name);

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
