package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.UnknownName;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import smile.math.special.Beta;
import tech.tablesaw.api.Table;

/**
 * Linear regression by ordinary least squares: the coefficients of scikit-learn's {@code
 * LinearRegression} with the standard errors and t tests of a statistics package.
 *
 * <pre>{@code
 * var model = LinearRegression.fit(train, "Cost", "CPU", "Memory", "Age");
 * double[] predicted = model.predict(test);
 * }</pre>
 *
 * <p>Fitted by the normal equations of centred columns, refined once on the residuals; where
 * columns are near dependent, by orthogonalisation. The trap: standard errors, t and p hold if the
 * errors are independent, of one variance and near normal, and if the model has the right form;
 * look at the residuals first.
 *
 * <p>Immutable.
 *
 * @param target what is predicted
 * @param terms the intercept, then one term for each feature
 * @param rows how many rows it was fitted on
 * @param r2 the share of the target's variance that the fit explains
 * @param adjustedR2 the same, with a price on each feature
 * @param residualError the estimated standard deviation of the errors, in the target's unit
 */
public record LinearRegression(
    String target, List<Term> terms, int rows, double r2, double adjustedR2, double residualError)
    implements Regressor, Displayable {

  /**
   * One line of the summary.
   *
   * @param name the feature, or {@code intercept}
   * @param estimate the coefficient: by how much the prediction rises when the feature rises by 1
   * @param standardError how far the estimate would vary from sample to sample
   * @param t estimate / standardError
   * @param p how often such a t, or a larger one, would come up if the coefficient were 0
   */
  public record Term(String name, double estimate, double standardError, double t, double p) {}

  public LinearRegression {
    Objects.requireNonNull(target, "target");
    terms = List.copyOf(terms);
  }

  /**
   * Fits a numeric column of a table to others.
   *
   * @param table the rows to learn from, without missing values
   * @param target the column to predict, by its exact name
   * @param features the columns to predict it from, by their exact names
   * @throws IllegalArgumentException if a column is absent, not numeric, has missing values, or
   *     follows from others; if there are too few rows
   */
  public static LinearRegression fit(Table table, String target, String... features) {
    double[] y = Columns.matrix(table, target)[0];
    return fit(Rows.of(table, List.of(features)).x(), y, target, List.of(features));
  }

  /**
   * Fits {@code y} to the columns of {@code x}, which are named x0, x1 and so on.
   *
   * @param x one array of features for each row
   * @param y one target for each row
   * @throws IllegalArgumentException if the shapes do not fit together, a value is not finite, a
   *     column follows from others, or there are too few rows
   */
  public static LinearRegression fit(double[][] x, double[] y) {
    int width = x.length == 0 ? 0 : x[0].length;
    return fit(x, y, "y", IntStream.range(0, width).mapToObj(i -> "x" + i).toList());
  }

  private static LinearRegression fit(
      double[][] x, double[] y, String target, List<String> features) {
    Columns.requireFit(x, y, features);
    int p = features.size();
    var fitted = LeastSquares.of(new Rows(x, features).columns(), y, features);
    double mean = Gram.sum(y) / y.length;
    double[] centred = Arrays.stream(y).map(v -> v - mean).toArray();
    double total = Gram.dot(centred, centred);
    double rest = Gram.dot(fitted.residuals(), fitted.residuals());
    int freedom = y.length - p - 1;
    double r2 = 1 - rest / total;
    double error = Math.sqrt(rest / freedom);
    List<Term> terms =
        IntStream.rangeClosed(0, p)
            .mapToObj(
                i ->
                    term(
                        i == 0 ? "intercept" : features.get(i - 1),
                        fitted.coefficients()[i],
                        error * Math.sqrt(fitted.variances()[i]),
                        freedom))
            .toList();
    double adjusted = 1 - (1 - r2) * (y.length - 1) / freedom;
    return new LinearRegression(target, terms, y.length, r2, adjusted, error);
  }

  private static Term term(String name, double estimate, double error, int freedom) {
    double t = estimate / error;
    double p =
        Beta.regularizedIncompleteBetaFunction(freedom / 2.0, 0.5, freedom / (freedom + t * t));
    return new Term(name, estimate, error, t, p);
  }

  /** The prediction where every feature is 0. */
  public double intercept() {
    return terms.getFirst().estimate();
  }

  /** The coefficients without the intercept, in the features' order. */
  public double[] coefficients() {
    return terms.stream().skip(1).mapToDouble(Term::estimate).toArray();
  }

  /**
   * The coefficient of one feature.
   *
   * @throws IllegalArgumentException if the model has no such feature
   */
  public double coefficient(String feature) {
    return terms.stream()
        .skip(1)
        .filter(term -> term.name().equals(feature))
        .findFirst()
        .orElseThrow(() -> UnknownName.in("The model", "feature", feature, features()))
        .estimate();
  }

  @Override
  public List<String> features() {
    return terms.stream().skip(1).map(Term::name).toList();
  }

  @Override
  public double[] predict(double[][] x) {
    double[] weights = coefficients();
    Rows.require(x, features());
    return Arrays.stream(x)
        .mapToDouble(
            row -> {
              double sum = intercept();
              for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * row[i];
              }
              return sum;
            })
        .toArray();
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
    return Tables.ofTerms(
        terms.stream().map(Term::name).toList(),
        figures(Term::estimate),
        figures(Term::standardError),
        "t",
        figures(Term::t),
        figures(Term::p),
        String.format(
            Locale.ROOT,
            "%s by least squares on %,d rows: R² %.4f, adjusted R² %.4f, residual standard error"
                + " %.4g",
            target,
            rows,
            r2,
            adjustedR2,
            residualError));
  }

  private double[] figures(ToDoubleFunction<Term> figure) {
    return terms.stream().mapToDouble(figure).toArray();
  }
}
