package peaberry.kernel.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Makes SIGINT interrupt the running cell instead of ending the process.
 *
 * <p>The JDK has no other way to it than {@code sun.misc.Signal}, which is exported for this use
 * but which javac warns about whatever the lint options; hence the reflection.
 */
final class Signals {
  private Signals() {}

  /**
   * Sets what is done at SIGINT from now on.
   *
   * @return false if this JVM does not allow it: then SIGINT ends the process
   */
  static boolean onInterrupt(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object own =
          Proxy.newProxyInstance(
              handler.getClassLoader() == null
                  ? Signals.class.getClassLoader()
                  : handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                switch (method.getName()) {
                  case "handle" -> action.run();
                  case "equals" -> {
                    return proxy == arguments[0];
                  }
                  case "hashCode" -> {
                    return System.identityHashCode(proxy);
                  }
                  default -> {
                    return "the kernel's handler of SIGINT";
                  }
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), own);
      return true;
    } catch (InvocationTargetException refused) {
      return false;
    } catch (ReflectiveOperationException missing) {
      return false;
    }
  }
}
