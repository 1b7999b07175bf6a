package peaberry.random;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/**
 * The continuous distributions that {@link RandomState} and {@link Generator} share: one formula
 * each over the bits, normals and exponentials of the one or the other, in NumPy's order of
 * operations.
 *
 * <p>Every distribution has three forms, the size last: one number, an array of {@code n}, a matrix
 * of {@code rows} times {@code columns}, filled row by row. A parameter that the distribution does
 * not have (a negative deviation, a NaN) gives an {@link IllegalArgumentException} that names it.
 *
 * <p>Every bit is NumPy's: the package's description says on which machines, and which draws are
 * left out.
 */
public abstract sealed class ContinuousDistributions permits DiscreteDistributions {
  private final Algorithms algorithms;

  ContinuousDistributions(Algorithms algorithms) {
    this.algorithms = algorithms;
  }

  final Algorithms algorithms() {
    return algorithms;
  }

  final BitStream bits() {
    return algorithms.bits();
  }

  static double[] fill(int n, DoubleSupplier draw) {
    double[] values = new double[Parameters.size(n)];
    for (int i = 0; i < n; i++) {
      values[i] = draw.getAsDouble();
    }
    return values;
  }

  static double[][] matrix(int rows, int columns, IntFunction<double[]> row) {
    double[][] matrix = new double[Parameters.size(rows)][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = row.apply(columns);
    }
    return matrix;
  }

  final double[] unit(int n) {
    double[] values = new double[Parameters.size(n)];
    bits().fill(values);
    return values;
  }

  /**
   * One number in [low, high), {@code uniform(low, high)}.
   *
   * @param low the lower bound
   * @param high the upper bound; {@link Generator} wants it to be {@code low} or more
   */
  public double uniform(double low, double high) {
    return low + algorithms.width(low, high) * bits().nextDouble();
  }

  /** {@code n} draws, {@code uniform(low, high, n)}. */
  public double[] uniform(double low, double high, int n) {
    double width = algorithms.width(low, high);
    double[] values = new double[Parameters.size(n)];
    bits().fill(values, low, width);
    return values;
  }

  /** A matrix of draws, {@code uniform(low, high, (rows, columns))}. */
  public double[][] uniform(double low, double high, int rows, int columns) {
    return matrix(rows, columns, n -> uniform(low, high, n));
  }

  /** One draw of the normal distribution of mean 0 and deviation 1, {@code standard_normal()}. */
  public double standardNormal() {
    return algorithms.normal();
  }

  /** {@code n} draws, {@code standard_normal(n)}. */
  public double[] standardNormal(int n) {
    double[] values = new double[Parameters.size(n)];
    algorithms.normals(values);
    return values;
  }

  /** A matrix of draws, {@code standard_normal((rows, columns))}. */
  public double[][] standardNormal(int rows, int columns) {
    return matrix(rows, columns, n -> standardNormal(n));
  }

  /**
   * One draw of the normal distribution, {@code normal(mean, deviation)}.
   *
   * @param mean the mean
   * @param deviation the standard deviation, not negative
   */
  public double normal(double mean, double deviation) {
    Parameters.nonNegative("standard deviation", deviation);
    return mean + deviation * algorithms.normal();
  }

  /** {@code n} draws, {@code normal(mean, deviation, n)}. */
  public double[] normal(double mean, double deviation, int n) {
    Parameters.nonNegative("standard deviation", deviation);
    double[] values = standardNormal(n);
    for (int i = 0; i < values.length; i++) {
      values[i] = mean + deviation * values[i];
    }
    return values;
  }

  /** A matrix of draws, {@code normal(mean, deviation, (rows, columns))}. */
  public double[][] normal(double mean, double deviation, int rows, int columns) {
    return matrix(rows, columns, n -> normal(mean, deviation, n));
  }

  /**
   * A matrix of draws whose columns have a mean and a deviation each, {@code normal(means,
   * deviations, (n, len(means)))}.
   *
   * @param means one for each column
   * @param deviations as many standard deviations, not negative
   * @return n rows
   */
  public double[][] normal(double[] means, double[] deviations, int n) {
    if (means.length != deviations.length) {
      throw new IllegalArgumentException(
          "There are %d means and %d standard deviations: give one of each for each column."
              .formatted(means.length, deviations.length));
    }
    for (double deviation : deviations) {
      Parameters.nonNegative("standard deviation", deviation);
    }
    double[][] rows = standardNormal(n, means.length);
    for (double[] row : rows) {
      Arrays.setAll(row, j -> means[j] + deviations[j] * row[j]);
    }
    return rows;
  }

  /**
   * The exponential of a normal draw, {@code lognormal(mean, deviation)}.
   *
   * @param mean the mean of the logarithm
   * @param deviation its standard deviation, not negative
   */
  public double lognormal(double mean, double deviation) {
    return Libm.exp(normal(mean, deviation));
  }

  /** {@code n} draws, {@code lognormal(mean, deviation, n)}. */
  public double[] lognormal(double mean, double deviation, int n) {
    double[] values = normal(mean, deviation, n);
    for (int i = 0; i < values.length; i++) {
      values[i] = Libm.exp(values[i]);
    }
    return values;
  }

  /** A matrix of draws, {@code lognormal(mean, deviation, (rows, columns))}. */
  public double[][] lognormal(double mean, double deviation, int rows, int columns) {
    return matrix(rows, columns, n -> lognormal(mean, deviation, n));
  }

  /** One draw of the exponential distribution of mean 1, {@code standard_exponential()}. */
  public double standardExponential() {
    return algorithms.exponential();
  }

  /** {@code n} draws, {@code standard_exponential(n)}. */
  public double[] standardExponential(int n) {
    double[] values = new double[Parameters.size(n)];
    algorithms.exponentials(values);
    return values;
  }

  /** A matrix of draws, {@code standard_exponential((rows, columns))}. */
  public double[][] standardExponential(int rows, int columns) {
    return matrix(rows, columns, n -> standardExponential(n));
  }

  /**
   * One draw of the exponential distribution, {@code exponential(scale)}.
   *
   * @param scale the mean, not negative
   */
  public double exponential(double scale) {
    Parameters.nonNegative("scale", scale);
    return scale * algorithms.exponential();
  }

  /** {@code n} draws, {@code exponential(scale, n)}. */
  public double[] exponential(double scale, int n) {
    Parameters.nonNegative("scale", scale);
    double[] values = standardExponential(n);
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * values[i];
    }
    return values;
  }

  /** A matrix of draws, {@code exponential(scale, (rows, columns))}. */
  public double[][] exponential(double scale, int rows, int columns) {
    return matrix(rows, columns, n -> exponential(scale, n));
  }

  /**
   * One draw of the Weibull distribution of scale 1, {@code weibull(shape)}.
   *
   * @param shape the exponent, not negative
   */
  public double weibull(double shape) {
    Parameters.nonNegative("shape", shape);
    return shape == 0 ? 0 : Libm.pow(algorithms.exponential(), 1 / shape);
  }

  /** {@code n} draws, {@code weibull(shape, n)}. */
  public double[] weibull(double shape, int n) {
    Parameters.nonNegative("shape", shape);
    if (shape == 0) {
      return new double[Parameters.size(n)];
    }
    double[] values = standardExponential(n);
    for (int i = 0; i < values.length; i++) {
      values[i] = Libm.pow(values[i], 1 / shape);
    }
    return values;
  }

  /** A matrix of draws, {@code weibull(shape, (rows, columns))}. */
  public double[][] weibull(double shape, int rows, int columns) {
    return matrix(rows, columns, n -> weibull(shape, n));
  }

  /**
   * One draw of the Laplace (double exponential) distribution, {@code laplace(location, scale)}.
   *
   * @param location the mean
   * @param scale the mean distance from it, not negative
   */
  public double laplace(double location, double scale) {
    return laplace(location, scale, 1)[0];
  }

  /** {@code n} draws, {@code laplace(location, scale, n)}. */
  public double[] laplace(double location, double scale, int n) {
    Parameters.nonNegative("scale", scale);
    double[] values = unit(n);
    for (int i = 0; i < n; i++) {
      while (values[i] == 0) {
        // Half a uniform number of 0 has no logarithm: NumPy takes the next one.
        System.arraycopy(values, i + 1, values, i, n - 1 - i);
        values[n - 1] = bits().nextDouble();
      }
      double u = values[i];
      values[i] =
          u >= 0.5 ? location - scale * Libm.log(2 - u - u) : location + scale * Libm.log(u + u);
    }
    return values;
  }

  /** A matrix of draws, {@code laplace(location, scale, (rows, columns))}. */
  public double[][] laplace(double location, double scale, int rows, int columns) {
    return matrix(rows, columns, n -> laplace(location, scale, n));
  }

  /**
   * One draw of the gamma distribution of scale 1, {@code standard_gamma(shape)}.
   *
   * @param shape the shape, not negative
   */
  public double standardGamma(double shape) {
    Parameters.nonNegative("shape", shape);
    return new Gamma(shape).draw(algorithms);
  }

  /** {@code n} draws, {@code standard_gamma(shape, n)}. */
  public double[] standardGamma(double shape, int n) {
    Parameters.nonNegative("shape", shape);
    return new Gamma(shape).draw(algorithms, n);
  }

  /** A matrix of draws, {@code standard_gamma(shape, (rows, columns))}. */
  public double[][] standardGamma(double shape, int rows, int columns) {
    return matrix(rows, columns, n -> standardGamma(shape, n));
  }

  /**
   * One draw of the gamma distribution, {@code gamma(shape, scale)}.
   *
   * @param shape the shape, not negative
   * @param scale the scale, not negative
   */
  public double gamma(double shape, double scale) {
    Parameters.nonNegative("scale", scale);
    return scale * standardGamma(shape);
  }

  /** {@code n} draws, {@code gamma(shape, scale, n)}. */
  public double[] gamma(double shape, double scale, int n) {
    Parameters.nonNegative("scale", scale);
    double[] values = standardGamma(shape, n);
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * values[i];
    }
    return values;
  }

  /** A matrix of draws, {@code gamma(shape, scale, (rows, columns))}. */
  public double[][] gamma(double shape, double scale, int rows, int columns) {
    return matrix(rows, columns, n -> gamma(shape, scale, n));
  }

  /**
   * One draw of the chi-square distribution, {@code chisquare(freedom)}.
   *
   * @param freedom the degrees of freedom, more than 0
   */
  public double chisquare(double freedom) {
    Parameters.positive("number of degrees of freedom", freedom);
    return 2 * standardGamma(freedom / 2);
  }

  /** {@code n} draws, {@code chisquare(freedom, n)}. */
  public double[] chisquare(double freedom, int n) {
    Parameters.positive("number of degrees of freedom", freedom);
    double[] values = standardGamma(freedom / 2, n);
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * values[i];
    }
    return values;
  }

  /** A matrix of draws, {@code chisquare(freedom, (rows, columns))}. */
  public double[][] chisquare(double freedom, int rows, int columns) {
    return matrix(rows, columns, n -> chisquare(freedom, n));
  }

  /**
   * One draw of Student's t distribution, {@code standard_t(freedom)}.
   *
   * @param freedom the degrees of freedom, more than 0
   */
  public double standardT(double freedom) {
    Parameters.positive("number of degrees of freedom", freedom);
    return t(freedom, new Gamma(freedom / 2));
  }

  /** {@code n} draws, {@code standard_t(freedom, n)}. */
  public double[] standardT(double freedom, int n) {
    Parameters.positive("number of degrees of freedom", freedom);
    Gamma gamma = new Gamma(freedom / 2);
    return fill(n, () -> t(freedom, gamma));
  }

  /** A matrix of draws, {@code standard_t(freedom, (rows, columns))}. */
  public double[][] standardT(double freedom, int rows, int columns) {
    return matrix(rows, columns, n -> standardT(freedom, n));
  }

  private double t(double freedom, Gamma gamma) {
    double normal = algorithms.normal();
    return Math.sqrt(freedom / 2) * normal / Math.sqrt(gamma.draw(algorithms));
  }

  /**
   * One draw of the beta distribution, {@code beta(a, b)}.
   *
   * @param a the first shape, more than 0
   * @param b the second shape, more than 0
   */
  public double beta(double a, double b) {
    Parameters.positive("first shape", a);
    Parameters.positive("second shape", b);
    return new Beta(a, b).draw(algorithms);
  }

  /** {@code n} draws, {@code beta(a, b, n)}. */
  public double[] beta(double a, double b, int n) {
    Parameters.positive("first shape", a);
    Parameters.positive("second shape", b);
    Beta beta = new Beta(a, b);
    return fill(n, () -> beta.draw(algorithms));
  }

  /** A matrix of draws, {@code beta(a, b, (rows, columns))}. */
  public double[][] beta(double a, double b, int rows, int columns) {
    return matrix(rows, columns, n -> beta(a, b, n));
  }
}
