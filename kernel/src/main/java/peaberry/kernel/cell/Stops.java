package peaberry.kernel.cell;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How runs are stopped: a flag on each, an interrupt for what blocks, and checks in the cells' byte
 * code for what does not. The checks are on only while something is being stopped.
 *
 * <p>Safe for use by several threads.
 */
final class Stops {
  /** How long other threads of a stopped cell have to meet a check. */
  private static final Duration CALM = Duration.ofSeconds(3);

  private final Supplier<Run> current;
  private final Links links = new Links(this::check, this::checkStopped);
  private final Set<Run> unfinished = new HashSet<>();
  private int count;

  /** Set before any run is starved. */
  private volatile HeapWatch heap;

  /**
   * @param current the run that the calling thread belongs to, or null
   */
  Stops(Supplier<Run> current) {
    this.current = current;
  }

  Links links() {
    return links;
  }

  synchronized void begin(Run run) {
    unfinished.add(run);
  }

  synchronized void end(Run run) {
    unfinished.remove(run);
  }

  /** Stops all runs that have begun and not ended. */
  synchronized void stopAll() {
    for (Run run : unfinished) {
      if (!run.stopped()) {
        run.stop();
        turnOn();
      }
      Thread thread = run.thread();
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /**
   * Throws OutOfMemoryError in all runs that have begun and not ended, once in each; not in one
   * that has made room until its check comes.
   */
  synchronized void starveAll(HeapWatch heap) {
    this.heap = heap;
    for (Run run : unfinished) {
      run.starve();
    }
    if (!unfinished.isEmpty()) {
      turnOn();
    }
  }

  private void turnOn() {
    int number = ++count;
    links.checks(true);
    // Not a virtual thread: its class must not be initialized for the first time in a full heap.
    Thread.ofPlatform()
        .daemon()
        .inheritInheritableThreadLocals(false)
        .start(() -> calmDown(number));
  }

  /** Turns the checks off when all threads of what was stopped have had time to meet them. */
  private void calmDown(int number) {
    try {
      do {
        Thread.sleep(CALM);
      } while (!calm(number));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean calm(int number) {
    for (Run run : unfinished) {
      if (run.stopped()) {
        return false;
      }
    }
    if (number == count) {
      links.checks(false);
    }
    return true;
  }

  /**
   * What the checks of exception handlers do: not more, since a handler that an OutOfMemoryError
   * has brought there is to have its chance to make room.
   */
  void checkStopped() {
    Run run = current.get();
    if (run != null && run.stopped()) {
      throw new CellInterrupt();
    }
  }

  /** What the checks do while they are on: end the calling thread's run if it is to end. */
  void check() {
    checkStopped();
    Run run = current.get();
    if (run != null && run.takeStarved() && heap.isFull()) {
      throw new OutOfMemoryError("the heap is nearly full");
    }
  }
}
