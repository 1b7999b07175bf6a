package peaberry.kernel.cell;

/**
 * A live declaration of the notebook and where it stands.
 *
 * @param name the simple name
 * @param cell the execution count of its cell
 * @param code the text of that cell
 * @param start where the declaration starts in {@code code}, in chars
 * @param end where it ends
 */
public record Declared(Kind kind, String name, int cell, String code, int start, int end) {

  /** What is declared. */
  public enum Kind {
    VARIABLE,
    METHOD,
    TYPE
  }

  static Declared of(Kind kind, String name, CellText.Place place, int length) {
    int start = Math.min(place.offset(), place.code().length());
    int end = Math.min(start + length, place.code().length());
    return new Declared(kind, name, place.cell(), place.code(), start, end);
  }

  /** The text of the declaration; of a variable, the line in which it is declared. */
  public String text() {
    return code.substring(start, end);
  }
}
