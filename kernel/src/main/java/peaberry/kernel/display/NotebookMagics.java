package peaberry.kernel.display;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Magics that the code of cells has added.
 *
 * <pre>{@code
 * NotebookMagics.addLine("greet", (words, none) -> "Hello " + String.join(" ", words));
 * }</pre>
 *
 * <p>From the next cell on, {@code %greet you} is worth {@code Hello you}. Safe for use by several
 * threads.
 */
public final class NotebookMagics {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

  private static final Map<String, Function> LINES = new ConcurrentSkipListMap<>();
  private static final Map<String, Function> CELLS = new ConcurrentSkipListMap<>();
  private static final Map<Long, Call> CALLS = new ConcurrentHashMap<>();
  private static final AtomicLong CALL = new AtomicLong();

  private NotebookMagics() {}

  /** What a magic does. */
  @FunctionalInterface
  public interface Function {
    /**
     * Does it.
     *
     * @param arguments the words behind the magic's name, without the quotation marks around them
     * @param body the lines below; null for a line magic
     * @return what the magic is worth, or null
     */
    Object run(List<String> arguments, String body) throws Exception;
  }

  /** A call that has been read, but not begun. */
  private record Call(Function function, List<String> arguments, String body) {}

  /**
   * Adds a line magic; one of the same name is replaced.
   *
   * @param name a word, without the {@code %}
   */
  public static void addLine(String name, Function function) {
    LINES.put(word(name), Objects.requireNonNull(function, "function"));
  }

  /**
   * Adds a cell magic; one of the same name is replaced.
   *
   * @param name a word, without the {@code %%}
   */
  public static void addCell(String name, Function function) {
    CELLS.put(word(name), Objects.requireNonNull(function, "function"));
  }

  private static String word(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name for a magic, of letters, digits, '_', '-' and '.', got \"" + name + '"');
    }
    return name;
  }

  /** The line magics by their names. */
  public static Map<String, Function> lines() {
    return Map.copyOf(LINES);
  }

  /** The cell magics by their names. */
  public static Map<String, Function> cells() {
    return Map.copyOf(CELLS);
  }

  /**
   * Prepares a call, so that Java without arguments can make it: whatever these are. For kernels.
   *
   * @return the number for {@link #run}
   */
  public static long prepare(Function function, List<String> arguments, String body) {
    long number = CALL.incrementAndGet();
    CALLS.put(number, new Call(function, arguments, body));
    return number;
  }

  /** Makes a prepared call, once. For the code that kernels run. */
  public static Object run(long number) throws Exception {
    Call call = CALLS.remove(number);
    if (call == null) {
      throw new IllegalStateException("the call " + number + " of a magic has been made before");
    }
    return call.function.run(call.arguments, call.body);
  }
}
