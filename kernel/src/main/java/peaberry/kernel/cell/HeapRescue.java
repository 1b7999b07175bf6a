package peaberry.kernel.cell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes room when the heap is so full that no cell can be compiled, not even one that would free
 * something: drops what the variables hold that the cell which filled it names.
 *
 * <p>Used by the thread that runs cells.
 */
final class HeapRescue {
  private static final Pattern WORD_ENDS = Pattern.compile("\\W+");

  private final Names names;
  private volatile Cell filledBy;

  HeapRescue(Names names) {
    this.names = names;
  }

  /** Takes note of what a cell threw. */
  void threw(Cell cell, Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      HeapReserve.release(thrown);
      filledBy = cell;
    }
  }

  /**
   * Does {@code compiling}, again with more room if there was too little memory for it.
   *
   * @throws OutOfMemoryError if there is none then
   */
  Notebook.Prepared attempt(Supplier<Notebook.Prepared> compiling, Console console) {
    try {
      return compiling.get();
    } catch (OutOfMemoryError full) {
      HeapReserve.release(full);
    }
    try {
      return compiling.get();
    } catch (OutOfMemoryError full) {
      if (filledBy == null) {
        throw full;
      }
      String dropped = String.join(", ", drop(filledBy.code()));
      console.err(
          "The heap was too full to compile this cell. What these variables held was dropped: "
              + dropped
              + ", since cell ["
              + filledBy.number()
              + "] names them, which filled it.\n");
      return compiling.get();
    }
  }

  private List<String> drop(String code) {
    Set<String> words = new HashSet<>(List.of(WORD_ENDS.split(code)));
    List<String> dropped = new ArrayList<>();
    for (Variable variable : names.variables()) {
      if (words.contains(variable.name()) && isLarge(variable.value().get())) {
        names.assign(variable.name(), null);
        dropped.add(variable.name());
      }
    }
    return dropped;
  }

  /** Whether it may hold much: not what is of a fixed small size. */
  private static boolean isLarge(Object value) {
    return !(value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character);
  }

  /** What to tell of a full heap. */
  static String advice() {
    long most = Runtime.getRuntime().maxMemory();
    return ("The heap, of %d MB, is full. Set variables that you no longer need to null (%%whos lists them),"
            + " or start Jupyter with more, if the machine has it: JDK_JAVA_OPTIONS=-Xmx%dg")
        .formatted(most >> 20, (2 * most >> 30) + 1);
  }
}
