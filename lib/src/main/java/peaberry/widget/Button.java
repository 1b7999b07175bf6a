package peaberry.widget;

import java.util.Map;
import java.util.Objects;

/**
 * A button.
 *
 * <pre>{@code Button.of("Draw again").onClick(() -> draw())}</pre>
 */
public final class Button extends Widget {
  private final Listeners<Button> listeners = new Listeners<>();

  private Button(String label) {
    super("Button");
    model().set("description", Objects.requireNonNull(label, "label"));
  }

  /** A button that does nothing yet. */
  public static Button of(String label) {
    return new Button(label);
  }

  /**
   * Adds what a click does. It runs as the code of the calling cell does, once no cell runs; see
   * {@link Control#onChange}.
   */
  public Button onClick(Runnable action) {
    Objects.requireNonNull(action, "action");
    listeners.add(button -> action.run());
    return this;
  }

  /** Sets whether it cannot be clicked. */
  public Button disabled(boolean disabled) {
    model().set("disabled", disabled);
    return this;
  }

  @Override
  void told(Map<String, Object> content) {
    if ("click".equals(content.get("event"))) {
      listeners.call(this);
    }
  }

  @Override
  public String toString() {
    return "Button " + model().get("description");
  }
}
