package peaberry.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.UnknownName;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;
import smile.math.special.Erf;

/**
 * A fitted generalised linear model with the figures of a statistics package: what {@link
 * PoissonRegression} and {@link GammaRegression} give.
 *
 * <p>Fitted by iteratively reweighted least squares (McCullagh and Nelder 1989, section 2.5). A
 * step after which a mean is not positive, as the identity link allows, or the deviance has risen,
 * is halved (Marschner 2011, glm2: Fitting generalized linear models with convergence problems).
 * Smile has no gamma family, and its standard errors leave the dispersion out; these have it in, as
 * statsmodels' do. Immutable.
 *
 * @param family {@code Poisson} or {@code gamma}
 * @param link what is linear
 * @param target what is predicted
 * @param terms the intercept, then one term for each feature
 * @param rows how many rows it was fitted on
 * @param deviance twice the log likelihood that the fit lacks to a perfect one
 * @param nullDeviance the same for the mean alone
 * @param dispersion the variance's factor: 1 for Poisson, else Pearson's estimate
 */
public record GeneralizedLinearModel(
    String family,
    Link link,
    String target,
    List<Term> terms,
    int rows,
    double deviance,
    double nullDeviance,
    double dispersion)
    implements Regressor, Displayable {
  private static final int MOST_STEPS = 200;
  private static final int MOST_HALVINGS = 50;
  private static final double SETTLED = 1e-14;
  // The deviance is flat near its least: coefficients still move when it does not.
  private static final int CALM_STEPS = 3;

  /**
   * One line of the summary.
   *
   * @param name the feature, or {@code intercept}
   * @param estimate the coefficient
   * @param standardError how far the estimate would vary from sample to sample
   * @param z estimate / standardError
   * @param p how often such a z, or a larger one, would come up if the coefficient were 0
   */
  public record Term(String name, double estimate, double standardError, double z, double p) {}

  public GeneralizedLinearModel {
    terms = List.copyOf(terms);
  }

  /** What sets the families apart: the variance as a function of the mean, and the deviance. */
  enum Family {
    POISSON("Poisson", "that are not negative") {
      @Override
      boolean allows(double y) {
        return y >= 0;
      }

      @Override
      double variance(double mean) {
        return mean;
      }

      @Override
      double deviance(double y, double mean) {
        return 2 * ((y == 0 ? 0 : y * Math.log(y / mean)) - (y - mean));
      }
    },
    GAMMA("gamma", "above 0") {
      @Override
      boolean allows(double y) {
        return y > 0;
      }

      @Override
      double variance(double mean) {
        return mean * mean;
      }

      @Override
      double deviance(double y, double mean) {
        return 2 * ((y - mean) / mean - Math.log(y / mean));
      }
    };

    private final String word;
    private final String allowed;

    Family(String word, String allowed) {
      this.word = word;
      this.allowed = allowed;
    }

    abstract boolean allows(double y);

    abstract double variance(double mean);

    abstract double deviance(double y, double mean);

    void requireTargets(double[] y, String target) {
      for (int i = 0; i < y.length; i++) {
        if (!allows(y[i])) {
          throw new IllegalArgumentException(
              "%s is %s in row %d: a %s regression needs targets %s."
                  .formatted(target, y[i], i, word, allowed));
        }
      }
      if (Arrays.stream(y).sum() == 0) {
        throw new IllegalArgumentException(
            "All of %s is 0: there is nothing to fit.".formatted(target));
      }
    }

    double deviance(double[] y, double[] means) {
      return IntStream.range(0, y.length).mapToDouble(i -> deviance(y[i], means[i])).sum();
    }
  }

  static GeneralizedLinearModel fit(
      Rows rows, double[] y, String target, Family family, Link link) {
    rows.requireTarget(y);
    family.requireTargets(y, target);
    int n = y.length;
    int p = rows.width() + 1;
    if (n <= p) {
      throw new IllegalArgumentException(
          "%d rows are too few for %d coefficients: give at least %d.".formatted(n, p, p + 1));
    }
    double[][] columns = LogisticNewton.withOnes(rows.columns(), n);
    double mean = Arrays.stream(y).sum() / n;
    double[] means = Arrays.stream(y).map(value -> (value + mean) / 2).toArray();
    double[] linear = Arrays.stream(means).map(link::linear).toArray();
    double[] weights = new double[n];
    double[] pull = new double[n];
    double[] flat = new double[n];
    Arrays.fill(flat, mean);
    double nullDeviance = family.deviance(y, flat);
    double[] coefficients = new double[p];
    coefficients[0] = link.linear(mean);
    double[][] information = null;
    double deviance = nullDeviance;
    int settled = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      for (int i = 0; i < n; i++) {
        double slope = link.slope(means[i]);
        weights[i] = 1 / (family.variance(means[i]) * slope * slope);
        pull[i] = weights[i] * (linear[i] + (y[i] - means[i]) * slope);
      }
      information = Gram.of(columns, weights);
      if (settled == CALM_STEPS) {
        break;
      }
      double[] next = Gram.solve(information, Gram.times(columns, pull));
      double now = Double.NaN;
      for (int halving = 0; halving <= MOST_HALVINGS; halving++) {
        linear = LogisticNewton.margins(columns, next);
        means = Arrays.stream(linear).map(link::mean).toArray();
        boolean possible = Arrays.stream(means).allMatch(m -> m > 0 && Double.isFinite(m));
        now = possible ? family.deviance(y, means) : Double.NaN;
        // The first step does not start from coefficients, so it has no deviance to compare with.
        if (step == 0 ? possible : now <= deviance + SETTLED * (deviance + 0.1)) {
          break;
        }
        for (int c = 0; c < p; c++) {
          next[c] = (coefficients[c] + next[c]) / 2;
        }
      }
      if (Double.isNaN(now)) {
        throw new IllegalArgumentException(
            "The %s link led to a mean that is not positive: take another link or scale the features."
                .formatted(link.name().toLowerCase(Locale.ROOT)));
      }
      coefficients = next;
      settled = Math.abs(deviance - now) <= SETTLED * (Math.abs(now) + 0.1) ? settled + 1 : 0;
      deviance = now;
    }
    if (settled < CALM_STEPS) {
      throw new IllegalArgumentException(
          "The fit did not settle in %d steps: scale the features, or take another link."
              .formatted(MOST_STEPS));
    }
    double dispersion = 1;
    if (family == Family.GAMMA) {
      double pearson = 0;
      for (int i = 0; i < n; i++) {
        pearson += (y[i] - means[i]) * (y[i] - means[i]) / family.variance(means[i]);
      }
      dispersion = pearson / (n - p);
    }
    return new GeneralizedLinearModel(
        family.word,
        link,
        target,
        terms(rows.names(), coefficients, Gram.inverse(information), dispersion),
        n,
        deviance,
        nullDeviance,
        dispersion);
  }

  private static List<Term> terms(
      List<String> names, double[] coefficients, double[][] inverse, double dispersion) {
    return IntStream.range(0, coefficients.length)
        .mapToObj(
            i -> {
              double error = Math.sqrt(dispersion * inverse[i][i]);
              double z = coefficients[i] / error;
              String name = i == 0 ? "intercept" : names.get(i - 1);
              return new Term(
                  name, coefficients[i], error, z, Erf.erfc(Math.abs(z) / Math.sqrt(2)));
            })
        .toList();
  }

  /** The linear part where every feature is 0. */
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

  /** The predicted means. */
  @Override
  public double[] predict(double[][] x) {
    Rows.require(x, features());
    double[] weights = coefficients();
    return Arrays.stream(x)
        .mapToDouble(
            row -> {
              double sum = intercept();
              for (int f = 0; f < row.length; f++) {
                sum += weights[f] * row[f];
              }
              return link.mean(sum);
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
        "z",
        figures(Term::z),
        figures(Term::p),
        String.format(
            Locale.ROOT,
            "%s by %s regression, %s link, on %,d rows: deviance %.4g of %.4g, dispersion %.4g",
            target,
            family,
            link.name().toLowerCase(Locale.ROOT),
            rows,
            deviance,
            nullDeviance,
            dispersion));
  }

  private double[] figures(ToDoubleFunction<Term> figure) {
    return terms.stream().mapToDouble(figure).toArray();
  }
}
