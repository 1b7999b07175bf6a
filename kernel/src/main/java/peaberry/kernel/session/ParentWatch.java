package peaberry.kernel.session;

import java.util.Optional;

/** Notices when the process that started the kernel is gone, so that no orphan is left. */
final class ParentWatch {
  private ParentWatch() {}

  /**
   * Watches on a thread of its own.
   *
   * @param pid the parent's process number, as in {@code JPY_PARENT_PID}; null or not a number:
   *     nothing is watched
   * @param gone called once, when that process has ended or does not exist
   */
  static void start(String pid, Runnable gone) {
    long parent = number(pid);
    if (parent <= 0) {
      return;
    }
    Thread watch =
        new Thread(
            () -> {
              Optional<ProcessHandle> process = ProcessHandle.of(parent);
              if (process.isPresent()) {
                process.get().onExit().join();
              }
              try {
                gone.run();
              } catch (OutOfMemoryError full) {
                Runtime.getRuntime().halt(1); // a cell has left no memory for a tidy end
              }
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static long number(String pid) {
    try {
      return pid == null ? 0 : Long.parseLong(pid.strip());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
