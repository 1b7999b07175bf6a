package peaberry.plot;

import java.util.Arrays;
import java.util.List;

/**
 * Values over a grid of positions.
 *
 * @param xs the columns' positions, ascending
 * @param ys the rows' positions, ascending
 * @param rows one for each position in {@code ys}, with one value for each in {@code xs}
 */
record Grid(Values xs, Values ys, List<Values> rows) {
  Grid {
    rows = List.copyOf(rows);
    if (rows.size() != ys.size()) {
      throw new IllegalArgumentException(
          "Expected %d rows, one for each y, but there are %d.".formatted(ys.size(), rows.size()));
    }
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != xs.size()) {
        throw new IllegalArgumentException(
            "Expected %d values in each row, but row %d has %d."
                .formatted(xs.size(), i, rows.get(i).size()));
      }
    }
    ascending("x", xs);
    ascending("y", ys);
  }

  private static void ascending(String name, Values values) {
    for (int i = 0; i < values.size(); i++) {
      if (!values.finite(i) || i > 0 && values.at(i) <= values.at(i - 1)) {
        throw new IllegalArgumentException(
            "Expected the grid's %s in ascending order, but number %d is %s."
                .formatted(name, i, values.at(i)));
      }
    }
  }

  static Grid of(double[] xs, double[] ys, double[][] rows) {
    return new Grid(
        Values.of(xs), Values.of(ys), Arrays.stream(rows).map(row -> Values.of(row)).toList());
  }

  double at(int row, int column) {
    return rows.get(row).at(column);
  }

  Extent values() {
    return rows.stream().map(Values::extent).reduce(Extent.NONE, Extent::and);
  }

  int size() {
    return xs.size() * ys.size();
  }

  /** The edges of cells around positions: halfway to the next. */
  static double[] edges(Values at) {
    int count = at.size();
    double[] edges = new double[count == 0 ? 0 : count + 1];
    for (int i = 1; i < count; i++) {
      edges[i] = (at.at(i - 1) + at.at(i)) / 2;
    }
    if (count > 0) {
      double half = count == 1 ? 0.5 : (at.at(1) - at.at(0)) / 2;
      double last = count == 1 ? 0.5 : (at.at(count - 1) - at.at(count - 2)) / 2;
      edges[0] = at.at(0) - half;
      edges[count] = at.at(count - 1) + last;
    }
    return edges;
  }
}
