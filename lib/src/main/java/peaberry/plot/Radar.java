package peaberry.plot;

/**
 * A profile: one value for each category of the panel's first axis, as a closed line around a
 * centre.
 *
 * @param values how far from the centre; one that is not finite leaves a gap
 */
record Radar(String name, Values values) implements Trace {
  @Override
  public Radar withName(String name) {
    return new Radar(name, values);
  }

  @Override
  public Extent x() {
    return new Extent(0, Math.max(0, values.size() - 1));
  }

  @Override
  public Extent y() {
    return values.extent().and(0);
  }

  @Override
  public int marks() {
    return values.size();
  }
}
