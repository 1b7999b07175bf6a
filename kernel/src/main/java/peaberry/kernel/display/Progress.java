package peaberry.kernel.display;

import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Shows how far a long loop is, how fast it goes, and how long it still takes. Cells know the class
 * without an import.
 *
 * <pre>{@code
 * for (int epoch : Progress.range(50)) { train(epoch); }
 * for (Path file : Progress.of(files)) { read(file); }
 * try (Progress progress = Progress.start(1000)) {
 *   rows.parallelStream().forEach(row -> { score(row); progress.step(); });
 * }
 * }</pre>
 *
 * <p>A notebook shows a bar, a plain Java program a line on {@code System.err}: at most ten new
 * states a second, and always the last one. A loop that ends early, by {@code break}, an exception
 * or an interrupt, leaves the bar where it was. Safe for use by several threads.
 */
public final class Progress implements AutoCloseable {
  /** The least time between two states that are shown, in milliseconds. */
  static final long PAUSE_MILLIS = 100;

  /** What a progress needs of the world around it. */
  interface Setting {
    /** Shows a state: the first one, or one in its place. */
    void show(ProgressState state);

    /** Does something after {@link #PAUSE_MILLIS}, on another thread. */
    void later(Runnable task);
  }

  private final long total;
  private final LongSupplier nanoClock;
  private final Setting setting;
  private final long started;
  private long done;
  private boolean waiting;
  private boolean closed;

  /**
   * @param total how many steps there are; negative if nobody knows
   */
  Progress(long total, LongSupplier nanoClock, Setting setting) {
    this.total = total;
    this.nanoClock = nanoClock;
    this.setting = setting;
    this.started = nanoClock.getAsLong();
    setting.show(state());
  }

  /**
   * Starts a progress that is moved by hand.
   *
   * @param total how many steps there are
   * @throws IllegalArgumentException if {@code total} is negative
   */
  public static Progress start(long total) {
    return begin(checked(total));
  }

  /**
   * The elements of a list or another iterable, for a loop whose progress is shown. Without a size
   * that is known, as a {@link Collection} has one, there is a count and a rate but no time left.
   */
  public static <T> Iterable<T> of(Iterable<T> elements) {
    Objects.requireNonNull(elements, "elements");
    return () -> {
      long total = elements instanceof Collection<?> collection ? collection.size() : -1;
      return new Steps<>(elements.iterator(), begin(total));
    };
  }

  /**
   * The numbers from 0 to {@code n - 1}, for a loop whose progress is shown.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public static Iterable<Integer> range(int n) {
    checked(n);
    return () -> new Steps<>(IntStream.range(0, n).iterator(), begin(n));
  }

  private static Progress begin(long total) {
    FrontEnd frontEnd = FrontEnds.current();
    Setting setting =
        frontEnd == null ? new ProgressText(System.err) : new ProgressDisplay(frontEnd);
    return new Progress(total, System::nanoTime, setting);
  }

  private static long checked(long total) {
    if (total < 0) {
      throw new IllegalArgumentException("expected a number of steps from 0 on, got " + total);
    }
    return total;
  }

  /** One step is done. */
  public void step() {
    step(1);
  }

  /**
   * Some steps are done. Does nothing once the progress is closed.
   *
   * @throws IllegalArgumentException if {@code steps} is negative
   */
  public synchronized void step(long steps) {
    if (closed) {
      return;
    }
    done += checked(steps);
    if (!waiting) {
      waiting = true;
      setting.later(this::showLatest);
    }
  }

  private synchronized void showLatest() {
    waiting = false;
    if (!closed) {
      setting.show(state());
    }
  }

  /** Shows the last state, with the time that it took. Does nothing if it is closed already. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      setting.show(state());
    }
  }

  private ProgressState state() {
    return new ProgressState(done, total, nanoClock.getAsLong() - started, closed);
  }

  /** Counts the elements that a loop has done with: it is when it asks for the next. */
  private static final class Steps<T> implements Iterator<T> {
    private final Iterator<T> elements;
    private final Progress progress;
    private boolean given;

    Steps(Iterator<T> elements, Progress progress) {
      this.elements = elements;
      this.progress = progress;
    }

    @Override
    public boolean hasNext() {
      if (given) {
        given = false;
        progress.step();
      }
      boolean more = elements.hasNext();
      if (!more) {
        progress.close();
      }
      return more;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the loop is at its end");
      }
      T element = elements.next();
      given = true;
      return element;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
      while (hasNext()) {
        action.accept(next());
      }
    }
  }
}
