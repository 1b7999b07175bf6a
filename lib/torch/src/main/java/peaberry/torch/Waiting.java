package peaberry.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * How PyTorch's threads wait for one another: asleep.
 *
 * <p>OpenMP's threads wait in a loop, which is fine for who has a machine alone. With one other
 * busy process on two cores, a training step of a small network took 2.8 to 8.8 ms that way and 0.9
 * ms with sleeping threads; on a quiet machine 0.7 and 0.8 ms. OpenMP reads an environment
 * variable, once, when it is loaded: so it is set in this process before.
 */
final class Waiting {
  private static final String POLICY = "OMP_WAIT_POLICY";

  private Waiting() {}

  /** Sets the policy, unless the environment names one. To be called before PyTorch is loaded. */
  @SuppressWarnings("restricted")
  static void passive() {
    Linker linker = Linker.nativeLinker();
    var setenv =
        linker.downcallHandle(
            linker.defaultLookup().find("setenv").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int code =
          (int) setenv.invokeExact(arena.allocateFrom(POLICY), arena.allocateFrom("passive"), 0);
      if (code != 0) {
        throw new IllegalStateException("The environment did not take " + POLICY + ".");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
