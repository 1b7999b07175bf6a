package peaberry.plot;

import java.util.stream.IntStream;

/** What error bars reach. */
final class Errors {
  private Errors() {}

  /** The extent of the chosen values with their errors, if there are any. */
  static Extent extent(int[] rows, Values values, Values errors) {
    Extent plain = values.take(rows).extent();
    if (errors.size() == 0) {
      return plain;
    }
    return plain
        .and(Extent.of(IntStream.of(rows).mapToDouble(i -> values.at(i) + errors.at(i))))
        .and(Extent.of(IntStream.of(rows).mapToDouble(i -> values.at(i) - errors.at(i))));
  }

  static Extent extent(Values values, Values errors) {
    return extent(IntStream.range(0, values.size()).toArray(), values, errors);
  }
}
