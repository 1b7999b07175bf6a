package peaberry.kernel.cell;

import java.util.Set;

/**
 * A method or type that a cell declares: its text, for the time when it has to be compiled again,
 * and what that depends on.
 *
 * @param name the simple name
 * @param isType whether it is a type; a method otherwise
 * @param place where it starts
 * @param text its text, from the first modifier to the last brace
 * @param uses the names of other cells' declarations that it mentions
 */
record Declaration(
    String name, boolean isType, CellText.Place place, String text, Set<String> uses) {
  Declaration {
    uses = Set.copyOf(uses);
  }

  /** What makes two declarations one: the name and, for a method, the parameters as written. */
  String key() {
    return isType ? name : name + Signatures.parameters(text);
  }
}
