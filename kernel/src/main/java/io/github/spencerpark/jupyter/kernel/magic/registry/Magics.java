package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.NotebookMagics;

/**
 * Where IJava's notebooks register magics of their own.
 *
 * <pre>{@code
 * class Greetings {
 *   @LineMagic String greet(List<String> words) { return "Hello " + words; }
 * }
 * IJava.getKernelInstance().getMagics().registerMagics(new Greetings());
 * }</pre>
 *
 * <p>All such objects share the notebook's magics.
 */
public final class Magics {

  /** Runs a line magic. */
  public <T> T applyLineMagic(String name, List<String> args) {
    return Display.lineMagic(name, args);
  }

  /** Runs a cell magic. */
  public <T> T applyCellMagic(String name, List<String> args, String body) {
    return Display.cellMagic(name, args, body);
  }

  /** Adds a line magic. */
  public void registerLineMagic(String name, LineMagicFunction<?> magic) {
    NotebookMagics.addLine(name, (args, none) -> magic.execute(args));
  }

  /** Adds a cell magic. */
  public void registerCellMagic(String name, CellMagicFunction<?> magic) {
    NotebookMagics.addCell(name, magic::execute);
  }

  /** Adds a magic of both kinds. */
  public <T extends LineMagicFunction<?> & CellMagicFunction<?>> void registerLineCellMagic(
      String name, T magic) {
    registerLineMagic(name, magic);
    registerCellMagic(name, magic);
  }

  /**
   * Adds the annotated methods of an object.
   *
   * @throws IllegalArgumentException if one has other parameters than its annotation asks for
   */
  public void registerMagics(Object magics) {
    register(magics.getClass(), magics);
  }

  /**
   * Adds the annotated static methods of a class.
   *
   * @throws IllegalArgumentException if one is not static, or has other parameters than its
   *     annotation asks for
   */
  public void registerMagics(Class<?> magics) {
    register(magics, null);
  }

  private static void register(Class<?> type, Object object) {
    for (Method method : type.getDeclaredMethods()) {
      LineMagic line = method.getAnnotation(LineMagic.class);
      CellMagic cell = method.getAnnotation(CellMagic.class);
      if (line == null && cell == null) {
        continue;
      }
      check(method, object, cell != null);
      method.setAccessible(true); // a class of a notebook need not be public
      NotebookMagics.Function call = (args, body) -> call(method, object, args, body);
      if (line != null) {
        for (String name : names(method, line.value(), line.aliases())) {
          NotebookMagics.addLine(name, call);
        }
      }
      if (cell != null) {
        for (String name : names(method, cell.value(), cell.aliases())) {
          NotebookMagics.addCell(name, call);
        }
      }
    }
  }

  private static void check(Method method, Object object, boolean takesBody) {
    Class<?>[] types = method.getParameterTypes();
    boolean fits =
        types.length == 0
            || types.length == (takesBody ? 2 : 1)
                && types[0].isAssignableFrom(List.class)
                && (!takesBody || types[1].isAssignableFrom(String.class));
    if (!fits) {
      String expected = takesBody ? "(List<String> args, String body)" : "(List<String> args)";
      throw new IllegalArgumentException(
          "expected the parameters " + expected + ", or none, of a magic, got " + method);
    }
    if (object == null && !Modifier.isStatic(method.getModifiers())) {
      throw new IllegalArgumentException(
          "expected a static method, or an object instead of its class, got " + method);
    }
  }

  private static List<String> names(Method method, String name, String[] aliases) {
    List<String> names = new ArrayList<>();
    names.add(name.isEmpty() ? method.getName() : name);
    Collections.addAll(names, aliases);
    return names;
  }

  private static Object call(Method method, Object object, List<String> args, String body)
      throws Exception {
    try {
      return switch (method.getParameterCount()) {
        case 0 -> method.invoke(object);
        case 1 -> method.invoke(object, args);
        default -> method.invoke(object, args, body);
      };
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case Exception exception -> throw exception;
        default -> throw e;
      }
    }
  }
}
