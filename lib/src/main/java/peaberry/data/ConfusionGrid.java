package peaberry.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A confusion matrix as it is read: true classes down, predicted ones across, hits on the diagonal.
 */
public final class ConfusionGrid {
  private ConfusionGrid() {}

  /**
   * The grid of a confusion matrix.
   *
   * @param names the classes
   * @param counts rows that belong to the class in the row and were taken for the one in the column
   * @throws IllegalArgumentException if {@code counts} is not square or has another size
   */
  public static Grid of(List<String> names, double[][] counts) {
    if (counts.length != names.size()) {
      throw new IllegalArgumentException(
          "There are %d classes, but %d rows of counts.".formatted(names.size(), counts.length));
    }
    Matrices.requireWidth(counts, names.size());
    List<Grid.Column> heads = new ArrayList<>();
    heads.add(Grid.Column.text("true \\ predicted"));
    names.forEach(name -> heads.add(Grid.Column.number(name)));
    heads.add(Grid.Column.number("recall"));
    List<List<String>> lines = new ArrayList<>();
    double hits = 0;
    double all = 0;
    for (int i = 0; i < counts.length; i++) {
      double sum = 0;
      List<String> line = new ArrayList<>();
      line.add(names.get(i));
      for (double count : counts[i]) {
        line.add(Numbers.format(count));
        sum += count;
      }
      line.add(share(counts[i][i], sum));
      lines.add(line);
      hits += counts[i][i];
      all += sum;
    }
    List<String> last = new ArrayList<>(List.of("precision"));
    for (int j = 0; j < counts.length; j++) {
      int column = j;
      double sum = IntStream.range(0, counts.length).mapToDouble(i -> counts[i][column]).sum();
      last.add(share(counts[j][j], sum));
    }
    last.add("");
    lines.add(last);
    return new Grid(
        heads,
        lines,
        "%s of %s right: accuracy %s"
            .formatted(Numbers.format(hits), Numbers.format(all), share(hits, all)));
  }

  private static String share(double part, double whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.4f", part / whole);
  }
}
