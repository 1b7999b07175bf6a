package peaberry.kernel.message;

import java.util.List;
import java.util.Map;

/** What a front end may ask or tell. */
public sealed interface Request {

  /** Who are you? */
  record KernelInfo() implements Request {}

  /**
   * Run a cell.
   *
   * @param code the cell
   * @param silent no result, no count, no history
   * @param storeHistory count it and remember it; never true if silent
   * @param userExpressions evaluated after the cell, by name
   * @param allowStdin whether the front end can be asked for input
   * @param stopOnError whether a failure aborts the requests that wait
   */
  record Execute(
      String code,
      boolean silent,
      boolean storeHistory,
      Map<String, String> userExpressions,
      boolean allowStdin,
      boolean stopOnError)
      implements Request {}

  /**
   * What could stand at the cursor?
   *
   * @param cursor in code points from the start
   */
  record Complete(String code, int cursor) implements Request {}

  /**
   * What is this?
   *
   * @param cursor in code points from the start
   * @param detail 0, or 1 for more
   */
  record Inspect(String code, int cursor, int detail) implements Request {}

  /**
   * What was run before?
   *
   * @param output whether the results are wanted too
   * @param access which part
   */
  record History(boolean output, HistoryAccess access) implements Request {}

  /** Which part of the history is wanted. */
  sealed interface HistoryAccess {

    /** The last {@code n} cells. */
    record Tail(int n) implements HistoryAccess {}

    /**
     * Lines of one session.
     *
     * @param session its number; 0 is the running one, -1 the one before
     * @param start the first line
     * @param stop the line after the last one, or null for all
     */
    record Range(int session, int start, Integer stop) implements HistoryAccess {}

    /**
     * The cells that fit a glob pattern.
     *
     * @param pattern with {@code *} and {@code ?}; the whole cell has to fit
     * @param n at most so many, the latest ones, or null for all
     * @param unique each text only once
     */
    record Search(String pattern, Integer n, boolean unique) implements HistoryAccess {}
  }

  /** Is this a whole cell? */
  record IsComplete(String code) implements Request {}

  /** Which ports? */
  record Connect() implements Request {}

  /**
   * Which comms are open?
   *
   * @param target only those of this target, or null
   */
  record CommInfo(String target) implements Request {}

  /** Stop the running cell. */
  record Interrupt() implements Request {}

  /** End the process; {@code restart} says that another one will follow. */
  record Shutdown(boolean restart) implements Request {}

  /** Start a further shell. */
  record CreateSubshell() implements Request {}

  /** End a further shell. */
  record DeleteSubshell(String id) implements Request {}

  /** Which further shells are there? */
  record ListSubshells() implements Request {}

  /** How much of the host do you use? */
  record Usage() implements Request {}

  /**
   * A request of the debug adapter protocol.
   *
   * @param sequence its number
   */
  record Debug(int sequence, String command) implements Request {}

  /** A comm was opened by the front end. */
  record CommOpen(String id, String target, Map<String, Object> data, List<byte[]> buffers)
      implements Request {}

  /** A message on an open comm. */
  record CommMessage(String id, Map<String, Object> data, List<byte[]> buffers)
      implements Request {}

  /** A comm was closed by the front end. */
  record CommClose(String id, Map<String, Object> data) implements Request {}

  /** What the user typed. */
  record InputReply(String value) implements Request {}

  /** A type that this kernel does not know. */
  record Unknown(String type) implements Request {}
}
