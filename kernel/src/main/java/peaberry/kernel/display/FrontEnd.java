package peaberry.kernel.display;

import java.io.IOException;

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

  /**
   * Asks the user for one line.
   *
   * @param password true if what is typed must not be shown
   * @return the line without its end, or null at the end of input
   * @throws IOException if nobody can be asked; the message says why
   * @throws InterruptedException if the cell was interrupted while it waited
   */
  String readLine(String prompt, boolean password) throws IOException, InterruptedException;

  /** The open comms. */
  Comms comms();
}
