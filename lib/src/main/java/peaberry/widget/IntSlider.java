package peaberry.widget;

/**
 * A slider over whole numbers.
 *
 * <pre>{@code
 * IntSlider depth = IntSlider.of(1, 10).value(3).description("depth");
 * depth.onChange(value -> System.out.println(value));
 * }</pre>
 */
public final class IntSlider extends Control<Integer, IntSlider> {
  private final int min;
  private final int max;

  private IntSlider(int min, int max) {
    super("IntSlider");
    if (min > max) {
      throw new IllegalArgumentException("expected min <= max, got " + min + " and " + max);
    }
    this.min = min;
    this.max = max;
    model().set("min", min);
    model().set("max", max);
    model().set("value", min);
  }

  /**
   * A slider that stands at {@code min}.
   *
   * @throws IllegalArgumentException if {@code min > max}
   */
  public static IntSlider of(int min, int max) {
    return new IntSlider(min, max);
  }

  /**
   * Sets the distance from one value to the next; 1 if it is not set.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public IntSlider step(int step) {
    if (step <= 0) {
      throw new IllegalArgumentException("expected a positive step, got " + step);
    }
    model().set("step", step);
    return this;
  }

  /** Sets whether listeners hear of each value on the way, or only of that where it is let go. */
  public IntSlider continuous(boolean continuous) {
    model().set("continuous_update", continuous);
    return this;
  }

  @Override
  IntSlider self() {
    return this;
  }

  @Override
  Integer valid(Integer wanted) {
    return Math.clamp(wanted, min, max);
  }

  @Override
  Integer fromState(Object sent) {
    return (int) Math.round(Math.clamp(number(sent), min, max));
  }
}
