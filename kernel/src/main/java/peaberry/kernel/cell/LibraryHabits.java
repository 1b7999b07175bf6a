package peaberry.kernel.cell;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Functions of scikit-learn and pandas, with what our library has for them where it is there. */
final class LibraryHabits {

  /**
   * What there is instead of a function.
   *
   * @param owner the class that has it
   * @param call how it is called there
   */
  record Instead(String owner, String call) {}

  static final Map<String, Instead> FUNCTIONS =
      Map.ofEntries(
          Map.entry(
              "silhouette_score",
              new Instead("peaberry.evaluate.Silhouette", "Silhouette.of(x, labels).mean()")),
          Map.entry(
              "silhouette_samples",
              new Instead("peaberry.evaluate.Silhouette", "Silhouette.of(x, labels).values()")),
          Map.entry(
              "confusion_matrix",
              new Instead(
                  "peaberry.evaluate.ConfusionMatrix", "ConfusionMatrix.of(truth, predicted)")),
          Map.entry(
              "accuracy_score",
              new Instead(
                  "peaberry.evaluate.ConfusionMatrix",
                  "ConfusionMatrix.of(truth, predicted).accuracy()")),
          Map.entry(
              "classification_report",
              new Instead(
                  "peaberry.evaluate.ClassificationReport",
                  "ClassificationReport.of(truth, predicted)")),
          Map.entry(
              "roc_auc_score",
              new Instead("peaberry.evaluate.RocCurve", "RocCurve.of(truth, scores).auc()")),
          Map.entry(
              "roc_curve", new Instead("peaberry.evaluate.RocCurve", "RocCurve.of(truth, scores)")),
          Map.entry(
              "cross_val_score",
              new Instead("peaberry.evaluate.CrossValidation", "CrossValidation.of(...)")),
          Map.entry(
              "train_test_split",
              new Instead("peaberry.data.TrainTestSplit", "TrainTestSplit.of(n, 0.25, seed)")),
          Map.entry(
              "r2_score", new Instead("peaberry.learn.Metrics", "Metrics.r2(truth, predicted)")),
          Map.entry(
              "root_mean_squared_error",
              new Instead("peaberry.learn.Metrics", "Metrics.rmse(truth, predicted)")));

  /** What a table lacks, by the name that pandas has for it. */
  static final Map<String, Instead> OF_TABLES =
      Map.of(
          "corr",
          new Instead("peaberry.plot.Plots", "Plots.correlation(table)"),
          "groupby",
          new Instead("peaberry.data.Tables", "Tables.group(table, keys, expressions)"),
          "groupBy",
          new Instead("peaberry.data.Tables", "Tables.group(table, keys, expressions)"),
          "merge",
          new Instead("peaberry.data.Tables", "Tables.join(left, right, keys)"));

  private LibraryHabits() {}

  /**
   * The sentence about a function.
   *
   * @param classes the qualified names of the classes that can be imported
   */
  static Optional<String> of(String name, Supplier<Set<String>> classes) {
    return sentence(FUNCTIONS.get(name), classes);
  }

  /**
   * The sentence about a method that a table does not have.
   *
   * @param members what it has
   */
  static Optional<String> ofTable(String name, Set<String> members, Supplier<Set<String>> classes) {
    return members.containsAll(Set.of("columnNames()", "addColumns()", "rowCount()"))
        ? sentence(OF_TABLES.get(name), classes)
        : Optional.empty();
  }

  private static Optional<String> sentence(Instead instead, Supplier<Set<String>> classes) {
    return Optional.ofNullable(instead)
        .filter(one -> classes.get().contains(one.owner()))
        .map(one -> "write `" + one.call() + "`, of `" + one.owner() + "`");
  }
}
