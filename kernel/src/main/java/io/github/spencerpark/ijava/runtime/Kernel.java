package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;

/** The kernel's functions. */
public final class Kernel {
  private Kernel() {}

  /** The kernel that runs the notebook. */
  public static JavaKernel getKernelInstance() {
    return IJava.getKernelInstance();
  }

  /** Prints as {@link java.io.PrintStream#printf} does: IJava's start-up script declares it. */
  public static void printf(String format, Object... args) {
    System.out.printf(format, args);
  }

  /** The value of a cell. */
  public static Object eval(String cell) throws Exception {
    return getKernelInstance().evalRaw(cell);
  }
}
