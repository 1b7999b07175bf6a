package peaberry.kernel.cell;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The only class of the kernel that the byte code of a cell refers to. Not for use in cells. */
public final class CellRuntime {
  private CellRuntime() {}

  /** Links a call in a cell to what it means now; see {@link Links}. */
  public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type) {
    CellLoader loader = (CellLoader) caller.lookupClass().getClassLoader();
    return loader.links().site(name, type);
  }

  /** What an exception handler of a cell's class begins with: ends what is to be stopped. */
  public static void checkInHandler(Class<?> caller) {
    ((CellLoader) caller.getClassLoader()).links().checkInHandler();
  }

  /** Stands for {@link System#exit} and {@link Runtime#exit} in cells. */
  public static void exit(int status) {
    throw new CellExit(status);
  }

  /** Stands for {@link IO#readln(String)} in cells: the prompt is beside the input field. */
  public static String readln(String prompt) {
    return StandardStreams.asking(String.valueOf(prompt), IO::readln);
  }

  /** Stands for {@link Throwable#printStackTrace()} in cells: without the kernel's frames. */
  public static void printStackTrace(Throwable thrown) {
    Report.trim(thrown);
    thrown.printStackTrace();
  }
}
