package io.github.spencerpark.ijava;

/** Where IJava's notebooks get their kernel from. */
public final class IJava {
  private IJava() {}

  /** The kernel that runs the notebook. */
  public static JavaKernel getKernelInstance() {
    return new JavaKernel();
  }
}
