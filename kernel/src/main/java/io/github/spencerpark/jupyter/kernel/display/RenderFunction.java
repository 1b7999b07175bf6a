package io.github.spencerpark.jupyter.kernel.display;

/** Makes the forms of a value. */
@FunctionalInterface
public interface RenderFunction<T> {

  /** Puts the forms that the context wants into its output. */
  void render(T data, RenderContext context);
}
