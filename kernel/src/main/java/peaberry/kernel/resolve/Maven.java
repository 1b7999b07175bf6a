package peaberry.kernel.resolve;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Finds artifacts by their Maven coordinates. Not safe for use by several threads. */
public final class Maven {
  private static final long TELL_MILLIS = 100;

  private final MavenOptions options;
  private Resolver resolver;

  /** Made with what the user has set for Maven. */
  public Maven(MavenOptions options) {
    this.options = options;
  }

  /** What the user has set for Maven. */
  public MavenOptions options() {
    return options;
  }

  /**
   * Finds what is wanted and what that needs; the answer is all of it or an exception.
   *
   * @param told told on the calling thread how far it is, some ten times a second
   * @throws ResolveException if something cannot be had
   * @throws InterruptedException if the calling thread was interrupted; what is on its way is given
   *     up, what has come is kept
   */
  public Resolved resolve(Request request, Consumer<Transfers.Progress> told)
      throws InterruptedException {
    if (resolver == null) {
      resolver = ResolverLoader.load();
    }
    Transfers transfers = new Transfers();
    FutureTask<Resolved> task =
        new FutureTask<>(() -> resolver.resolve(request, options, transfers));
    Thread thread = new Thread(null, task, "maven");
    thread.setDaemon(true);
    thread.setContextClassLoader(resolver.getClass().getClassLoader());
    thread.start();
    try {
      while (true) {
        try {
          Resolved resolved = task.get(TELL_MILLIS, TimeUnit.MILLISECONDS);
          told.accept(transfers.progress());
          return resolved;
        } catch (TimeoutException running) {
          told.accept(transfers.progress());
        }
      }
    } catch (InterruptedException e) {
      transfers.cancel();
      task.cancel(true);
      throw e;
    } catch (CancellationException e) {
      throw new ResolveException("the search was given up");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ResolveException known
          ? known
          : new ResolveException("Maven's resolver failed: " + e.getCause());
    }
  }
}
