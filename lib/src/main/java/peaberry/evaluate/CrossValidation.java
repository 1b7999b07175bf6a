package peaberry.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.data.TrainTestSplit;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * A score for each fold: fit on its training rows, judge on its test rows.
 *
 * <pre>{@code
 * CrossValidation.of(KFold.of(5).split(x.length), fold -> {
 *   var model = LinearRegression.fit(fold.train(x), fold.train(y));
 *   return Metrics.r2(fold.test(y), model.predict(fold.test(x)));
 * })
 * }</pre>
 *
 * <p>Whatever learns from data, scalers included, belongs inside the function. Folds are computed
 * in parallel, so the function must not change what they share. Immutable.
 *
 * @param scores one for each fold, in their order
 */
public record CrossValidation(List<Double> scores) implements Displayable {

  public CrossValidation {
    scores = List.copyOf(scores);
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("There is no fold: give at least one.");
    }
  }

  /**
   * Scores each fold.
   *
   * @param folds of {@code KFold}, {@code StratifiedKFold} or others
   * @param score what fits and judges a model
   * @throws IllegalArgumentException if there is no fold
   */
  public static CrossValidation of(
      List<TrainTestSplit> folds, ToDoubleFunction<TrainTestSplit> score) {
    return new CrossValidation(
        Arrays.stream(folds.parallelStream().mapToDouble(score).toArray()).boxed().toList());
  }

  /** The folds' mean. */
  public double mean() {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The folds' standard deviation, divided by their number as NumPy's is. */
  public double deviation() {
    double mean = mean();
    return Math.sqrt(
        scores.stream().mapToDouble(s -> (s - mean) * (s - mean)).average().orElseThrow());
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
    return Curves.grid(
        List.of("fold", "score"),
        List.of(
            IntStream.range(0, scores.size()).asDoubleStream().toArray(),
            scores.stream().mapToDouble(Double::doubleValue).toArray()),
        "Mean %s, standard deviation %s"
            .formatted(Numbers.format(mean()), Numbers.format(deviation())));
  }
}
