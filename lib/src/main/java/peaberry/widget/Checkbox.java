package peaberry.widget;

/**
 * A box to tick.
 *
 * <pre>{@code Checkbox.of(true).description("scale")}</pre>
 */
public final class Checkbox extends Control<Boolean, Checkbox> {

  private Checkbox(boolean ticked) {
    super("Checkbox");
    model().set("value", ticked);
  }

  /** A box, ticked or not. */
  public static Checkbox of(boolean ticked) {
    return new Checkbox(ticked);
  }

  @Override
  Checkbox self() {
    return this;
  }

  @Override
  Boolean valid(Boolean wanted) {
    return wanted;
  }

  @Override
  Boolean fromState(Object sent) {
    if (sent instanceof Boolean ticked) {
      return ticked;
    }
    throw new IllegalArgumentException("expected true or false, got " + sent);
  }
}
