package peaberry.kernel.cell;

import java.util.concurrent.atomic.AtomicBoolean;

/** One execution of a cell: what its threads share. */
final class Run {
  private final Console console;
  private volatile boolean stopped;
  private volatile boolean stopTold;
  private volatile Thread thread;
  private final AtomicBoolean starved = new AtomicBoolean();

  Run(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  /** Whether the user has asked to stop it. */
  boolean stopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
  }

  /** Tells it that it has nearly filled the heap. */
  void starve() {
    starved.set(true);
  }

  /** Whether it has nearly filled the heap; says so once. */
  boolean takeStarved() {
    return starved.getAndSet(false);
  }

  /** Whether a run inside of this one has told the user that it was stopped, which is enough. */
  boolean stopTold() {
    return stopTold;
  }

  void tellStop() {
    stopTold = true;
  }

  /** The thread that runs the cell's own code; null while it is compiled and after it ended. */
  Thread thread() {
    return thread;
  }

  void enter(Thread own) {
    thread = own;
  }

  void leave() {
    thread = null;
  }
}
