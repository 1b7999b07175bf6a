package peaberry.random;

/** What the parameters of a distribution must be, said in one sentence where they are not. */
final class Parameters {
  private Parameters() {}

  static double nonNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(
          "The " + name + " must be 0 or more, but it is " + value + ".");
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "The " + name + " must be more than 0, but it is " + value + ".");
    }
    return value;
  }

  static double probability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("A probability must lie in [0, 1], but it is " + p + ".");
    }
    return p;
  }

  /** What a Poisson distribution can have without leaving the range of {@code long}. */
  static double rate(double rate) {
    double most = Long.MAX_VALUE - 10 * Math.sqrt(Long.MAX_VALUE);
    if (!(rate >= 0 && rate <= most)) {
      throw new IllegalArgumentException(
          "The rate must lie between 0 and " + most + ", but it is " + rate + ".");
    }
    return rate;
  }

  /** The width of [low, high), negative where the bounds stand the other way round. */
  static double width(double low, double high) {
    double width = high - low;
    if (!Double.isFinite(width)) {
      throw new IllegalArgumentException(
          "The range from " + low + " to " + high + " is not finite.");
    }
    return width;
  }

  /** The same, for bounds in their order. */
  static double orderedWidth(double low, double high) {
    double width = width(low, high);
    if (width < 0) {
      throw new IllegalArgumentException(
          "The upper bound must be the lower bound or more, but they are "
              + low
              + " and "
              + high
              + ".");
    }
    return width;
  }

  /** The largest distance from {@code low} of an integer below {@code high}, as unsigned. */
  static long span(long low, long high) {
    if (low >= high) {
      throw new IllegalArgumentException(
          "There is no integer from " + low + " up to but not including " + high + ".");
    }
    return high - 1 - low;
  }

  static int size(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("A size must be 0 or more, but it is " + n + ".");
    }
    return n;
  }

  static long trials(long n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          "The number of trials must be 0 or more, but it is " + n + ".");
    }
    return n;
  }

  /** Chances of {@code n} outcomes that add up to 1, within NumPy's tolerance. */
  static double[] chances(int n, double[] p) {
    if (p.length != n) {
      throw new IllegalArgumentException(
          "There must be one probability for each of "
              + n
              + " values, but there are "
              + p.length
              + ".");
    }
    for (double chance : p) {
      probability(chance);
    }
    double sum = sum(p, n);
    if (Math.abs(sum - 1) > Math.sqrt(Math.ulp(1.0))) {
      throw new IllegalArgumentException(
          "The probabilities must add up to 1, but they add up to " + sum + ".");
    }
    return p;
  }

  /** Chances of which all but the last add up to 1 at most; the last is what is left. */
  static double[] outcomes(double[] p) {
    if (p.length == 0) {
      throw new IllegalArgumentException("The probabilities are empty: give at least one.");
    }
    for (double chance : p) {
      probability(chance);
    }
    double sum = sum(p, p.length - 1);
    if (sum > 1 + 1e-12) {
      throw new IllegalArgumentException(
          "The probabilities before the last must add up to 1 at most, but they add up to "
              + sum
              + ".");
    }
    return p;
  }

  /** Kahan's sum of the first {@code n} values. */
  private static double sum(double[] values, int n) {
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < n; i++) {
      double term = values[i] - lost;
      double next = sum + term;
      lost = (next - sum) - term;
      sum = next;
    }
    return sum;
  }
}
