package peaberry.plot;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import tech.tablesaw.api.Table;

/** Makes a box or a violin for each sample, side by side. */
final class Samples {
  private Samples() {}

  static Figure of(String[] names, double[][] samples, BiFunction<Integer, Values, Trace> make) {
    Lengths.same("names", names.length, "samples", samples.length, "each sample needs one");
    List<Trace> traces =
        IntStream.range(0, samples.length)
            .mapToObj(i -> make.apply(i, Values.of(samples[i])))
            .toList();
    return Figure.of(Panel.of(Axis.of("", List.of(names)), Axis.titled(""), traces));
  }

  static Figure of(
      Table table, String column, String group, BiFunction<Integer, Values, Trace> make) {
    Values values = Values.of(ColumnsByName.numbers(table, column).asDoubleArray());
    Groups groups = Groups.of(table, group);
    List<Trace> traces =
        IntStream.range(0, groups.names().size())
            .mapToObj(i -> make.apply(i, values.take(groups.rows().get(i))))
            .toList();
    return Figure.of(Panel.of(Axis.of(group, groups.names()), Axis.titled(column), traces));
  }
}
