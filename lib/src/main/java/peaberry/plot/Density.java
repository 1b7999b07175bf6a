package peaberry.plot;

import java.util.stream.IntStream;

/**
 * How densely a sample lies, by Gaussian kernels; bandwidth by the rule of thumb of B. W. Silverman
 * ("Density Estimation", 1986) with the factor 1.059 (D. W. Scott), as plotly.js has it.
 *
 * @param at where the density was taken, in ascending order
 * @param share the density, as a share of its largest value
 */
record Density(Values at, Values share) {
  private static final int STEPS = 96;

  static double bandwidth(double[] sorted) {
    double mean = IntStream.range(0, sorted.length).mapToDouble(i -> sorted[i]).average().orElse(0);
    double squares =
        IntStream.range(0, sorted.length).mapToDouble(i -> Math.pow(sorted[i] - mean, 2)).sum();
    double deviation = Math.sqrt(squares / Math.max(1, sorted.length - 1));
    double quartiles =
        (Quartiles.quantile(sorted, 0.75) - Quartiles.quantile(sorted, 0.25)) / 1.349;
    double spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
    double width = 1.059 * spread * Math.pow(sorted.length, -0.2);
    return width > 0 ? width : Math.max(1e-9, Math.abs(mean)) * 0.01;
  }

  /** The density from the smallest value to the largest: beyond them is nothing of the sample. */
  static Density of(Values sample) {
    double[] sorted = sample.sorted();
    double width = bandwidth(sorted);
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double[] at =
        IntStream.rangeClosed(0, STEPS).mapToDouble(i -> low + (high - low) * i / STEPS).toArray();
    double[] density =
        IntStream.range(0, at.length).mapToDouble(i -> sum(sorted, at[i], width)).toArray();
    double largest = IntStream.range(0, at.length).mapToDouble(i -> density[i]).max().orElse(1);
    return new Density(Values.of(at), Values.of(density).map(value -> value / largest));
  }

  private static double sum(double[] sorted, double at, double width) {
    double sum = 0;
    for (double value : sorted) {
      double distance = (value - at) / width;
      sum += Math.exp(-0.5 * distance * distance);
    }
    return sum;
  }
}
