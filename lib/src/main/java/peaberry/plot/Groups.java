package peaberry.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The rows of each group.
 *
 * @param names each once: words in the order in which they come, numbers in ascending order
 * @param rows the numbers of each group's rows
 */
record Groups(List<String> names, List<int[]> rows) {

  /** The groups that a column makes. */
  static Groups of(Table table, String column) {
    Column<?> values = ColumnsByName.find(table, column);
    Groups groups = of(values.size(), values::getString);
    return values instanceof NumericColumn<?> numbers
        ? groups.sortedBy(Comparator.comparingDouble(rows -> numbers.getDouble(rows[0])))
        : groups;
  }

  static Groups of(String[] groups) {
    return of(groups.length, i -> groups[i]);
  }

  static Groups of(int[] groups) {
    return of(groups.length, i -> Integer.toString(groups[i]))
        .sortedBy(Comparator.comparingInt(rows -> groups[rows[0]]));
  }

  private static Groups of(int count, IntFunction<String> name) {
    Map<String, IntStream.Builder> rows = new LinkedHashMap<>();
    for (int row = 0; row < count; row++) {
      rows.computeIfAbsent(String.valueOf(name.apply(row)), key -> IntStream.builder()).add(row);
    }
    return new Groups(
        List.copyOf(rows.keySet()),
        rows.values().stream().map(builder -> builder.build().toArray()).toList());
  }

  private Groups sortedBy(Comparator<int[]> order) {
    int[] places =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparing(rows::get, order))
            .mapToInt(i -> i)
            .toArray();
    return new Groups(
        Arrays.stream(places).mapToObj(names::get).toList(),
        Arrays.stream(places).mapToObj(rows::get).toList());
  }

  /** How many rows there are in all. */
  int count() {
    return rows.stream().mapToInt(each -> each.length).sum();
  }

  /** One trace for each group. */
  List<Trace> traces(BiFunction<String, int[], Trace> make) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> make.apply(names.get(i), rows.get(i)))
        .toList();
  }
}
