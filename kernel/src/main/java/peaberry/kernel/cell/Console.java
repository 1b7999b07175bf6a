package peaberry.kernel.cell;

import java.io.IOException;

/** Where a cell's text goes and where its input comes from. Safe for use by several threads. */
public interface Console {

  /** Takes text that the cell wrote to {@code System.out}. May block for a slow reader. */
  void out(String text);

  /** Takes text that the cell wrote to {@code System.err}. May block for a slow reader. */
  void err(String text);

  /**
   * Asks the user for one line.
   *
   * @param prompt shown beside the input field, may be empty
   * @param password true if what is typed must not be shown
   * @return the line without its end, or null at the end of input
   * @throws IOException if nobody can be asked; the message says why
   * @throws InterruptedException if the cell was interrupted while it waited
   */
  String readLine(String prompt, boolean password) throws IOException, InterruptedException;
}
