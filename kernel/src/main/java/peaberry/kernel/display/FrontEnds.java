package peaberry.kernel.display;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The hook by which a kernel makes itself the place where {@link Display} shows values. */
public final class FrontEnds {
  private static volatile Supplier<FrontEnd> supplier = () -> null;

  private static volatile NotebookCalls calls;

  private FrontEnds() {}

  /** Sets what cells' calls of the kernel reach from now on. For kernels. */
  public static void install(NotebookCalls kernel) {
    calls = Objects.requireNonNull(kernel, "kernel");
  }

  /**
   * What can be asked of the kernel.
   *
   * @throws IllegalStateException outside of a notebook
   */
  static NotebookCalls calls() {
    NotebookCalls now = calls;
    if (now == null) {
      throw new IllegalStateException("expected to run in a notebook, found no kernel");
    }
    return now;
  }

  /**
   * Sets where values go from now on. For kernels; a notebook has no need of it.
   *
   * @param current gives the front end of the calling thread's cell, or null if there is none yet
   */
  public static void install(Supplier<FrontEnd> current) {
    supplier = Objects.requireNonNull(current, "current");
  }

  /** Makes the renderers of jars known that have joined the class path. For kernels. */
  public static void librariesChanged() {
    Renderers.SHARED.forget();
  }

  /** The output of the cell that the calling thread belongs to; empty outside of a notebook. */
  public static Optional<FrontEnd> here() {
    return Optional.ofNullable(current());
  }

  /** The front end of the calling thread, or null. */
  static FrontEnd current() {
    return supplier.get();
  }
}
