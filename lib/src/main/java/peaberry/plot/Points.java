package peaberry.plot;

import java.util.stream.IntStream;

/**
 * A cloud of points; one with a coordinate that is not finite is left out.
 *
 * @param xs where they stand
 * @param ys as many
 * @param errors up and down from each point, or none
 */
record Points(String name, Values xs, Values ys, Values errors) implements Trace {
  Points {
    Lengths.same("x", xs, "y", ys, "a point needs both");
    Lengths.sameOrNone("errors", errors, "points", ys);
  }

  boolean visible(int i) {
    return xs.finite(i) && ys.finite(i);
  }

  @Override
  public Points withName(String name) {
    return new Points(name, xs, ys, errors);
  }

  @Override
  public Extent x() {
    return Extent.of(IntStream.range(0, marks()).filter(this::visible).mapToDouble(xs::at));
  }

  @Override
  public Extent y() {
    return Errors.extent(IntStream.range(0, marks()).filter(this::visible).toArray(), ys, errors);
  }

  @Override
  public int marks() {
    return xs.size();
  }
}
