package peaberry.random;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One line of a reference file of lib/src/test/python/random_reference.py: a call of NumPy's, and
 * what it gave.
 *
 * @param count how many numbers came
 * @param digest a hash of all their bits
 * @param next the number of the stream after them
 * @param first the first numbers, as bits
 */
record NumPyCall(
    String method, String[] arguments, int count, long digest, double next, String[] first) {

  /** What a call gave in Java: integers as they are, or doubles as bits. */
  record Drawn(long[] bits, boolean real) {
    static Drawn of(Object values) {
      return switch (values) {
        case double[] reals ->
            new Drawn(
                DoubleStream.of(reals).mapToLong(Double::doubleToRawLongBits).toArray(), true);
        case long[] longs -> new Drawn(longs, false);
        case int[] ints -> new Drawn(IntStream.of(ints).asLongStream().toArray(), false);
        default -> throw new IllegalStateException("Not an array of numbers: " + values);
      };
    }

    long digest() {
      long total = 0;
      for (long word : bits) {
        total = total * 0x9e3779b97f4a7c15L + word;
      }
      return total;
    }

    double value(int i) {
      return real ? Double.longBitsToDouble(bits[i]) : bits[i];
    }
  }

  static NumPyCall parse(String line) {
    String[] sides = line.split(" = ");
    String[] call = sides[0].split(" ");
    String[] result = sides[1].split(" ");
    return new NumPyCall(
        call[0],
        Arrays.copyOfRange(call, 1, call.length),
        Integer.parseInt(result[0]),
        Long.parseUnsignedLong(result[1], 16),
        Double.parseDouble(result[2]),
        Arrays.copyOfRange(result, 3, result.length));
  }

  Drawn draw(Sampling random) {
    return Drawn.of(call(random));
  }

  /** What Java gives for the call: an array of numbers. */
  Object call(Sampling random) {
    return switch (method) {
      case "binomial" -> random.binomial(integer(0), real(1), count);
      case "poisson" -> random.poisson(real(0), count);
      case "geometric" -> random.geometric(real(0), count);
      case "multinomial" -> {
        double[] p = reals(arguments[1]);
        long[][] rows = random.multinomial(integer(0), p, count / p.length);
        yield Arrays.stream(rows).flatMapToLong(LongStream::of).toArray();
      }
      case "dirichlet" -> {
        double[] alpha = reals(arguments[0]);
        yield flat(random.dirichlet(alpha, count / alpha.length));
      }
      case "choice" -> choice(random);
      case "permutation" -> random.permutation(count);
      case "shuffle" -> {
        double[] values = IntStream.range(0, count).mapToDouble(i -> i * 0.5).toArray();
        random.shuffle(values);
        yield values;
      }
      case "bytes" -> {
        byte[] bytes = random.bytes(count);
        yield IntStream.range(0, count).map(i -> bytes[i]).toArray();
      }
      case "randomSample" -> ((RandomState) random).randomSample(count);
      case "random" -> ((Generator) random).random(count);
      case "randint" -> ((RandomState) random).randint(integer(0), integer(1), count);
      case "integers" -> ((Generator) random).integers(integer(0), integer(1), count);
      default -> continuous(random);
    };
  }

  private double[] continuous(Sampling random) {
    int n = count;
    return switch (method) {
      case "uniform" -> random.uniform(real(0), real(1), n);
      case "standardNormal" -> random.standardNormal(n);
      case "normal" -> random.normal(real(0), real(1), n);
      case "lognormal" -> random.lognormal(real(0), real(1), n);
      case "standardExponential" -> random.standardExponential(n);
      case "exponential" -> random.exponential(real(0), n);
      case "weibull" -> random.weibull(real(0), n);
      case "laplace" -> random.laplace(real(0), real(1), n);
      case "standardGamma" -> random.standardGamma(real(0), n);
      case "gamma" -> random.gamma(real(0), real(1), n);
      case "chisquare" -> random.chisquare(real(0), n);
      case "standardT" -> random.standardT(real(0), n);
      case "beta" -> random.beta(real(0), real(1), n);
      default -> throw new IllegalStateException("The reference has an unknown call: " + method);
    };
  }

  private int[] choice(Sampling random) {
    int n = (int) integer(0);
    boolean replace = integer(2) == 1;
    return arguments.length == 3
        ? random.choice(n, count, replace)
        : random.choice(n, count, replace, reals(arguments[3]));
  }

  static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(DoubleStream::of).toArray();
  }

  static double[] reals(String list) {
    return Arrays.stream(list.split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  private double real(int i) {
    return Double.parseDouble(arguments[i]);
  }

  private long integer(int i) {
    return Long.parseLong(arguments[i]);
  }
}
