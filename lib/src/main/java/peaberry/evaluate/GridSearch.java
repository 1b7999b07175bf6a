package peaberry.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.data.Numbers;
import peaberry.data.TrainTestSplit;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * Cross-validates each of several settings and finds the best.
 *
 * <pre>{@code
 * var settings = GridSearch.combinations(List.of(50, 100), List.of(2, 3),
 *     (trees, depth) -> Options.defaults().withTrees(trees).withMaxDepth(depth));
 * GridSearch.of(settings, folds, (options, fold) -> {
 *   var model = GradientBoosting.fit(fold.train(x), fold.train(labels), options);
 *   return RocCurve.of(fold.test(labels), model.scores(fold.test(x))).auc();
 * })
 * }</pre>
 *
 * <p>The trap: the best of many scores is too good; judge the winner on rows kept aside. Immutable.
 *
 * @param results one for each setting, in their order
 * @param <P> what a setting is: a record of options, a number
 */
public record GridSearch<P>(List<Result<P>> results) implements Displayable {

  /**
   * One setting's scores.
   *
   * @param setting what was tried
   * @param scores of its folds
   * @param <P> what a setting is
   */
  public record Result<P>(P setting, CrossValidation scores) {}

  public GridSearch {
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("There is no setting to try: give at least one.");
    }
  }

  /**
   * Scores each setting on each fold; higher is better.
   *
   * @throws IllegalArgumentException if there is no setting or no fold
   */
  public static <P> GridSearch<P> of(
      List<P> settings, List<TrainTestSplit> folds, ToDoubleBiFunction<P, TrainTestSplit> score) {
    return new GridSearch<>(
        settings.stream()
            .map(
                setting ->
                    new Result<>(
                        setting,
                        CrossValidation.of(folds, fold -> score.applyAsDouble(setting, fold))))
            .toList());
  }

  /** A setting for each pair of values. */
  public static <A, B, P> List<P> combinations(
      List<A> first, List<B> second, BiFunction<A, B, P> setting) {
    return first.stream().flatMap(a -> second.stream().map(b -> setting.apply(a, b))).toList();
  }

  /** The result with the highest mean, the first of them if several have it. */
  public Result<P> best() {
    return results.stream()
        .reduce((a, b) -> b.scores.mean() > a.scores.mean() ? b : a)
        .orElseThrow();
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
    Comparator<Result<P>> byMean = Comparator.comparingDouble(result -> -result.scores.mean());
    List<Result<P>> sorted = results.stream().sorted(byMean).toList();
    List<String> means =
        Numbers.column(sorted.stream().mapToDouble(r -> r.scores.mean()).toArray());
    List<String> deviations =
        Numbers.column(sorted.stream().mapToDouble(r -> r.scores.deviation()).toArray());
    return new Grid(
        List.of(
            Grid.Column.text("setting"),
            Grid.Column.number("mean score"),
            Grid.Column.number("std. deviation")),
        IntStream.range(0, sorted.size())
            .mapToObj(
                i -> List.of(sorted.get(i).setting.toString(), means.get(i), deviations.get(i)))
            .toList(),
        "%d settings, the best first".formatted(sorted.size()));
  }
}
