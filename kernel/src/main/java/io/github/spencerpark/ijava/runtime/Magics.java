package io.github.spencerpark.ijava.runtime;

import java.util.List;
import peaberry.kernel.display.Display;

/** The functions that run magics. */
public final class Magics {
  private Magics() {}

  /** Runs a line magic. */
  public static <T> T lineMagic(String name, List<String> args) {
    return Display.lineMagic(name, args);
  }

  /** Runs a cell magic. */
  public static <T> T cellMagic(String name, List<String> args, String body) {
    return Display.cellMagic(name, args, body);
  }
}
