package peaberry.kernel.display;

import java.util.List;

/** A place for output. Safe for use by several threads. */
public interface Screen {

  /**
   * Takes printed text.
   *
   * @param error whether it was printed to {@code System.err}
   */
  void print(String text, boolean error);

  /**
   * Shows a value.
   *
   * @param id by which {@link #update} finds it again
   */
  void show(String id, MimeBundle bundle);

  /** Shows another value wherever one with this id is shown; does nothing if none is. */
  void update(String id, MimeBundle bundle);

  /**
   * Removes what has been shown so far.
   *
   * @param wait true to remove it only when the next output comes, which avoids flicker
   */
  void clear(boolean wait);

  /**
   * Tells what code threw, or that it was stopped.
   *
   * @param name the exception's class, or {@code KeyboardInterrupt}
   * @param message one sentence; may be empty
   * @param traceback lines to show, with ANSI colours, readable without them
   */
  void fail(String name, String message, List<String> traceback);
}
