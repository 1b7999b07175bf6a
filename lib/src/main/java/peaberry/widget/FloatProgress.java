package peaberry.widget;

/**
 * A bar that the notebook fills. For loops, {@link peaberry.kernel.display.Progress} needs less.
 *
 * <pre>{@code FloatProgress.of(0, 1).value(0.25)}</pre>
 */
public final class FloatProgress extends FloatControl<FloatProgress> {
  private FloatProgress(double min, double max) {
    super("FloatProgressModel", "ProgressView", min, max);
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
}
