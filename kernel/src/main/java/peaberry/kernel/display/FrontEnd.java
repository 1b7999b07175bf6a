package peaberry.kernel.display;

import java.io.IOException;

/** The output of a cell, and the way to the user. Safe for use by several threads. */
public interface FrontEnd extends Screen {

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

  /**
   * Runs code on the calling thread as the cell's own runs: what it prints and shows comes here, an
   * interrupt stops it, and what it throws is told here.
   *
   * @return whether it came to its end
   */
  boolean run(Runnable code);

  /** This front end, with another place for the output. */
  FrontEnd to(Screen screen);
}
