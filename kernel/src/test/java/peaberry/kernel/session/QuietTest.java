package peaberry.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuietTest {
  private final Quiet quiet = new Quiet();

  @Test
  void whoWaitsGoesOnWhenAllCellsHaveEnded() throws InterruptedException {
    quiet.begin();
    quiet.begin();
    Thread waiting = waiting(Duration.ofDays(1), Duration.ZERO);
    quiet.end();
    until(waiting, Thread.State.WAITING);
    assertThat(waiting.isAlive()).isTrue();
    quiet.end();
    waiting.join();
  }

  @Test
  void beforeTheFirstCellItWaitsLonger() throws InterruptedException {
    Thread waiting = waiting(Duration.ofDays(1), Duration.ZERO);
    until(waiting, Thread.State.TIMED_WAITING);
    quiet.begin();
    quiet.end();
    waiting.join();
  }

  @Test
  void withoutAnyCellItEndsWithTheTimeForTheFirst() throws InterruptedException {
    waiting(Duration.ofMillis(1), Duration.ofDays(1)).join();
  }

  private Thread waiting(Duration start, Duration pause) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                quiet.await(start, pause);
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static void until(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }
}
