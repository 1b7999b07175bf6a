package peaberry.evaluate;

import java.util.List;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;

/** How a curve is shown as a short table. */
final class Curves {
  private static final int SHOWN = 10;

  private Curves() {}

  /** At most ten points, the first and the last among them. */
  static <T> List<T> some(List<T> points) {
    int last = points.size() - 1;
    return last < SHOWN
        ? points
        : IntStream.range(0, SHOWN)
            .mapToObj(i -> points.get((int) ((long) i * last / (SHOWN - 1))))
            .toList();
  }

  static Grid grid(List<String> heads, List<double[]> columns, String caption) {
    List<List<String>> texts = columns.stream().map(Numbers::column).toList();
    return new Grid(
        heads.stream().map(Grid.Column::number).toList(),
        IntStream.range(0, texts.getFirst().size())
            .mapToObj(row -> texts.stream().map(column -> column.get(row)).toList())
            .toList(),
        caption);
  }
}
