package peaberry.data.smile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import peaberry.data.Grid;
import peaberry.kernel.display.MimeBundle;
import smile.classification.Classifier;
import smile.classification.LogisticRegression;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.feature.importance.TreeSHAP;
import smile.regression.LinearModel;

/**
 * What a fitted Smile model is: its kind, formula, features and main figures.
 *
 * <p>Of a linear model, the coefficients. A model that Smile itself can describe, as a tree, a
 * generalized linear or an additive model, is shown by that text.
 */
final class ModelSummary {
  private static final int MOST_FEATURES = 5;

  private final List<List<String>> rows = new ArrayList<>();

  private ModelSummary() {}

  static MimeBundle of(Object model) {
    if (model instanceof LinearModel linear) {
      return coefficients(linear).toMimeBundle();
    }
    return describesItself(model.getClass())
        ? MimeBundle.text(model.toString())
        : new ModelSummary().grid(model).toMimeBundle();
  }

  private static boolean describesItself(Class<?> type) {
    try {
      return type.getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private Grid grid(Object model) {
    switch (model) {
      case smile.classification.RandomForest forest -> {
        formula(forest.formula(), forest.schema());
        row("classes", forest.numClasses());
        row("trees", forest.size());
        row("out-of-bag accuracy", number(forest.metrics().accuracy()));
        importance(forest.importance(), forest.schema());
      }
      case smile.regression.RandomForest forest -> {
        formula(forest.formula(), forest.schema());
        row("trees", forest.size());
        row("out-of-bag R²", number(forest.metrics().r2()));
        row("out-of-bag RMSE", number(forest.metrics().rmse()));
        importance(forest.importance(), forest.schema());
      }
      case smile.classification.GradientTreeBoost boost -> {
        formula(boost.formula(), boost.schema());
        row("classes", boost.numClasses());
        row("trees", boost.size());
        importance(boost.importance(), boost.schema());
      }
      case smile.regression.GradientTreeBoost boost -> {
        formula(boost.formula(), boost.schema());
        row("trees", boost.size());
        importance(boost.importance(), boost.schema());
      }
      case LogisticRegression logistic -> {
        row("classes", logistic.numClasses());
        if (logistic instanceof LogisticRegression.Binomial binomial) {
          double[] w = binomial.coefficients();
          row("weights", numbers(Arrays.copyOf(w, w.length - 1)));
          row("intercept", number(w[w.length - 1]));
        }
        row("log likelihood", number(logistic.loglikelihood()));
        row("AIC", number(logistic.AIC()));
      }
      case TreeSHAP trees -> {
        row("formula", trees.formula());
        classes(model);
        row("trees", trees.trees().length);
      }
      default -> classes(model);
    }
    return new Grid(
        List.of(Grid.Column.text(name(model.getClass())), Grid.Column.text("")), rows, "");
  }

  private void classes(Object model) {
    if (model instanceof Classifier<?> classifier) {
      row("classes", classifier.numClasses());
    }
  }

  private void row(String name, Object value) {
    rows.add(List.of(name, value.toString()));
  }

  private void formula(Formula formula, StructType schema) {
    row("formula", formula);
    row("features", schema.length());
  }

  private void importance(double[] importance, StructType schema) {
    double sum = Arrays.stream(importance).sum();
    String largest =
        IntStream.range(0, importance.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -importance[i]))
            .limit(MOST_FEATURES)
            .map(i -> schema.field(i).name() + " " + percent(importance[i] / sum))
            .collect(Collectors.joining(", "));
    row("importance", largest + (importance.length > MOST_FEATURES ? ", …" : ""));
  }

  /** {@code RandomForest, Smile classification}: two packages have one. */
  private static String name(Class<?> type) {
    Class<?> whole = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
    String home = type.getPackageName();
    return whole.getSimpleName() + ", Smile " + home.substring(home.lastIndexOf('.') + 1);
  }

  private static Grid coefficients(LinearModel model) {
    List<List<String>> rows = new ArrayList<>();
    double[][] tests = model.ttest();
    String[] names =
        IntStream.range(0, model.schema().length())
            .mapToObj(i -> model.schema().field(i).name())
            .toArray(String[]::new);
    List<Grid.Column> heads = new ArrayList<>();
    heads.add(Grid.Column.text("LinearModel, Smile regression"));
    for (String head :
        tests == null ? List.of("estimate") : List.of("estimate", "std. error", "t", "p")) {
      heads.add(Grid.Column.number(head));
    }
    int width = heads.size() - 1;
    // Smile counts the intercept as a feature if the formula has made a column of it.
    if (Arrays.stream(names).noneMatch("Intercept"::equals)) {
      rows.add(line("Intercept", new double[] {model.intercept()}, width));
    }
    for (int i = 0; i < names.length; i++) {
      double[] values = tests == null ? new double[] {model.coefficients().get(i)} : tests[i];
      rows.add(line(names[i], values, width));
    }
    return new Grid(
        heads,
        rows,
        "%s · R² %s, adjusted %s · residual standard error %s on %d degrees of freedom"
            .formatted(
                model.formula(),
                number(model.RSquared()),
                number(model.adjustedRSquared()),
                number(model.error()),
                model.df()));
  }

  private static List<String> line(String name, double[] values, int width) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (int i = 0; i < width; i++) {
      cells.add(i < values.length ? number(values[i]) : "");
    }
    return cells;
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values)
            .limit(MOST_FEATURES)
            .mapToObj(ModelSummary::number)
            .collect(Collectors.joining(", "))
        + (values.length > MOST_FEATURES ? ", … (%d)".formatted(values.length) : "");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }
}
