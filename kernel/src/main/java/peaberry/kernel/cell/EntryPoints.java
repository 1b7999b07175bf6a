package peaberry.kernel.cell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** The methods of a compiled cell that run its statements. */
final class EntryPoints {
  private static final MethodType BODY = MethodType.methodType(Object.class);

  private final List<Method> methods = new ArrayList<>();

  EntryPoints(Notebook.Prepared.Ready ready) throws ReflectiveOperationException {
    for (String name : ready.runMethods()) {
      int dot = name.lastIndexOf('.');
      String type = ready.loader().className() + (dot < 0 ? "" : "$" + name.substring(0, dot));
      methods.add(Class.forName(type, true, ready.loader()).getMethod(name.substring(dot + 1)));
    }
  }

  /** In the order in which they are to be called; the last one returns the cell's value. */
  List<Method> methods() {
    return methods;
  }

  /** Calls them; returns the cell's value. */
  Object run() throws ReflectiveOperationException {
    Object value = null;
    for (Method method : methods) {
      value = method.invoke(null);
    }
    return value;
  }

  /** A local cell's one method, or what does nothing if there is no statement in it. */
  MethodHandle body() throws IllegalAccessException {
    return methods.isEmpty()
        ? MethodHandles.constant(Object.class, null)
        : MethodHandles.publicLookup().unreflect(methods.getFirst()).asType(BODY);
  }
}
