package peaberry.kernel.display;

/** Where values are shown. Safe for use by several threads. */
public interface FrontEnd {

  /**
   * Shows a value.
   *
   * @param id by which {@link #update} finds it again
   */
  void show(String id, MimeBundle bundle);

  /** Shows another value wherever one with this id is shown; does nothing if none is. */
  void update(String id, MimeBundle bundle);

  /**
   * Removes what the running cell has shown so far.
   *
   * @param wait true to remove it only when the next output comes, which avoids flicker
   */
  void clear(boolean wait);

  /** The open comms. */
  Comms comms();
}
