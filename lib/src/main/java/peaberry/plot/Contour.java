package peaberry.plot;

import java.util.List;

/**
 * A surface seen from above: areas between levels in the colours of a scale, with lines where they
 * meet.
 *
 * @param grid the surface's height, at 2 by 2 positions at least
 * @param scale colours
 */
record Contour(String name, Grid grid, ColorScale scale) implements Trace {
  private static final int LEVELS = 10;

  Contour {
    if (grid.xs().size() < 2 || grid.ys().size() < 2) {
      throw new IllegalArgumentException(
          "Expected a grid of 2 by 2 positions at least, but it has %d by %d."
              .formatted(grid.xs().size(), grid.ys().size()));
    }
  }

  Ticks ticks() {
    Extent values = ColorScale.wide(grid.values());
    return Ticks.covering(values.low(), values.high(), LEVELS);
  }

  /** Where one colour ends and the next begins. */
  List<Double> levels() {
    List<Double> values = ticks().values();
    return values.size() < 3 ? values : values.subList(1, values.size() - 1);
  }

  /** The colour of the area above the level of that number, counted from 1 (0: below all). */
  String color(int level) {
    return scale.at((double) level / levels().size());
  }

  @Override
  public Contour withName(String name) {
    return new Contour(name, grid, scale);
  }

  @Override
  public Extent x() {
    return grid.xs().extent();
  }

  @Override
  public Extent y() {
    return grid.ys().extent();
  }

  @Override
  public int marks() {
    return 4 * (grid.xs().size() + grid.ys().size());
  }
}
