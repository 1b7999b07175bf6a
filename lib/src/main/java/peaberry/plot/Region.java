package peaberry.plot;

/**
 * The part of the plane that a classifier gives to one class.
 *
 * @param grid 1 where it is so, 0 elsewhere
 */
record Region(String name, Grid grid) implements Trace {
  static final double BORDER = 0.5;
  static final double OPACITY = 0.25;

  @Override
  public Region withName(String name) {
    return new Region(name, grid);
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
