package peaberry.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import peaberry.data.Grid;
import peaberry.data.UnknownName;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * Precision, recall and F1 of each class and their averages: scikit-learn's {@code
 * classification_report}. A class that was never predicted has precision 0.
 *
 * <pre>{@code ClassificationReport.of(truth, model.predict(test))}</pre>
 *
 * @param classes one line for each class, in the matrix's order
 * @param accuracy the share of rows predicted right
 * @param macro the plain mean over classes; its support is the number of rows
 * @param weighted the mean weighted with each class's support
 */
public record ClassificationReport(List<Line> classes, double accuracy, Line macro, Line weighted)
    implements Displayable {

  /**
   * One line of the report.
   *
   * @param name the class or average
   * @param precision the share of its predictions that are right
   * @param recall the share of its rows that are found
   * @param f1 the harmonic mean of the two
   * @param support how many rows truly belong to it
   */
  public record Line(String name, double precision, double recall, double f1, int support) {}

  public ClassificationReport {
    classes = List.copyOf(classes);
  }

  /**
   * Compares labels that are numbers.
   *
   * @throws IllegalArgumentException if the arrays are empty or of different lengths
   */
  public static ClassificationReport of(int[] truth, int[] predicted) {
    return of(ConfusionMatrix.of(truth, predicted));
  }

  /**
   * Compares labels that are names.
   *
   * @throws IllegalArgumentException if the arrays are empty or of different lengths
   */
  public static ClassificationReport of(String[] truth, String[] predicted) {
    return of(ConfusionMatrix.of(truth, predicted));
  }

  /** The report of a confusion matrix. */
  public static ClassificationReport of(ConfusionMatrix matrix) {
    List<Line> lines =
        matrix.classes().stream()
            .map(
                name ->
                    new Line(
                        name,
                        matrix.precision(name),
                        matrix.recall(name),
                        matrix.f1(name),
                        matrix.support(name)))
            .toList();
    return new ClassificationReport(
        lines,
        matrix.accuracy(),
        average("macro avg", lines, line -> 1),
        average("weighted avg", lines, Line::support));
  }

  private static Line average(String name, List<Line> lines, ToDoubleFunction<Line> weight) {
    double all = lines.stream().mapToDouble(weight).sum();
    return new Line(
        name,
        lines.stream().mapToDouble(line -> weight.applyAsDouble(line) * line.precision).sum() / all,
        lines.stream().mapToDouble(line -> weight.applyAsDouble(line) * line.recall).sum() / all,
        lines.stream().mapToDouble(line -> weight.applyAsDouble(line) * line.f1).sum() / all,
        lines.stream().mapToInt(Line::support).sum());
  }

  /**
   * The line of one class.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public Line of(String name) {
    return classes.stream()
        .filter(line -> line.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UnknownName.in(
                    "The report", "class", name, classes.stream().map(Line::name).toList()));
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
    List<Line> lines = new ArrayList<>(classes);
    lines.add(macro);
    lines.add(weighted);
    List<List<String>> rows =
        lines.stream()
            .map(
                line ->
                    List.of(
                        line.name,
                        decimals(line.precision),
                        decimals(line.recall),
                        decimals(line.f1),
                        Integer.toString(line.support)))
            .toList();
    return new Grid(
        List.of(
            Grid.Column.text("class"),
            Grid.Column.number("precision"),
            Grid.Column.number("recall"),
            Grid.Column.number("F1"),
            Grid.Column.number("support")),
        rows,
        "accuracy " + decimals(accuracy));
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
