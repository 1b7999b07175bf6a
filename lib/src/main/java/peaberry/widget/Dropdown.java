package peaberry.widget;

import java.util.List;
import java.util.function.Function;

/**
 * A choice of one value among several.
 *
 * <pre>{@code Dropdown.of("ridge", "lasso").onChange(name -> fit(name))}</pre>
 *
 * @param <T> the type of the values
 */
public final class Dropdown<T> extends Control<T, Dropdown<T>> {
  private final List<T> options;

  private Dropdown(List<T> options) {
    super("DropdownModel", "DropdownView", "index");
    if (options.isEmpty()) {
      throw new IllegalArgumentException("expected one option or more, got none");
    }
    this.options = List.copyOf(options);
    model().set("index", 0);
    model().set("_options_labels", this.options.stream().map(String::valueOf).toList());
  }

  /**
   * A choice that stands at the first option.
   *
   * @throws IllegalArgumentException without any option
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads the array
  public static <T> Dropdown<T> of(T... options) {
    return new Dropdown<>(List.of(options));
  }

  /**
   * A choice that stands at the first option.
   *
   * @throws IllegalArgumentException without any option
   */
  public static <T> Dropdown<T> of(List<T> options) {
    return new Dropdown<>(options);
  }

  /** Sets how the options are called; by their {@code toString()} if it is not set. */
  public Dropdown<T> labels(Function<? super T, String> label) {
    model().set("_options_labels", options.stream().map(label).toList());
    return this;
  }

  @Override
  Dropdown<T> self() {
    return this;
  }

  /**
   * @throws IllegalArgumentException if it is none of the options
   */
  @Override
  T valid(T wanted) {
    if (!options.contains(wanted)) {
      throw new IllegalArgumentException("expected one of " + options + ", got " + wanted);
    }
    return wanted;
  }

  @Override
  Object toState(T value) {
    return options.indexOf(value);
  }

  @Override
  T fromState(Object sent) {
    double index = number(sent);
    if (index < 0 || index >= options.size()) {
      throw new IllegalArgumentException("expected an option's number, got " + sent);
    }
    return options.get((int) index);
  }
}
