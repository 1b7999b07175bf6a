package peaberry.plot;

/**
 * Bars from zero.
 *
 * @param at where they stand on the axis of positions
 * @param lengths how far they reach; one that is not finite is left out
 * @param errors up and down from each end, or none
 * @param width of a bar, or of all that stand side by side, in units of the axis of positions
 * @param horizontal true if positions are on the vertical axis
 * @param arrangement where several bars of one position stand
 */
record Bars(
    String name,
    Values at,
    Values lengths,
    Values errors,
    double width,
    boolean horizontal,
    Arrangement arrangement)
    implements Trace {

  enum Arrangement {
    SIDE_BY_SIDE,
    STACKED,
    OVERLAID
  }

  Bars {
    Lengths.same("positions", at, "lengths", lengths, "a bar needs both");
    Lengths.sameOrNone("errors", errors, "bars", lengths);
  }

  @Override
  public Bars withName(String name) {
    return new Bars(name, at, lengths, errors, width, horizontal, arrangement);
  }

  Bars withStacks() {
    return new Bars(name, at, lengths, errors, width, horizontal, Arrangement.STACKED);
  }

  Bars withErrors(Values errors) {
    return new Bars(name, at, lengths, errors, width, horizontal, arrangement);
  }

  Extent positions() {
    return at.extent().widened(arrangement == Arrangement.OVERLAID ? width / 2 : 0.75 * width);
  }

  /** From zero to the ends; {@link BarPlaces} knows those of stacks. */
  Extent reach() {
    return Errors.extent(lengths, errors).and(0);
  }

  @Override
  public Extent x() {
    return horizontal ? reach() : positions();
  }

  @Override
  public Extent y() {
    return horizontal ? positions() : reach();
  }

  @Override
  public int marks() {
    return at.size();
  }
}
