package peaberry.kernel.session;

import java.time.Duration;

/**
 * Knows when no cell runs: then the processors are free for what only saves time later.
 *
 * <p>Safe for use by several threads.
 */
final class Quiet {
  private int running;
  private boolean any;
  private long since = System.nanoTime();

  /** A cell begins. */
  synchronized void begin() {
    running++;
    any = true;
  }

  /** A cell has ended. */
  synchronized void end() {
    running--;
    since = System.nanoTime();
    notifyAll();
  }

  /**
   * Waits until no cell has run for a while.
   *
   * @param start how long that is before the first cell, which the front end may be about to send
   * @param pause how long it is after one
   */
  synchronized void await(Duration start, Duration pause) throws InterruptedException {
    while (true) {
      long left = since + (any ? pause : start).toNanos() - System.nanoTime();
      if (running > 0) {
        wait();
      } else if (left > 0) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } else {
        return;
      }
    }
  }
}
