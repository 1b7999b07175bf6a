package peaberry.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows by falling score: at each distinct score, how many positives and negatives lie at or above
 * it. What all curves over thresholds are made of.
 */
record Ranking(double[] thresholds, int[] truePositives, int[] falsePositives) {

  static Ranking of(int[] truth, double[] scores) {
    Labels.requireScored(truth, scores);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] thresholds = new double[order.length];
    int[] right = new int[order.length];
    int[] wrong = new int[order.length];
    int points = 0;
    int positives = 0;
    for (int i = 0; i < order.length; i++) {
      positives += truth[order[i]];
      if (i == order.length - 1 || scores[order[i]] != scores[order[i + 1]]) {
        thresholds[points] = scores[order[i]];
        right[points] = positives;
        wrong[points++] = i + 1 - positives;
      }
    }
    return new Ranking(
        Arrays.copyOf(thresholds, points),
        Arrays.copyOf(right, points),
        Arrays.copyOf(wrong, points));
  }

  int positives() {
    return truePositives[truePositives.length - 1];
  }

  int negatives() {
    return falsePositives[falsePositives.length - 1];
  }
}
