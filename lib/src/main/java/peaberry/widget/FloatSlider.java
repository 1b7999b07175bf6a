package peaberry.widget;

import java.util.Objects;

/**
 * A slider over real numbers.
 *
 * <pre>{@code FloatSlider.of(0, 1).value(0.5).step(0.05).description("threshold")}</pre>
 */
public final class FloatSlider extends FloatControl<FloatSlider> {
  private static final int STEPS = 100;

  private FloatSlider(double min, double max) {
    super("FloatSliderModel", "FloatSliderView", min, max);
    if (min < max) {
      model().set("step", (max - min) / STEPS);
    }
  }

  /**
   * A slider that stands at {@code min}, with a hundred steps.
   *
   * @throws IllegalArgumentException if {@code min > max} or one of them is not finite
   */
  public static FloatSlider of(double min, double max) {
    return new FloatSlider(min, max);
  }

  /**
   * Sets the distance from one value to the next.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public FloatSlider step(double step) {
    if (!(step > 0) || !Double.isFinite(step)) {
      throw new IllegalArgumentException("expected a positive step, got " + step);
    }
    model().set("step", step);
    return this;
  }

  /** Sets how the number beside the slider is written: d3's formats, such as {@code .3f}. */
  public FloatSlider format(String format) {
    model().set("readout_format", Objects.requireNonNull(format, "format"));
    return this;
  }

  /** Sets whether listeners hear of each value on the way, or only of that where it is let go. */
  public FloatSlider continuous(boolean continuous) {
    model().set("continuous_update", continuous);
    return this;
  }

  @Override
  FloatSlider self() {
    return this;
  }
}
