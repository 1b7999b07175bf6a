package peaberry.kernel.cell;

import java.lang.invoke.MethodHandle;

/** Runs code as often as it likes, for a measurement. */
public interface Repeater {

  /**
   * Runs {@code body} on the calling thread, which is the cell's.
   *
   * @param body of type {@code ()Object}: one run; its value is that of the last expression, boxed,
   *     or null
   * @throws Throwable what {@code body} throws; or an exception of its own
   */
  void repeat(MethodHandle body) throws Throwable;
}
