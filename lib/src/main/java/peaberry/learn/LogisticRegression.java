package peaberry.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * Logistic regression with scikit-learn's penalty: the sum of log losses plus the squared
 * coefficients divided by 2C; the intercept is free. Two classes, or several by the softmax.
 *
 * <pre>{@code
 * var model = LogisticRegression.fit(train, "Churn", "Age", "Bill");
 * double[] risk = model.scores(test);
 * }</pre>
 *
 * <p>Two classes are fitted by Newton's method (iteratively reweighted least squares: McCullagh and
 * Nelder, Generalized Linear Models, 2.5), several by L-BFGS. Both go on to the optimum, so
 * coefficients agree with scikit-learn's at a small {@code tol}. Smile's own model took twice
 * scikit-learn's time. The trap: the penalty makes no sense for features in unlike units; scale
 * first. Immutable.
 */
public final class LogisticRegression implements Classifier, Displayable {
  private final List<String> names;
  private final List<Integer> classes;
  private final double[][] weights; // one row for two classes, else one for each; intercept first

  LogisticRegression(List<String> names, List<Integer> classes, double[][] weights) {
    this.names = names;
    this.classes = classes;
    this.weights = weights;
  }

  /**
   * How to fit.
   *
   * @param c the inverse of the penalty's strength, above 0; 1 as in scikit-learn
   */
  public record Options(double c) {
    public Options {
      if (!(c > 0) || Double.isInfinite(c)) {
        throw new IllegalArgumentException(
            "C is %s: give a number above 0, large for little penalty.".formatted(c));
      }
    }

    /** C = 1. */
    public static Options defaults() {
      return new Options(1);
    }
  }

  /**
   * Fits a column of whole numbers to others.
   *
   * @throws IllegalArgumentException if a column is absent, not numeric, or has missing values, or
   *     there is one class only
   */
  public static LogisticRegression fit(Table table, String target, String... features) {
    return fit(table, target, Options.defaults(), features);
  }

  /** Fits with options. */
  public static LogisticRegression fit(
      Table table, String target, Options options, String... features) {
    return fit(Rows.of(table, List.of(features)), Rows.labels(table, target), options);
  }

  /**
   * Fits labels to rows of features.
   *
   * @throws IllegalArgumentException if the shapes do not fit together, a value is not finite, or
   *     there is one class only
   */
  public static LogisticRegression fit(double[][] x, int[] labels) {
    return fit(x, labels, Options.defaults());
  }

  /** Fits with options. */
  public static LogisticRegression fit(double[][] x, int[] labels, Options options) {
    return fit(Rows.of(x), labels, options);
  }

  private static LogisticRegression fit(Rows rows, int[] labels, Options options) {
    List<Integer> classes = rows.classes(labels);
    int[] y = Rows.indices(labels, classes);
    double[][] weights =
        classes.size() == 2
            ? new double[][] {LogisticNewton.fit(rows.columns(), y, 1 / options.c)}
            : SoftmaxLoss.fit(rows.columns(), y, classes.size(), 1 / options.c);
    return new LogisticRegression(rows.names(), classes, weights);
  }

  @Override
  public List<String> features() {
    return names;
  }

  @Override
  public List<Integer> classes() {
    return classes;
  }

  /** The intercepts: one if there are two classes, else one for each class. */
  public double[] intercepts() {
    return Arrays.stream(weights).mapToDouble(row -> row[0]).toArray();
  }

  /** One row of coefficients if there are two classes, for the second; else one for each class. */
  public double[][] coefficients() {
    return Arrays.stream(weights)
        .map(row -> Arrays.copyOfRange(row, 1, row.length))
        .toArray(double[][]::new);
  }

  @Override
  public double[][] probabilities(double[][] x) {
    Rows.require(x, names);
    return Arrays.stream(x).map(this::probability).toArray(double[][]::new);
  }

  private double[] probability(double[] row) {
    double[] p = new double[classes.size()];
    if (p.length == 2) {
      p[1] = LogisticNewton.sigmoid(margin(weights[0], row));
      p[0] = LogisticNewton.sigmoid(-margin(weights[0], row));
      return p;
    }
    Arrays.setAll(p, k -> margin(weights[k], row));
    SoftmaxLoss.softmax(p);
    return p;
  }

  private static double margin(double[] weights, double[] row) {
    double sum = weights[0];
    for (int f = 0; f < row.length; f++) {
      sum += weights[f + 1] * row[f];
    }
    return sum;
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
    List<Grid.Column> heads = new ArrayList<>(List.of(Grid.Column.text("term")));
    List<List<String>> columns = new ArrayList<>();
    List<String> terms = new ArrayList<>(List.of("intercept"));
    terms.addAll(names);
    columns.add(terms);
    for (int k = 0; k < weights.length; k++) {
      int label = classes.get(weights.length == 1 ? 1 : k);
      heads.add(Grid.Column.number("class " + label));
      columns.add(Numbers.column(weights[k]));
    }
    return Grid.ofColumns(
        heads,
        columns,
        "Logistic regression, classes %s: coefficients of the log odds".formatted(classes));
  }
}
