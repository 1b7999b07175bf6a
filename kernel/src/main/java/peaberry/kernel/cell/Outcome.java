package peaberry.kernel.cell;

import java.util.List;

/** What became of a cell. */
public sealed interface Outcome {

  /**
   * The cell ran to its end and its last expression is worth showing; {@code value} is not null.
   */
  record Value(Object value) implements Outcome {}

  /** The cell ran to its end and there is nothing to show. */
  record Nothing() implements Outcome {}

  /**
   * The cell did not compile, threw, or was interrupted.
   *
   * @param name the exception's class name, {@code CompilationError}, or {@code KeyboardInterrupt}
   * @param message one sentence; may be empty
   * @param traceback lines to show, with ANSI colours, readable without them
   * @param interrupted true if the user stopped the cell
   */
  record Failure(String name, String message, List<String> traceback, boolean interrupted)
      implements Outcome {
    public Failure {
      traceback = List.copyOf(traceback);
    }
  }
}
