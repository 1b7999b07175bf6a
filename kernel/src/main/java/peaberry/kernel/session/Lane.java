package peaberry.kernel.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import peaberry.kernel.cell.HeapReserve;
import peaberry.kernel.message.Incoming;

/**
 * A thread that works off requests in the order in which they came.
 *
 * <p>The requests that wait at one moment can be marked as aborted; those that come later are not.
 */
final class Lane {

  /** A request and whether it was aborted while it waited. */
  final class Item {
    private final Incoming incoming;
    private volatile boolean aborted;

    private Item(Incoming incoming) {
      this.incoming = incoming;
    }

    Incoming incoming() {
      return incoming;
    }

    boolean aborted() {
      return aborted;
    }

    /** Marks the requests that wait behind this one as aborted. */
    void abortWaiting() {
      Lane.this.abortWaiting();
    }
  }

  private final Deque<Item> waiting = new ArrayDeque<>();
  private final Consumer<Item> work;
  private final Thread thread;
  private Item current;
  private boolean ended;

  /**
   * @param name of the thread
   * @param work called for each request; must not throw
   */
  Lane(String name, Consumer<Item> work) {
    this.work = work;
    this.thread = new Thread(null, this::run, name);
  }

  void start() {
    thread.start();
  }

  synchronized void add(Incoming incoming) {
    waiting.add(new Item(incoming));
    notifyAll();
  }

  /** Ends the thread when all that waits is done. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Marks all requests that wait now, and the one that has just begun. */
  synchronized void abortWaiting() {
    if (current != null) {
      current.aborted = true;
    }
    for (Item item : waiting) {
      item.aborted = true;
    }
  }

  /** Interrupts the thread if it works on a request. */
  synchronized void interrupt() {
    if (current != null) {
      thread.interrupt();
    }
  }

  private void run() {
    while (true) {
      try {
        Item item = take();
        if (item == null) {
          return;
        }
        work.accept(item);
      } catch (OutOfMemoryError e) {
        HeapReserve.release(e);
      }
    }
  }

  /** The next request; null when the lane has ended. */
  private synchronized Item take() {
    current = null;
    // An interrupt was meant for the request that is now done.
    Thread.interrupted();
    while (waiting.isEmpty()) {
      if (ended) {
        return null;
      }
      try {
        wait();
      } catch (InterruptedException stray) {
        // A cell may have left a thread that interrupts this one; the lane goes on.
        continue;
      }
    }
    current = waiting.remove();
    return current;
  }
}
