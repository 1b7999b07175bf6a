package peaberry.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.Table;

/**
 * Times reading, grouping and joining for lib/src/test/python/tables_bench.py, which times pandas
 * in between: answers each name on the standard input with milliseconds.
 */
final class TablesBenchmark {
  private TablesBenchmark() {}

  /** A piece of work that gives a table. */
  private interface Work {
    Table run() throws IOException;
  }

  public static void main(String[] arguments) throws IOException {
    Path large = Path.of(arguments[0]);
    Path small = Path.of(arguments[1]);
    Table left = Csv.read(large);
    Table right = Csv.read(small);
    Map<String, Work> works =
        Map.of(
            "read", () -> Csv.read(large),
            "group5", () -> Tables.group(left, List.of("k5"), "avg(a) AS a"),
            "group1000", () -> Tables.group(left, List.of("k1000"), "avg(a) AS a"),
            "join", () -> Tables.join(left, right, "k1000"),
            "show", () -> shown(left),
            "tablesaw read", () -> Table.read().csv(large.toFile()),
            "tablesaw group5", () -> left.summarize("a", AggregateFunctions.mean).by("k5"),
            "tablesaw group1000", () -> left.summarize("a", AggregateFunctions.mean).by("k1000"),
            "tablesaw join", () -> left.joinOn("k1000").with(right).join());
    for (String name = IO.readln(); name != null; name = IO.readln()) {
      long start = System.nanoTime();
      Table made = works.get(name).run();
      long nanoseconds = System.nanoTime() - start;
      if (made.isEmpty()) {
        throw new IllegalStateException(name + " made nothing.");
      }
      IO.println(nanoseconds / 1e6);
    }
  }

  private static Table shown(Table table) {
    if (new TableRenderer().render(table).plain().isEmpty()) {
      throw new IllegalStateException("Nothing was shown.");
    }
    return table;
  }
}
