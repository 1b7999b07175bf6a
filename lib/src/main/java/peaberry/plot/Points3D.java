package peaberry.plot;

import java.util.stream.IntStream;

/**
 * A cloud of points in space; one with a coordinate that is not finite is left out.
 *
 * @param xs where they stand
 * @param ys as many
 * @param zs as many
 */
record Points3D(String name, Values xs, Values ys, Values zs) implements Trace {
  Points3D {
    Lengths.same("x", xs, "y", ys, "a point needs both");
    Lengths.same("x", xs, "z", zs, "a point needs both");
  }

  boolean visible(int i) {
    return xs.finite(i) && ys.finite(i) && zs.finite(i);
  }

  @Override
  public Points3D withName(String name) {
    return new Points3D(name, xs, ys, zs);
  }

  private Extent extent(Values values) {
    return Extent.of(IntStream.range(0, marks()).filter(this::visible).mapToDouble(values::at));
  }

  @Override
  public Extent x() {
    return extent(xs);
  }

  @Override
  public Extent y() {
    return extent(ys);
  }

  /** What the third axis must cover. */
  Extent z() {
    return extent(zs);
  }

  @Override
  public int marks() {
    return xs.size();
  }
}
