package peaberry.kernel.cell;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Compiles and runs cells, one at a time, in one name space.
 *
 * <p>{@link #run} and {@link #repeat} are called by one thread at a time; {@link #interrupt},
 * {@link #completeness}, {@link #sketch}, {@link #importable} and {@link #current} may be called by
 * any thread at any time.
 */
public interface Interpreter extends AutoCloseable {

  /**
   * Compiles a whole cell and runs it. Called by code of a cell that runs, it runs it as a part of
   * that one, on the calling thread.
   *
   * @param cell the Java text and its execution count
   * @param console where the cell's output goes and its input comes from; also serves the threads
   *     that the cell starts, for as long as they live
   * @return what became of the cell; never an exception, whatever the cell does
   */
  Outcome run(Cell cell, Console console);

  /**
   * Compiles a whole cell once, as the body of one method with variables of its own, and lets
   * {@code repeater} run it on the thread of cells.
   *
   * @param cell should be {@linkplain Cell#local local}
   * @return {@link Outcome.Nothing}, or a failure: the code's, or what the repeater threw
   */
  Outcome repeat(Cell cell, Console console, Repeater repeater);

  /** What the notebook has declared. */
  Names names();

  /** How long cells have been compiled so far, all together, in nanoseconds. */
  long compileNanos();

  /**
   * Runs code that is no cell the way a cell runs: on the same thread, in its turn, with its
   * console and its way to be interrupted. Called as the other {@code run} is.
   *
   * @return a failure, or nothing
   */
  Outcome run(Runnable code, Console console);

  /**
   * Runs code on the calling thread, which may be in the midst of a cell, with another console. An
   * interrupt stops it with all else. May be called by any thread at any time.
   *
   * @return a failure, or nothing
   */
  Outcome runHere(Runnable code, Console console);

  /**
   * Stops the running cell, also while it still compiles. Returns at once; {@link #run} then
   * returns an {@link Outcome.Failure} whose {@code interrupted} is true. Does nothing while no
   * cell runs.
   */
  void interrupt();

  /** Says whether {@code code} is a whole cell, the beginning of one, or none. */
  Completeness completeness(String code);

  /**
   * Parses and attributes the text of a cell as it would be compiled now, as far as javac can, also
   * if it is unfinished or wrong. Nothing is run, reported or declared. Works while a cell is
   * compiled or runs: it has a compiler of its own.
   *
   * @param reader takes from the sketch what is wanted; the sketch is void when it returns
   * @return what the reader returned; empty if javac could not cope with the text, or not in time
   */
  <T> Optional<T> sketch(String code, Function<Sketch, T> reader);

  /** What cells can import now; the same object as long as that is the same. */
  Importable importable();

  /**
   * Whether a cell that starts with {@code name} is Java: a variable, method, type or import of the
   * notebook has that name, or a default import's class.
   */
  boolean knows(String name);

  /**
   * Runs {@code task} as part of the running cell, on the calling thread: an interrupt stops it as
   * it stops the cell's own code. For what happens to a cell's value after the cell has ended.
   */
  <T> T call(Console console, Callable<T> task) throws Exception;

  /**
   * The console that the calling thread writes to: that of the cell that started the thread; for
   * threads that no cell started, such as those of the common pool, that of the running cell, or of
   * the last one that ran.
   *
   * @return null before the first cell
   */
  Console current();

  /** The libraries that cells can use, and the way to add one. */
  Libraries libraries();

  @Override
  void close();
}
