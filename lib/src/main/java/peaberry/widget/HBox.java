package peaberry.widget;

/**
 * Widgets beside each other.
 *
 * <pre>{@code HBox.of(IntSlider.of(0, 10), Button.of("Go"))}</pre>
 */
public final class HBox extends Box {

  private HBox(Widget... children) {
    super("HBox", children);
  }

  /** A box of these widgets, in their order. */
  public static HBox of(Widget... children) {
    return new HBox(children);
  }
}
