package peaberry.plot;

/**
 * A box with whiskers, and the values beyond them as points.
 *
 * @param at its position
 * @param sample the values; those that are not finite are left out
 */
record Box(String name, double at, Values sample) implements Trace {
  static final double WIDTH = 0.5;

  boolean isEmpty() {
    return sample.extent().isEmpty();
  }

  @Override
  public Box withName(String name) {
    return new Box(name, at, sample);
  }

  @Override
  public Extent x() {
    return new Extent(at - 0.5, at + 0.5);
  }

  @Override
  public Extent y() {
    return sample.extent();
  }

  @Override
  public int marks() {
    return isEmpty() ? 0 : 5 + Quartiles.of(sample).outliers().size();
  }
}
