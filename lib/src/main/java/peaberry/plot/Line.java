package peaberry.plot;

/**
 * A line through points in their order; one that is not finite leaves a gap.
 *
 * @param xs where its points stand
 * @param ys as many
 * @param errors up and down from each point, or none
 * @param dash how it is drawn
 * @param steps true if each value holds until the next x
 * @param markers true for a dot at each point
 */
record Line(
    String name, Values xs, Values ys, Values errors, Dash dash, boolean steps, boolean markers)
    implements Trace {
  Line {
    Lengths.same("x", xs, "y", ys, "a point needs both");
    Lengths.sameOrNone("errors", errors, "points", ys);
  }

  Line(Values xs, Values ys) {
    this("", xs, ys, Values.NONE, Dash.SOLID, false, false);
  }

  Line withDash(Dash dash) {
    return new Line(name, xs, ys, errors, dash, steps, markers);
  }

  Line withSteps() {
    return new Line(name, xs, ys, errors, dash, true, markers);
  }

  Line withMarkers() {
    return new Line(name, xs, ys, errors, dash, steps, true);
  }

  Line withErrors(Values errors) {
    return new Line(name, xs, ys, errors, dash, steps, markers);
  }

  boolean visible(int i) {
    return xs.finite(i) && ys.finite(i);
  }

  @Override
  public Line withName(String name) {
    return new Line(name, xs, ys, errors, dash, steps, markers);
  }

  @Override
  public Extent x() {
    return new Points(name, xs, ys, errors).x();
  }

  @Override
  public Extent y() {
    return new Points(name, xs, ys, errors).y();
  }

  @Override
  public int marks() {
    return xs.size();
  }
}
