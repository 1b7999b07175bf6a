package peaberry.plot;

import java.util.Arrays;
import java.util.Objects;

/**
 * Points of one colour.
 *
 * @param name what the legend calls them; empty if there is no legend
 * @param x where they stand
 * @param y as many as {@code x}; a point with a value that is not finite is left out
 */
public record Series(String name, double[] x, double[] y) {
  public Series {
    Objects.requireNonNull(name, "name");
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "There are %d values of x and %d of y: a point needs both."
              .formatted(x.length, y.length));
    }
    x = x.clone();
    y = y.clone();
  }

  @Override
  public double[] x() {
    return x.clone();
  }

  @Override
  public double[] y() {
    return y.clone();
  }

  int size() {
    return x.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series series
        && name.equals(series.name)
        && Arrays.equals(x, series.x)
        && Arrays.equals(y, series.y);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, Arrays.hashCode(x), Arrays.hashCode(y));
  }
}
