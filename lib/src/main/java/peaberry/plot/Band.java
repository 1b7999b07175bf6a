package peaberry.plot;

/**
 * The area between two lines, as of an interval around a curve.
 *
 * @param xs where their points stand
 * @param lower the lower line's values
 * @param upper the upper line's
 */
record Band(String name, Values xs, Values lower, Values upper) implements Trace {
  Band {
    Lengths.same("x", xs, "the lower line", lower, "a band needs both");
    Lengths.same("x", xs, "the upper line", upper, "a band needs both");
  }

  boolean visible(int i) {
    return xs.finite(i) && lower.finite(i) && upper.finite(i);
  }

  @Override
  public Band withName(String name) {
    return new Band(name, xs, lower, upper);
  }

  @Override
  public Extent x() {
    return xs.extent();
  }

  @Override
  public Extent y() {
    return lower.extent().and(upper.extent());
  }

  @Override
  public int marks() {
    return 2 * xs.size();
  }
}
