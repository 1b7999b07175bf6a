package peaberry.widget;

/**
 * Widgets below each other.
 *
 * <pre>{@code VBox.of(IntSlider.of(0, 10), Button.of("Go"))}</pre>
 */
public final class VBox extends Box {

  private VBox(Widget... children) {
    super("VBox", children);
  }

  /** A box of these widgets, in their order. */
  public static VBox of(Widget... children) {
    return new VBox(children);
  }
}
