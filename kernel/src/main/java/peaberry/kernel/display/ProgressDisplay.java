package peaberry.kernel.display;

import java.time.Duration;
import java.util.UUID;

/** A progress in a notebook: one output of the cell that started it, changed in place. */
final class ProgressDisplay implements Progress.Setting {
  private final FrontEnd frontEnd;
  private final String id = UUID.randomUUID().toString();
  private boolean shown;

  ProgressDisplay(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
  }

  @Override
  public void show(ProgressState state) {
    if (shown) {
      frontEnd.update(id, state.toMimeBundle());
    } else {
      shown = true;
      frontEnd.show(id, state.toMimeBundle());
    }
  }

  @Override
  public void later(Runnable task) {
    pause(task);
  }

  /** A thread that waits costs next to nothing, and none is left when there is nothing to show. */
  static void pause(Runnable task) {
    Thread.startVirtualThread(
        () -> {
          try {
            Thread.sleep(Duration.ofMillis(Progress.PAUSE_MILLIS));
          } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
          }
          task.run();
        });
  }
}
