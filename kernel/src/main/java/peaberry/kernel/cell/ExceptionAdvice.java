package peaberry.kernel.cell;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What to do about an exception whose own message does not say it. */
final class ExceptionAdvice {
  /** What DJL says of an array that was freed. */
  private static final String RELEASED = "Native resource has been released already.";

  private ExceptionAdvice() {}

  /**
   * One sentence; empty if the exception speaks for itself.
   *
   * @param line of the cell, where it was thrown
   */
  static Optional<String> of(Throwable thrown, String line, Supplier<List<Variable>> variables) {
    return ColumnAdvice.of(thrown, line, variables).or(() -> of(thrown));
  }

  private static Optional<String> of(Throwable thrown) {
    return Optional.ofNullable(
        switch (thrown) {
          case OutOfMemoryError full when String.valueOf(full.getMessage()).contains("heap") ->
              HeapRescue.advice();
          case StackOverflowError e ->
              "A method called itself again and again, until there was no room for one more call:"
                  + " it needs a case in which it does not.";
          case UnsupportedOperationException e when isOfFixedCollection(e) ->
              "What `List.of`, `Set.of`, `Map.of`, `toList()` and `Arrays.asList` give cannot"
                  + " change: make a copy that can, as with `new ArrayList<>(list)`.";
          case ConcurrentModificationException e ->
              "The collection was changed while a loop went through it: use `removeIf`, or make"
                  + " the changes after the loop.";
          case IndexOutOfBoundsException e when String.valueOf(e.getMessage()).contains("ndex -") ->
              "Java does not count from the end: the last one of an array is `a[a.length - 1]`,"
                  + " of a list `list.getLast()`.";
          case NullPointerException e when ofMap(e) ->
              "A map gives `null` for a key that it does not have: look first with `containsKey`,"
                  + " or take `getOrDefault`.";
          case IllegalStateException e when RELEASED.equals(e.getMessage()) ->
              "An array is used whose `NDScope` or `NDManager` is closed: use it before the `try`"
                  + " block ends, or let what must stay be made outside of it.";
          default -> null;
        });
  }

  /** By what the JVM says of it, which names the method that gave null, or what it unboxed. */
  private static boolean ofMap(NullPointerException thrown) {
    return String.valueOf(thrown.getMessage())
        .matches(".*because the return value of \"java\\.util\\.\\w*Map\\.get\\(.*");
  }

  private static boolean isOfFixedCollection(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    return frames.length > 0
        && frames[0]
            .getClassName()
            .matches("java\\.util\\.(ImmutableCollections|AbstractList|Collections\\$Unmod).*");
  }
}
