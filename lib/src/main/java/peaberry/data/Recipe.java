package peaberry.data;

import java.util.function.Consumer;
import peaberry.random.RandomState;

/**
 * How to make a data set: options with scikit-learn's defaults, then {@code make(seed)}.
 *
 * <p>Immutable: each option gives a recipe of its own and leaves the one it was called on.
 *
 * @param <R> the recipe's own type
 * @param <D> what it makes
 */
public abstract sealed class Recipe<R extends Recipe<R, D>, D> implements Cloneable
    permits MakeBlobs, MakeRings, MakeClassification, MakeRegression {

  Recipe() {}

  /** The data that scikit-learn makes with {@code random_state=seed}. */
  public final D make(long seed) {
    return make(RandomState.of(seed));
  }

  /**
   * The data that scikit-learn makes with {@code random_state=random}, whose stream moves on.
   *
   * @throws IllegalArgumentException if the options do not go together; the message says which
   */
  public abstract D make(RandomState random);

  @SuppressWarnings("unchecked")
  final R with(Consumer<R> change) {
    try {
      R copy = (R) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static int atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "The number of %s must be at least %d, but it is %d.".formatted(name, least, value));
    }
    return value;
  }

  static double within(double low, double high, String name, double value) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "The %s must lie between %s and %s, but it is %s.".formatted(name, low, high, value));
    }
    return value;
  }

  static double finite(String name, double value) {
    return within(-Double.MAX_VALUE, Double.MAX_VALUE, name, value);
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "The %s must be 0 or more, but it is %s.".formatted(name, value));
    }
    return value;
  }
}
