package peaberry.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How numbers are written for a reader: one column, one number of decimals, no more than four of
 * them unless the numbers are tiny. Independent of the system's language.
 */
public final class Numbers {
  private static final int MOST_DECIMALS = 4;

  private Numbers() {}

  /** One number by itself; NaN is {@code NaN}. */
  public static String format(double value) {
    return Double.isNaN(value) ? "NaN" : column(new double[] {value}).getFirst();
  }

  /** The numbers of one column, all with the same number of decimals; NaN is an empty text. */
  public static List<String> column(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double largest = Arrays.stream(finite).map(Math::abs).max().orElse(0);
    boolean plain = largest == 0 || (largest >= 0.01 && largest < 1e9);
    String format = plain ? "%." + decimals(finite) + "f" : "%.4g";
    return Arrays.stream(values)
        .mapToObj(
            value ->
                Double.isNaN(value)
                    ? ""
                    : Double.isInfinite(value)
                        ? Double.toString(value)
                        : String.format(Locale.ROOT, format, value))
        .toList();
  }

  /** The fewest decimals that lose nothing, four at most. */
  private static int decimals(double[] values) {
    return IntStream.range(0, MOST_DECIMALS)
        .filter(
            count -> {
              double power = Math.pow(10, count);
              return Arrays.stream(values)
                  .allMatch(value -> Math.abs(Math.rint(value * power) / power - value) < 1e-9);
            })
        .findFirst()
        .orElse(MOST_DECIMALS);
  }
}
