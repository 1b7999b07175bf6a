package peaberry.widget;

/** What the controls whose value is a real number between two others have in common. */
abstract class FloatControl<S extends FloatControl<S>> extends Control<Double, S> {
  private final double min;
  private final double max;

  /**
   * Stands at {@code min}.
   *
   * @throws IllegalArgumentException if {@code min > max} or one of them is not finite
   */
  FloatControl(String modelName, String viewName, double min, double max) {
    super(modelName, viewName, "value");
    if (!(min <= max) || !Double.isFinite(max - min)) {
      throw new IllegalArgumentException("expected finite min <= max, got " + min + " and " + max);
    }
    this.min = min;
    this.max = max;
    model().set("min", min);
    model().set("max", max);
    model().set("value", min);
  }

  @Override
  final Double valid(Double wanted) {
    return Math.clamp(number(wanted), min, max);
  }

  @Override
  final Double fromState(Object sent) {
    return number(sent);
  }
}
