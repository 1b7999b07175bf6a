package peaberry.random;

import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * The discrete distributions and those of vectors that {@link RandomState} and {@link Generator}
 * share. Counts come as {@code long}, NumPy's {@code int64}; the forms and errors are those of
 * {@link ContinuousDistributions}.
 */
public abstract sealed class DiscreteDistributions extends ContinuousDistributions
    permits Sampling {
  private static final double SEARCHED = 1.0 / 3;

  DiscreteDistributions(Algorithms algorithms) {
    super(algorithms);
  }

  static long[] fill(int n, LongSupplier draw) {
    long[] values = new long[Parameters.size(n)];
    for (int i = 0; i < n; i++) {
      values[i] = draw.getAsLong();
    }
    return values;
  }

  static long[][] integers(int rows, int columns, IntFunction<long[]> row) {
    long[][] matrix = new long[Parameters.size(rows)][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = row.apply(columns);
    }
    return matrix;
  }

  /**
   * The number of successes in {@code n} trials, {@code binomial(n, p)}.
   *
   * @param n the number of trials, not negative
   * @param p the chance of success of each, in [0, 1]
   */
  public long binomial(long n, double p) {
    return binomial(n, p, 1)[0];
  }

  /** {@code size} draws, {@code binomial(n, p, size)}. */
  public long[] binomial(long n, double p, int size) {
    Parameters.trials(n);
    Parameters.probability(p);
    Binomial binomial = algorithms().binomial(n, p);
    return fill(size, () -> binomial.draw(bits()));
  }

  /** A matrix of draws, {@code binomial(n, p, (rows, columns))}. */
  public long[][] binomial(long n, double p, int rows, int columns) {
    return integers(rows, columns, size -> binomial(n, p, size));
  }

  /**
   * The number of events where {@code rate} are expected, {@code poisson(rate)}.
   *
   * @param rate the expected number, 0 or more
   */
  public long poisson(double rate) {
    return poisson(rate, 1)[0];
  }

  /** {@code size} draws, {@code poisson(rate, size)}. */
  public long[] poisson(double rate, int size) {
    Parameters.rate(rate);
    Poisson poisson = new Poisson(rate);
    return fill(size, () -> poisson.draw(bits()));
  }

  /** A matrix of draws, {@code poisson(rate, (rows, columns))}. */
  public long[][] poisson(double rate, int rows, int columns) {
    return integers(rows, columns, size -> poisson(rate, size));
  }

  /**
   * The number of trials up to the first success, {@code geometric(p)}.
   *
   * @param p the chance of success of each, in (0, 1]
   */
  public long geometric(double p) {
    return geometric(p, 1)[0];
  }

  /** {@code size} draws, {@code geometric(p, size)}. */
  public long[] geometric(double p, int size) {
    Parameters.probability(Parameters.positive("probability", p));
    return p < SEARCHED ? fill(size, algorithms().geometric(p)) : search(p, size);
  }

  /** A matrix of draws, {@code geometric(p, (rows, columns))}. */
  public long[][] geometric(double p, int rows, int columns) {
    return integers(rows, columns, size -> geometric(p, size));
  }

  /** Adds the chances up to a uniform number. */
  private long[] search(double p, int size) {
    double[] uniform = unit(size);
    long[] trials = new long[size];
    for (int i = 0; i < size; i++) {
      long count = 1;
      double chance = p;
      double sum = p;
      while (uniform[i] > sum) {
        chance *= 1 - p;
        sum += chance;
        count++;
      }
      trials[i] = count;
    }
    return trials;
  }

  /**
   * How often each outcome comes up in {@code n} trials, {@code multinomial(n, p)}.
   *
   * @param n the number of trials, not negative
   * @param p the chances of the outcomes; the last is taken to be what the others leave of 1
   */
  public long[] multinomial(long n, double[] p) {
    return Binomial.multinomial(bits(), Parameters.trials(n), Parameters.outcomes(p));
  }

  /** {@code size} draws, one per row, {@code multinomial(n, p, size)}. */
  public long[][] multinomial(long n, double[] p, int size) {
    return integers(size, 0, row -> multinomial(n, p));
  }

  /**
   * Shares that add up to 1, {@code dirichlet(alpha)}.
   *
   * @param alpha one concentration per share, more than 0; {@link Generator} takes 0 for a share
   *     that is 0
   */
  public double[] dirichlet(double[] alpha) {
    double[] shares = new double[alpha.length];
    algorithms().dirichlet(alpha, shares);
    return shares;
  }

  /** {@code size} draws, one per row, {@code dirichlet(alpha, size)}. */
  public double[][] dirichlet(double[] alpha, int size) {
    return matrix(size, 0, row -> dirichlet(alpha));
  }

  /**
   * One draw of the multivariate normal distribution, {@code multivariate_normal(mean,
   * covariance)}, by the singular value decomposition of the covariance.
   *
   * <p>The draws are NumPy's up to rounding: both take the decomposition from OpenBLAS. Where two
   * singular values are equal, as those of a constant correlation, NumPy's own draws depend on the
   * processor; the distribution is the same.
   *
   * @param mean the mean of each component
   * @param covariance square, symmetric, positive semidefinite
   * @throws UnsupportedOperationException if there is no OpenBLAS, which Peaberry brings for Linux
   *     on x86-64; the message says what to do
   */
  public double[] multivariateNormal(double[] mean, double[][] covariance) {
    return multivariateNormal(mean, covariance, 1)[0];
  }

  /** {@code size} draws, one per row, {@code multivariate_normal(mean, covariance, size)}. */
  public double[][] multivariateNormal(double[] mean, double[][] covariance, int size) {
    int n = mean.length;
    if (covariance.length != n) {
      throw new IllegalArgumentException(
          "The covariance must have one row for each of the "
              + n
              + " means, but it has "
              + covariance.length
              + ".");
    }
    double[][] factor = algorithms().factor(covariance);
    double[][] draws = standardNormal(size, n);
    for (int i = 0; i < size; i++) {
      double[] normals = draws[i];
      double[] row = new double[n];
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          row[j] += normals[k] * factor[k][j];
        }
      }
      for (int j = 0; j < n; j++) {
        row[j] += mean[j];
      }
      draws[i] = row;
    }
    return draws;
  }
}
