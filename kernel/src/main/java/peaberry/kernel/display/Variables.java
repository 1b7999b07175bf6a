package peaberry.kernel.display;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The top-level variables of the running notebook, by name: for libraries that look at what a
 * notebook may not have declared yet, where a reference to it would not compile.
 *
 * <pre>{@code
 * boolean declared = Variables.find("rmse").isPresent();
 * Optional<Object> value = Variables.find("rmse").map(Supplier::get);
 * }</pre>
 *
 * <p>Safe for use by several threads. In a plain Java program there are none.
 */
public final class Variables {
  private static volatile Function<String, Optional<Supplier<Object>>> lookup =
      name -> Optional.empty();

  private Variables() {}

  /**
   * Sets where variables are looked up from now on. For kernels, and for the tests of libraries.
   *
   * @param lookup gives what reads the variable of a name; empty if no cell has declared it
   */
  public static void install(Function<String, Optional<Supplier<Object>>> lookup) {
    Variables.lookup = Objects.requireNonNull(lookup, "lookup");
  }

  /**
   * A variable of the notebook.
   *
   * @return reads its value of the moment, which is null, 0 or false if the cell that declares it
   *     failed before it had another; empty if no cell has declared it
   */
  public static Optional<Supplier<Object>> find(String name) {
    return lookup.apply(Objects.requireNonNull(name, "name"));
  }
}
