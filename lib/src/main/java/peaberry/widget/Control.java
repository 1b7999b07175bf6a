package peaberry.widget;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import peaberry.kernel.display.FrontEnd;

/**
 * A widget with a value, which the user or the notebook can change.
 *
 * @param <T> the type of the value
 * @param <S> the widget's own class, so that calls can be chained
 */
public abstract class Control<T, S extends Control<T, S>> extends Widget {
  /** Front ends cut longer descriptions off unless they are told not to. */
  private static final int SHORT_DESCRIPTION = 10;

  private final String key;
  private final Model style = Model.wideDescription();
  private final Listeners<T> listeners = new Listeners<>();

  Control(String name) {
    this(name + "Model", name + "View", "value");
  }

  /**
   * @param key under which the state has the value
   */
  Control(String modelName, String viewName, String key) {
    super(CONTROLS, CONTROLS_VERSION, modelName, viewName);
    this.key = key;
  }

  abstract S self();

  /** The value that the widget can have and that is the nearest to {@code wanted}. */
  abstract T valid(T wanted);

  /**
   * The value for what a front end sent.
   *
   * @throws IllegalArgumentException if it is none
   */
  abstract T fromState(Object sent);

  /** What a front end gets for a value. */
  Object toState(T value) {
    return value;
  }

  /** The value. */
  public T value() {
    return fromState(model().get(key));
  }

  /**
   * Changes the value, also where it is shown. One that the widget cannot have becomes the nearest
   * one that it can. Listeners hear of it.
   */
  public S value(T value) {
    T next = valid(Objects.requireNonNull(value, "value"));
    if (model().set(key, toState(next))) {
      listeners.call(next);
    }
    return self();
  }

  /** Sets the text beside the widget. */
  public S description(String text) {
    model().set("description", Objects.requireNonNull(text, "description"));
    return self();
  }

  /** Sets whether the user cannot change the value. */
  public S disabled(boolean disabled) {
    model().set("disabled", disabled);
    return self();
  }

  /**
   * Adds what is done with each new value.
   *
   * <p>It runs as the code of the calling cell does, once no cell runs: its output goes there, and
   * so does what it throws, and the stop button stops it. To show the output elsewhere, use {@link
   * Output#run}.
   */
  public S onChange(Consumer<? super T> listener) {
    listeners.add(listener);
    return self();
  }

  @Override
  void openParts(FrontEnd frontEnd) {
    if (model().get("description") instanceof String text && text.length() > SHORT_DESCRIPTION) {
      model().set("style", "IPY_MODEL_" + style.open(frontEnd.comms()));
    }
  }

  @Override
  public void close() {
    super.close();
    style.close();
  }

  @Override
  void changed(Map<String, Object> state) {
    for (Map.Entry<String, Object> change : state.entrySet()) {
      if (change.getKey().equals(key)) {
        changed(change.getValue());
      } else {
        model().correct(change.getKey());
      }
    }
  }

  private void changed(Object sent) {
    T next;
    try {
      next = valid(fromState(sent));
    } catch (IllegalArgumentException impossible) {
      model().correct(key);
      return;
    }
    boolean another = model().take(key, toState(next));
    if (!isSame(toState(next), sent)) {
      model().correct(key);
    }
    if (another) {
      listeners.call(next);
    }
  }

  /**
   * Whether a front end means by what it sent what the notebook has; it knows one kind of number.
   */
  private static boolean isSame(Object state, Object sent) {
    return state instanceof Number a && sent instanceof Number b
        ? a.doubleValue() == b.doubleValue()
        : state.equals(sent);
  }

  static double number(Object sent) {
    if (sent instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("expected a number, got " + sent);
  }

  @Override
  public String toString() {
    Object label = model().get("description");
    String name = getClass().getSimpleName();
    return (label == null || "".equals(label) ? name : name + " " + label) + ": " + value();
  }
}
