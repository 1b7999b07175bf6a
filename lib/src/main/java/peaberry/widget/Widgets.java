package peaberry.widget;

import java.util.Arrays;
import java.util.concurrent.Callable;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.FrontEnds;

/**
 * A function whose arguments the user moves.
 *
 * <pre>{@code
 * import static peaberry.widget.Widgets.interact;
 *
 * interact(depth -> plot(depth), IntSlider.of(1, 10).value(3).description("depth"));
 * interact((a, b) -> a * b, FloatSlider.of(0, 1), FloatSlider.of(0, 1));
 * }</pre>
 */
public final class Widgets {
  private Widgets() {}

  /** A function of one argument that may throw anything. */
  @FunctionalInterface
  public interface One<A> {
    /** What is to be shown, or null. */
    Object of(A a) throws Exception;
  }

  /** A function of two arguments that may throw anything. */
  @FunctionalInterface
  public interface Two<A, B> {
    /** What is to be shown, or null. */
    Object of(A a, B b) throws Exception;
  }

  /** A function of three arguments that may throw anything. */
  @FunctionalInterface
  public interface Three<A, B, C> {
    /** What is to be shown, or null. */
    Object of(A a, B b, C c) throws Exception;
  }

  /**
   * Shows a control and below it what a function makes of its value, now and after each change. So
   * is shown what the function prints and displays, what it returns, and what it throws. One that
   * only prints ends with {@code return null;}.
   */
  public static <A> void interact(One<? super A> function, Control<A, ?> a) {
    interact(() -> function.of(a.value()), a);
  }

  /** As with one control. */
  public static <A, B> void interact(
      Two<? super A, ? super B> function, Control<A, ?> a, Control<B, ?> b) {
    interact(() -> function.of(a.value(), b.value()), a, b);
  }

  /** As with one control. */
  public static <A, B, C> void interact(
      Three<? super A, ? super B, ? super C> function,
      Control<A, ?> a,
      Control<B, ?> b,
      Control<C, ?> c) {
    interact(() -> function.of(a.value(), b.value(), c.value()), a, b, c);
  }

  private static void interact(Callable<Object> result, Control<?, ?>... controls) {
    Output output = new Output();
    Runnable redraw = () -> output.runAnew(() -> show(result));
    for (Control<?, ?> control : controls) {
      control.onChange(value -> redraw.run());
    }
    if (FrontEnds.here().isPresent()) {
      Widget[] shown = Arrays.copyOf(controls, controls.length + 1, Widget[].class);
      shown[controls.length] = output;
      Display.display(VBox.of(shown));
    }
    redraw.run();
  }

  private static void show(Callable<Object> result) {
    Object value;
    try {
      value = result.call();
    } catch (Exception e) {
      throw Widgets.<RuntimeException>asItIs(e);
    }
    if (value != null) {
      Display.display(value);
    }
  }

  /** The exception itself is told, not one around it. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> E asItIs(Exception e) throws E {
    throw (E) e;
  }
}
