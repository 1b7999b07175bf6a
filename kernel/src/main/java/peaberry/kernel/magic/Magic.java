package peaberry.kernel.magic;

import java.util.List;

/**
 * A command to the kernel. Implement {@link LineMagic}, {@link CellMagic} or both, with a public
 * constructor without parameters, and name the class in {@code
 * META-INF/services/peaberry.kernel.magic.Magic}.
 */
public interface Magic {

  /** The word after {@code %} or {@code %%}: letters, digits, {@code _}, {@code -}, {@code .}. */
  String name();

  /** What it does, in one line, for {@code %lsmagic}. */
  String summary();

  /**
   * What could stand in the place of the word that ends at {@code cursor}.
   *
   * @param arguments what stands behind the magic's name, without white space at its start
   * @param cursor a position in {@code arguments}, counted in chars from 0; the word goes back from
   *     there to white space or to the start, and may be empty
   * @return whole words that begin as that word does, in the order in which they are to be offered
   */
  default List<String> complete(String arguments, int cursor) {
    return List.of();
  }

  /**
   * Whether what it is given is Java: a line magic's arguments, a cell magic's body. They are then
   * completed as Java.
   */
  default boolean takesJava() {
    return false;
  }
}
