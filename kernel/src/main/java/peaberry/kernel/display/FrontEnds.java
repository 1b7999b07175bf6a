package peaberry.kernel.display;

import java.util.Objects;
import java.util.function.Supplier;

/** The hook by which a kernel makes itself the place where {@link Display} shows values. */
public final class FrontEnds {
  private static volatile Supplier<FrontEnd> supplier = () -> null;

  private FrontEnds() {}

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

  /** The front end of the calling thread, or null. */
  static FrontEnd current() {
    return supplier.get();
  }
}
