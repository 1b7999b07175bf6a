package peaberry.evaluate;

/** What holds for labels and scores before anything is computed from them. */
final class Labels {
  private Labels() {}

  static void requirePairs(int truths, int others) {
    if (truths == 0 || truths != others) {
      throw new IllegalArgumentException(
          "There are %d true labels and %d predictions: give the same number of both, at least 1."
              .formatted(truths, others));
    }
  }

  /** Labels of 0 and 1, both of them there, and one finite score for each. */
  static void requireScored(int[] truth, double[] scores) {
    requirePairs(truth.length, scores.length);
    int positives = 0;
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] != 0 && truth[i] != 1) {
        throw new IllegalArgumentException(
            "Label %d is %d: a curve needs 1 for the positive class and 0 for the other."
                .formatted(i, truth[i]));
      }
      if (!Double.isFinite(scores[i])) {
        throw new IllegalArgumentException(
            "Score %d is %s: give a finite number for each row.".formatted(i, scores[i]));
      }
      positives += truth[i];
    }
    if (positives == 0 || positives == truth.length) {
      throw new IllegalArgumentException(
          "All %d true labels are %d: a curve needs rows of both classes, 0 and 1."
              .formatted(truth.length, truth[0]));
    }
  }
}
