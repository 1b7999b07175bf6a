package peaberry.kernel.cell;

/** One execution of a cell: what its threads share. */
final class Run {
  private final Console console;
  private volatile boolean stopped;
  private volatile boolean running;

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

  /** Whether its own code runs; before that it is compiled. */
  boolean running() {
    return running;
  }

  void running(boolean now) {
    running = now;
  }
}
