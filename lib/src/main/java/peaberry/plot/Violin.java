package peaberry.plot;

/**
 * A sample's density to both sides of its position, with a box inside.
 *
 * @param at its position
 * @param sample the values; those that are not finite are left out
 */
record Violin(String name, double at, Values sample) implements Trace {
  static final double WIDTH = 0.8;

  /** The inner box, as a share of the width. */
  static final double BOX = 0.2;

  boolean isEmpty() {
    return sample.extent().isEmpty();
  }

  @Override
  public Violin withName(String name) {
    return new Violin(name, at, sample);
  }

  @Override
  public Extent x() {
    return new Extent(at - 0.5, at + 0.5);
  }

  @Override
  public Extent y() {
    return isEmpty() ? Extent.NONE : Density.of(sample).at().extent();
  }

  @Override
  public int marks() {
    return 6;
  }
}
