package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Moves and stretches each feature by itself: (x - shift) / scale. What the scalers have in common.
 */
record Scaling(List<String> names, double[] shifts, double[] scales) {

  double[][] apply(double[][] x) {
    Rows.require(x, names);
    double[][] scaled = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double[] row = x[i].clone();
      for (int f = 0; f < row.length; f++) {
        row[f] = (row[f] - shifts[f]) / scales[f];
      }
      scaled[i] = row;
    }
    return scaled;
  }

  double[][] undo(double[][] scaled) {
    Rows.require(scaled, names);
    return Arrays.stream(scaled)
        .map(
            row -> {
              double[] x = row.clone();
              Arrays.setAll(x, f -> row[f] * scales[f] + shifts[f]);
              return x;
            })
        .toArray(double[][]::new);
  }

  /** A copy of the table in which the named columns are scaled. */
  Table apply(Table table) {
    Objects.requireNonNull(table, "table");
    Table copy = table.copy();
    double[][] columns = Columns.matrix(table, names.toArray(String[]::new));
    for (int f = 0; f < columns.length; f++) {
      double[] column = columns[f];
      double shift = shifts[f];
      double scale = scales[f];
      Arrays.setAll(column, i -> (column[i] - shift) / scale);
      int index = copy.columns().indexOf(ColumnsByName.find(copy, names.get(f)));
      copy.replaceColumn(index, DoubleColumn.create(names.get(f), column));
    }
    return copy;
  }

  /** The scaler's table, a row for each feature. */
  Grid grid(String scaler, String shift) {
    List<String> from = Numbers.column(shifts);
    List<String> by = Numbers.column(scales);
    return new Grid(
        List.of(
            Grid.Column.text("feature"), Grid.Column.number(shift), Grid.Column.number("scale")),
        IntStream.range(0, names.size())
            .mapToObj(f -> List.of(names.get(f), from.get(f), by.get(f)))
            .toList(),
        "%s of %d features".formatted(scaler, names.size()));
  }
}
