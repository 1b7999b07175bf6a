package peaberry.kernel.display;

/**
 * Shows values of one type that do not show themselves, such as another library's tables.
 *
 * <p>Found by {@link java.util.ServiceLoader}, or added in a cell with {@code
 * Display.addRenderer(type, function)}. The renderer of the most specific type wins.
 *
 * @param <T> what it shows
 */
public interface Renderer<T> {

  /** The class or interface whose values this renderer shows. */
  Class<T> type();

  /**
   * The forms of {@code value}. If it throws, the value is shown as plain text with a note.
   *
   * @param value never null
   */
  MimeBundle render(T value);
}
