package peaberry.kernel.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends printed text a little after it was printed, so that many lines share one message.
 *
 * <p>Its thread starts with the first text, and sleeps while none waits.
 */
final class Flusher {
  /** The longest that text waits, in nanoseconds. */
  private static final long DELAY_NANOS = 50_000_000;

  private record Due(CellConsole console, long nanos) {}

  private final Deque<Due> due = new ArrayDeque<>();
  private Thread thread;

  /** Called by a console with the first text after a flush. */
  synchronized void schedule(CellConsole console) {
    due.add(new Due(console, System.nanoTime() + DELAY_NANOS));
    if (thread == null) {
      thread = new Thread(null, this::run, "output");
      thread.setDaemon(true);
      thread.start();
    } else if (due.size() == 1) {
      notifyAll();
    }
  }

  /** Sends all text that waits, at once. */
  void flushAll() {
    List<CellConsole> consoles = new ArrayList<>();
    synchronized (this) {
      while (!due.isEmpty()) {
        consoles.add(due.remove().console);
      }
    }
    for (CellConsole console : consoles) {
      console.flushScheduled();
    }
  }

  private void run() {
    while (true) {
      try {
        take().flushScheduled();
      } catch (InterruptedException stray) {
        // Nobody has a reason to interrupt this thread; printed text must go out all the same.
        continue;
      }
    }
  }

  private synchronized CellConsole take() throws InterruptedException {
    while (due.isEmpty()) {
      wait();
    }
    long millis = (due.peek().nanos - System.nanoTime()) / 1_000_000;
    while (millis > 0) {
      wait(millis);
      if (due.isEmpty()) {
        return take();
      }
      millis = (due.peek().nanos - System.nanoTime()) / 1_000_000;
    }
    return due.remove().console;
  }
}
