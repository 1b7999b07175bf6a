package peaberry.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Rows in groups of the same keys, by hashing. */
final class Grouping {
  private final List<KeyColumn> keys;
  private final int[] numbers;
  private final int count;

  private Grouping(List<KeyColumn> keys, int[] numbers, int count) {
    this.keys = keys;
    this.numbers = numbers;
    this.count = count;
  }

  /** Whether a column can be a key; the others change their type in a query. */
  static boolean takes(Column<?> column) {
    return switch (column) {
      case IntColumn c -> true;
      case DoubleColumn c -> true;
      case BooleanColumn c -> true;
      case StringColumn c -> true;
      case DateColumn c -> true;
      case DateTimeColumn c -> true;
      default -> false;
    };
  }

  static Grouping of(List<Column<?>> columns) {
    List<KeyColumn> keys = KeyColumn.of(columns);
    KeyIndex index = new KeyIndex(keys.size());
    int[] numbers = index.add(keys, columns.getFirst().size());
    return new Grouping(keys, numbers, index.size());
  }

  /** One row for each group, in ascending order of the keys, what is missing last. */
  Table table(List<Aggregate> aggregates) {
    int[] firsts = new int[count];
    int found = 0;
    for (int row = 0; found < count; row++) {
      if (numbers[row] == found) {
        firsts[found++] = row;
      }
    }
    Comparator<Integer> ascending =
        keys.stream().map(Grouping::order).reduce(Comparator::thenComparing).orElseThrow();
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing(group -> firsts[group], ascending))
            .mapToInt(group -> group)
            .toArray();
    int[] rows = Arrays.stream(order).map(group -> firsts[group]).toArray();
    TakenRows ofKeys = new TakenRows(rows);
    TakenRows ofFigures = new TakenRows(order);
    List<Column<?>> columns = new ArrayList<>();
    keys.forEach(key -> columns.add(ofKeys.of(key.column())));
    aggregates.forEach(aggregate -> columns.add(ofFigures.of(aggregate.of(numbers, count))));
    return Table.create(columns.toArray(Column<?>[]::new));
  }

  private static Comparator<Integer> order(KeyColumn key) {
    IntToLongFunction values = key.value();
    Comparator<Integer> present =
        switch (key.column()) {
          case StringColumn texts ->
              (a, b) -> Arrays.compare(points(texts.get(a)), points(texts.get(b)));
          case DoubleColumn numbers -> Comparator.comparingDouble(numbers::getDouble);
          default -> Comparator.comparingLong(values::applyAsLong);
        };
    return Comparator.<Integer, Boolean>comparing(
            row -> values.applyAsLong(row) == KeyColumn.MISSING)
        .thenComparing(present);
  }

  /** DuckDB, too, compares texts by code points. */
  private static int[] points(String text) {
    return text.codePoints().toArray();
  }
}
