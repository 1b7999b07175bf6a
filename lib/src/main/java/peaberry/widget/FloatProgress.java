package peaberry.widget;

/**
 * A bar that the notebook fills. For loops, {@link peaberry.kernel.display.Progress} needs less.
 *
 * <pre>{@code FloatProgress.of(0, 1).value(0.25)}</pre>
 */
public final class FloatProgress extends Control<Double, FloatProgress> {
  private final double min;
  private final double max;

  private FloatProgress(double min, double max) {
    super("FloatProgressModel", "ProgressView", "value");
    if (!(min <= max) || !Double.isFinite(max - min)) {
      throw new IllegalArgumentException("expected finite min <= max, got " + min + " and " + max);
    }
    this.min = min;
    this.max = max;
    model().set("min", min);
    model().set("max", max);
    model().set("value", min);
  }

  /**
   * An empty bar.
   *
   * @throws IllegalArgumentException if {@code min > max} or one of them is not finite
   */
  public static FloatProgress of(double min, double max) {
    return new FloatProgress(min, max);
  }

  @Override
  FloatProgress self() {
    return this;
  }

  @Override
  Double valid(Double wanted) {
    return Math.clamp(number(wanted), min, max);
  }

  @Override
  Double fromState(Object sent) {
    return number(sent);
  }
}
