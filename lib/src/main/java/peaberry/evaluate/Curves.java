package peaberry.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;

/** How a curve is shown as a short table. */
final class Curves {
  private static final int SHOWN = 10;

  private Curves() {}

  /** At most ten points, the first and the last among them. */
  private static <T> List<T> some(List<T> points) {
    int last = points.size() - 1;
    return last < SHOWN
        ? points
        : IntStream.range(0, SHOWN)
            .mapToObj(i -> points.get((int) ((long) i * last / (SHOWN - 1))))
            .toList();
  }

  /** A number of each point, and what stands above it. */
  record Column<T>(String head, ToDoubleFunction<T> number) {}

  /** Some of the points. */
  static <T> Grid grid(List<T> points, String caption, List<Column<T>> columns) {
    List<T> shown = some(points);
    return grid(
        columns.stream().map(Column::head).toList(),
        columns.stream()
            .map(column -> shown.stream().mapToDouble(column.number()).toArray())
            .toList(),
        caption);
  }

  static Grid grid(List<String> heads, List<double[]> columns, String caption) {
    return Grid.ofColumns(
        heads.stream().map(Grid.Column::number).toList(),
        columns.stream().map(Numbers::column).toList(),
        caption);
  }
}
