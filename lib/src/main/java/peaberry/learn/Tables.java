package peaberry.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;

/** How models show themselves: a line for each cluster, or for each term. */
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
    columns.add(IntStream.range(0, counts.length).mapToObj(Integer::toString).toList());
    columns.add(LongStream.of(counts).mapToObj(Long::toString).toList());
    int shown = Math.min(MOST_FEATURES, names.size());
    for (int f = 0; f < shown; f++) {
      int feature = f;
      heads.add(Grid.Column.number(names.get(f)));
      columns.add(Numbers.column(Arrays.stream(values).mapToDouble(v -> v[feature]).toArray()));
    }
    String more = shown < names.size() ? ", the first %d features".formatted(shown) : "";
    return Grid.ofColumns(heads, columns, caption + more);
  }

  /** Terms with their tests; {@code statistic} is t or z. */
  static Grid ofTerms(
      List<String> names,
      double[] estimates,
      double[] errors,
      String statistic,
      double[] tests,
      double[] ps,
      String caption) {
    return Grid.ofColumns(
        List.of(
            Grid.Column.text("term"),
            Grid.Column.number("coefficient"),
            Grid.Column.number("std. error"),
            Grid.Column.number(statistic),
            Grid.Column.number("p")),
        List.of(
            names,
            Numbers.column(estimates),
            Numbers.column(errors),
            Arrays.stream(tests).mapToObj(t -> String.format(Locale.ROOT, "%.2f", t)).toList(),
            Arrays.stream(ps)
                .mapToObj(p -> p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p))
                .toList()),
        caption);
  }
}
