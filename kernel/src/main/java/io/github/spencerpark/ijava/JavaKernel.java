package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import peaberry.kernel.display.Display;

/** The kernel, as IJava's notebooks see it. */
public final class JavaKernel {
  JavaKernel() {}

  /** Where renderers are registered. */
  public Renderer getRenderer() {
    return new Renderer();
  }

  /** Where magics are registered. */
  public Magics getMagics() {
    return new Magics();
  }

  /** Shows a value that has been rendered. */
  public void display(DisplayData data) {
    Display.display(data);
  }

  /** The value of a cell, rendered; null if it has none. */
  public DisplayData eval(String cell) throws Exception {
    Object value = Display.eval(cell);
    return value == null ? null : getRenderer().render(value);
  }

  /** The value of a cell. */
  public Object evalRaw(String cell) throws Exception {
    return Display.eval(cell);
  }

  /** Adds a jar or a folder of classes to the class path. */
  public void addToClasspath(String path) {
    Display.addToClassPath(path);
  }
}
