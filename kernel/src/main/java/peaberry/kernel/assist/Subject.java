package peaberry.kernel.assist;

import java.util.List;

/**
 * What a name in a cell means.
 *
 * @param name the simple name
 * @param kind as in {@link Suggestion}
 * @param owner the binary name of the class that declares it, such as {@code java.util.Map$Entry};
 *     of a type, its own; {@code notebook} for a top-level name of the notebook; empty for local
 *     variables
 * @param forms the declaration that is meant; if javac could not choose, all of that name
 * @param start where the name starts in the cell, in chars
 * @param end where it ends
 */
public record Subject(
    String name, String kind, String owner, List<Form> forms, int start, int end) {
  public Subject {
    forms = List.copyOf(forms);
  }

  /**
   * A declaration.
   *
   * @param text as in Java, with simple names: {@code static int max(int a, int b)}
   * @param parameters of a method, its erased parameter types in full, such as {@code
   *     java.lang.Object[]}: with the name and the owner they find its documentation
   */
  public record Form(String text, List<String> parameters) {
    public Form {
      parameters = List.copyOf(parameters);
    }
  }
}
