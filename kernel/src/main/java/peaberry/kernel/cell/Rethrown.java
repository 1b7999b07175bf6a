package peaberry.kernel.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An exception of a task that the JDK's workers ran: the thread that waits for the task throws a
 * copy, of which the task's own is the cause.
 */
final class Rethrown {
  private static final String WORKERS = "java.util.concurrent.ForkJoin";

  private Rethrown() {}

  /** The task's own exception; empty if this is no copy. */
  static Optional<Throwable> original(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean copied =
        cause != null
            && cause.getClass() == thrown.getClass()
            && (thrown.getMessage() == null
                || thrown.getMessage().equals(cause.toString())
                || Objects.equals(thrown.getMessage(), cause.getMessage()))
            && List.of(thrown.getStackTrace()).stream()
                .anyMatch(frame -> frame.getClassName().startsWith(WORKERS));
    return copied ? Optional.of(original(cause).orElse(cause)) : Optional.empty();
  }

  /** The frames of the task, and then those of the thread that waited for it. */
  static List<StackTraceElement> joined(
      List<StackTraceElement> task, List<StackTraceElement> waiting) {
    List<StackTraceElement> all = new ArrayList<>(task);
    all.addAll(waiting);
    return all;
  }
}
