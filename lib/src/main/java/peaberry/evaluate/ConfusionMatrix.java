package peaberry.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import peaberry.data.Grid;
import peaberry.data.UnknownName;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * How often each true class was predicted as each class: scikit-learn's {@code confusion_matrix},
 * true classes in rows.
 *
 * <pre>{@code
 * var matrix = ConfusionMatrix.of(truth, predicted);
 * int missed = matrix.count(1, 0);
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ConfusionMatrix implements Displayable {
  private final List<String> classes;
  private final int[][] counts;

  private ConfusionMatrix(List<String> classes, int[][] counts) {
    this.classes = List.copyOf(classes);
    this.counts = counts;
  }

  /**
   * Counts labels that are numbers; the classes are those that occur, in ascending order.
   *
   * @throws IllegalArgumentException if the arrays are empty or of different lengths
   */
  public static ConfusionMatrix of(int[] truth, int[] predicted) {
    Labels.requirePairs(truth.length, predicted.length);
    int[] classes =
        IntStream.concat(Arrays.stream(truth), Arrays.stream(predicted))
            .distinct()
            .sorted()
            .toArray();
    int[][] counts = new int[classes.length][classes.length];
    for (int i = 0; i < truth.length; i++) {
      int row = Arrays.binarySearch(classes, truth[i]);
      counts[row][Arrays.binarySearch(classes, predicted[i])]++;
    }
    return new ConfusionMatrix(Arrays.stream(classes).mapToObj(Integer::toString).toList(), counts);
  }

  /**
   * Counts labels that are names; the classes are those that occur, in alphabetical order.
   *
   * @throws IllegalArgumentException if the arrays are empty or of different lengths
   */
  public static ConfusionMatrix of(String[] truth, String[] predicted) {
    Labels.requirePairs(truth.length, predicted.length);
    List<String> classes =
        Stream.concat(Arrays.stream(truth), Arrays.stream(predicted)).distinct().sorted().toList();
    int[][] counts = new int[classes.size()][classes.size()];
    for (int i = 0; i < truth.length; i++) {
      counts[classes.indexOf(truth[i])][classes.indexOf(predicted[i])]++;
    }
    return new ConfusionMatrix(classes, counts);
  }

  /** The classes' names, in the order of the rows and columns. */
  public List<String> classes() {
    return classes;
  }

  /** A copy of the counts: rows are true classes, columns predicted ones. */
  public int[][] counts() {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  /** How many rows of class {@code truth} were predicted as {@code predicted}. */
  public int count(String truth, String predicted) {
    return counts[index(truth)][index(predicted)];
  }

  /** How many rows of class {@code truth} were predicted as {@code predicted}. */
  public int count(int truth, int predicted) {
    return count(Integer.toString(truth), Integer.toString(predicted));
  }

  /** The share of rows whose class was predicted. */
  public double accuracy() {
    int right = IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
    return (double) right / Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
  }

  /** Of the rows predicted as this class, the share that belong to it; 0 if there are none. */
  public double precision(String name) {
    int index = index(name);
    return share(counts[index][index], Arrays.stream(counts).mapToInt(row -> row[index]).sum());
  }

  /** Of the rows of this class, the share that was predicted as it; 0 if there are none. */
  public double recall(String name) {
    int index = index(name);
    return share(counts[index][index], support(name));
  }

  /** The harmonic mean of precision and recall; 0 if both are. */
  public double f1(String name) {
    int index = index(name);
    int both = Arrays.stream(counts).mapToInt(row -> row[index]).sum() + support(name);
    return share(2 * counts[index][index], both);
  }

  /** How many rows truly belong to this class. */
  public int support(String name) {
    return Arrays.stream(counts[index(name)]).sum();
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private int index(String name) {
    int index = classes.indexOf(name);
    if (index < 0) {
      throw UnknownName.in("The confusion matrix", "class", name, classes);
    }
    return index;
  }

  @Override
  public MimeBundle toMimeBundle() {
    return grid().toMimeBundle();
  }

  @Override
  public String toString() {
    return grid().toText();
  }

  private Grid grid() {
    List<Grid.Column> heads = new ArrayList<>();
    heads.add(Grid.Column.text("truth"));
    classes.forEach(name -> heads.add(Grid.Column.number("predicted " + name)));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      List<String> row = new ArrayList<>(List.of(classes.get(i)));
      Arrays.stream(counts[i]).mapToObj(Integer::toString).forEach(row::add);
      rows.add(row);
    }
    return new Grid(
        heads, rows, String.format(Locale.ROOT, "%.1f %% predicted right", 100 * accuracy()));
  }
}
