package peaberry.kernel.display;

/**
 * Shown as a JSON tree.
 *
 * @param value maps, lists, strings, numbers, booleans and null; or the JSON text of an object or
 *     array
 */
public record Json(Object value) implements Displayable {

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(PlainText.of(value)).with("application/json", value);
  }
}
