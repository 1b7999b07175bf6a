package peaberry.learn;

import java.util.List;

/**
 * A model that can say exactly how much each feature adds to a prediction (Shapley values). An
 * output is what is predicted: one number for a regression, one for each class otherwise.
 */
public interface Attributable {
  /** The features' names, in the order of fitting. */
  List<String> features();

  /** What is predicted when nothing is known of a row, for each output. */
  double[] expectations();

  /**
   * How much each feature moves the prediction away from that: one array of features for each
   * output, which adds up to the prediction less the expectation.
   *
   * @throws IllegalArgumentException if the row has another number of features or a value is not
   *     finite
   */
  double[][] attributions(double[] row);

  /**
   * Each feature's importance, by the mean decrease in impurity: which part of what the trees'
   * questions gained on the training rows is due to it. scikit-learn's {@code
   * feature_importances_}; they add up to 1.
   *
   * <p>The trap: it says nothing of the direction, shares credit among features that tell the same,
   * and favours features of many values, noise too. See {@code PermutationImportance}.
   */
  double[] importances();
}
