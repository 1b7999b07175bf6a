package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;

/** The functions that show values. */
public final class Display {
  private Display() {}

  /** The forms of a value. */
  public static DisplayData render(Object o) {
    return new Renderer().render(o);
  }

  /** Some of the forms of a value. */
  public static DisplayData render(Object o, String... as) {
    return new Renderer().renderAs(o, as);
  }

  /** Shows a value; returns an id for {@link #updateDisplay(String, Object)}. */
  public static String display(Object o) {
    return peaberry.kernel.display.Display.display(o);
  }

  /** Shows some of the forms of a value. */
  public static String display(Object o, String... as) {
    return peaberry.kernel.display.Display.display(o, as);
  }

  /** Shows another value in the place of an earlier one. */
  public static void updateDisplay(String id, Object o) {
    peaberry.kernel.display.Display.updateDisplay(id, o);
  }

  /** Shows some forms of another value in the place of an earlier one. */
  public static void updateDisplay(String id, Object o, String... as) {
    peaberry.kernel.display.Display.updateDisplay(id, o, as);
  }
}
