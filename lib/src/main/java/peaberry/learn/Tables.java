package peaberry.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;

/** A short table of one line for each cluster. */
final class Tables {
  private static final int MOST_FEATURES = 8;

  private Tables() {}

  static Grid of(
      String number,
      String count,
      long[] counts,
      List<String> names,
      double[][] values,
      String caption) {
    List<Grid.Column> heads =
        new ArrayList<>(List.of(Grid.Column.text(number), Grid.Column.number(count)));
    List<List<String>> columns = new ArrayList<>();
    int shown = Math.min(MOST_FEATURES, names.size());
    for (int f = 0; f < shown; f++) {
      int feature = f;
      heads.add(Grid.Column.number(names.get(f)));
      columns.add(
          Numbers.column(
              IntStream.range(0, values.length).mapToDouble(k -> values[k][feature]).toArray()));
    }
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < counts.length; k++) {
      List<String> row =
          new ArrayList<>(List.of(Integer.toString(k), String.format("%d", counts[k])));
      for (List<String> column : columns) {
        row.add(column.get(k));
      }
      rows.add(row);
    }
    String more = shown < names.size() ? ", the first %d features".formatted(shown) : "";
    return new Grid(heads, rows, caption + more);
  }
}
