package peaberry.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Makes bars of tables and arrays, and of what is counted in them. */
final class BarChart {
  private static final double WIDTH = 0.8;
  private static final int MOST_BINS = 60;

  private final boolean horizontal;

  BarChart(boolean horizontal) {
    this.horizontal = horizontal;
  }

  Figure of(String[] categories, double[] values) {
    Lengths.same("categories", categories.length, "lengths", values.length, "a bar needs both");
    List<String> names = List.of(categories);
    once(names);
    return figure(
        Axis.of("", names),
        "",
        List.of(bars("", Values.upTo(values.length), Values.of(values), WIDTH)));
  }

  Figure of(double[] positions, double[] values) {
    Values at = Values.of(positions);
    return figure(
        Axis.titled("x"), "y", List.of(bars("", at, Values.of(values), WIDTH * step(at))));
  }

  Figure of(Table table, String category, String value) {
    Values values = numbers(table, value);
    if (ColumnsByName.find(table, category) instanceof NumericColumn<?> numbers) {
      Values at = Values.of(numbers.asDoubleArray());
      return figure(Axis.titled(category), value, List.of(bars("", at, values, WIDTH * step(at))));
    }
    List<String> names = strings(table, category);
    once(names);
    return figure(
        Axis.of(category, names),
        value,
        List.of(bars("", Values.upTo(names.size()), values, WIDTH)));
  }

  Figure of(Table table, String category, String value, String group) {
    Values values = numbers(table, value);
    List<String> names = strings(table, category);
    List<String> categories = Groups.of(table, category).names();
    List<Trace> traces =
        Groups.of(table, group)
            .traces(
                (name, rows) -> {
                  once(Arrays.stream(rows).mapToObj(names::get).toList());
                  double[] at =
                      Arrays.stream(rows)
                          .mapToDouble(r -> categories.indexOf(names.get(r)))
                          .toArray();
                  return bars(name, Values.of(at), values.take(rows), WIDTH);
                });
    return figure(Axis.of(category, categories), value, traces);
  }

  /** How often each value of a column of words comes. */
  static Figure counts(Table table, String column) {
    Groups groups = Groups.of(table, column);
    double[] counts = groups.rows().stream().mapToDouble(rows -> rows.length).toArray();
    Trace bars = new BarChart(false).bars("", Values.upTo(counts.length), Values.of(counts), WIDTH);
    return Figure.of(
        Panel.of(Axis.of(column, groups.names()), Axis.titled("count"), List.of(bars)));
  }

  /** How many values lie in each of as many bins of one width, for each of the samples. */
  static Figure histogram(String title, List<String> names, List<Values> samples, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("Expected 1 bin at least, but got %d.".formatted(bins));
    }
    Extent all = samples.stream().map(Values::extent).reduce(Extent.NONE, Extent::and);
    Extent range = ColorScale.wide(all);
    double width = (range.high() - range.low()) / bins;
    return histogram(title, names, samples, range.low(), width, all.isEmpty() ? 0 : bins);
  }

  /**
   * The same with bins of a round width: about as many as the rule of D. Freedman and P. Diaconis
   * (1981) asks for.
   */
  static Figure histogram(String title, List<String> names, List<Values> samples) {
    double[] all = samples.stream().flatMapToDouble(Values::stream).toArray();
    double[] sorted = Values.of(all).sorted();
    if (sorted.length == 0) {
      return histogram(title, names, samples, 0, 1, 0);
    }
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double middle = Quartiles.quantile(sorted, 0.75) - Quartiles.quantile(sorted, 0.25);
    double width = 2 * middle / Math.cbrt(sorted.length);
    double wanted = width > 0 ? (high - low) / width : Math.sqrt(sorted.length);
    Ticks ticks = Ticks.covering(low, high, (int) Math.clamp(Math.ceil(wanted), 5, MOST_BINS));
    int bins = (int) Math.round((ticks.high() - ticks.low()) / ticks.step());
    return histogram(title, names, samples, ticks.low(), ticks.step(), bins);
  }

  private static Figure histogram(
      String title, List<String> names, List<Values> samples, double low, double width, int bins) {
    double[] middles = IntStream.range(0, bins).mapToDouble(i -> low + (i + 0.5) * width).toArray();
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      double[] counts = new double[bins];
      for (double value : samples.get(i).sorted()) {
        counts[(int) Math.clamp(Math.floor((value - low) / width), 0, bins - 1)]++;
      }
      traces.add(
          new Bars(
              names.get(i),
              Values.of(middles),
              Values.of(counts),
              Values.NONE,
              width,
              false,
              Bars.Arrangement.OVERLAID));
    }
    return Figure.of(Panel.of(Axis.titled(title), Axis.titled("count"), traces));
  }

  private Bars bars(String name, Values at, Values lengths, double width) {
    return new Bars(
        name, at, lengths, Values.NONE, width, horizontal, Bars.Arrangement.SIDE_BY_SIDE);
  }

  private Figure figure(Axis positions, String value, List<Trace> traces) {
    Axis lengths = Axis.titled(value);
    return Figure.of(
        horizontal
            ? Panel.of(lengths, positions.withReversed(), traces)
            : Panel.of(positions, lengths, traces));
  }

  /** The smallest distance between positions. */
  private static double step(Values at) {
    double[] sorted = at.sorted();
    return IntStream.range(1, sorted.length)
        .mapToDouble(i -> sorted[i] - sorted[i - 1])
        .filter(gap -> gap > 0)
        .min()
        .orElse(1);
  }

  private static Values numbers(Table table, String column) {
    return Values.of(ColumnsByName.numbers(table, column).asDoubleArray());
  }

  private static List<String> strings(Table table, String column) {
    return List.of(ColumnsByName.find(table, column).asStringColumn().asObjectArray());
  }

  private static void once(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "Expected one value for each bar, but %s has %d: summarize the table first."
                .formatted(name, Collections.frequency(names, name)));
      }
    }
  }
}
