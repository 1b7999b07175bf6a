package peaberry.data.tribuo;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import peaberry.data.ClassificationData;
import peaberry.data.ColumnsByName;
import peaberry.data.RegressionData;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Data sets for Tribuo's trainers.
 *
 * <pre>{@code
 * var data = TribuoDatasets.classification(iris.table(), "target");
 * var model = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1), 5, 1).train(data);
 * }</pre>
 *
 * <p>Tribuo keeps each row as an example of its own with its features in the order of their names,
 * so values are copied.
 */
public final class TribuoDatasets {
  private TribuoDatasets() {}

  /** Rows with a class each. */
  public static MutableDataset<Label> classification(ClassificationData data) {
    return dataset(
        data.featureNames(),
        data.x(),
        i -> new Label(data.classNames().get(data.y()[i])),
        new LabelFactory());
  }

  /**
   * The table's rows; one column is the class, the others are the features.
   *
   * @param target the column of the classes, without gaps
   * @throws IllegalArgumentException if a feature is not a number or is missing or not finite
   */
  public static MutableDataset<Label> classification(Table table, String target) {
    Column<?> labels = ColumnsByName.find(table, target);
    requireWhole(labels);
    List<String> names = others(table, target);
    return dataset(
        names, rows(table, names), i -> new Label(labels.getString(i)), new LabelFactory());
  }

  /** Rows with a number to predict each, in a dimension named {@code target}. */
  public static MutableDataset<Regressor> regression(RegressionData data) {
    return dataset(
        data.featureNames(),
        data.x(),
        i -> new Regressor("target", data.y()[i]),
        new RegressionFactory());
  }

  /**
   * The table's rows; one column is the number to predict, the others are the features.
   *
   * @param target the column of numbers to predict, without gaps; the dimension's name
   */
  public static MutableDataset<Regressor> regression(Table table, String target) {
    NumericColumn<?> numbers = ColumnsByName.numbers(table, target);
    requireWhole(numbers);
    List<String> names = others(table, target);
    return dataset(
        names,
        rows(table, names),
        i -> new Regressor(target, numbers.getDouble(i)),
        new RegressionFactory());
  }

  /** The table's rows without an answer, to be clustered; all columns are features. */
  public static MutableDataset<ClusterID> clustering(Table table) {
    var factory = new ClusteringFactory();
    List<String> names = table.columnNames();
    return dataset(names, rows(table, names), i -> factory.getUnknownOutput(), factory);
  }

  /** Rows to be clustered; their classes are what an evaluation compares the clusters with. */
  public static MutableDataset<ClusterID> clustering(ClassificationData data) {
    return dataset(
        data.featureNames(), data.x(), i -> new ClusterID(data.y()[i]), new ClusteringFactory());
  }

  private static <T extends Output<T>> MutableDataset<T> dataset(
      List<String> names, double[][] x, IntFunction<T> output, OutputFactory<T> factory) {
    var source =
        new SimpleDataSourceProvenance("data of this notebook", OffsetDateTime.now(), factory);
    var data = new MutableDataset<>(source, factory);
    String[] features = names.toArray(String[]::new);
    for (int i = 0; i < x.length; i++) {
      requireFinite(x[i], i, names);
      data.add(new ArrayExample<>(output.apply(i), features, x[i]));
    }
    return data;
  }

  private static List<String> others(Table table, String target) {
    return table.columnNames().stream().filter(name -> !name.equals(target)).toList();
  }

  private static double[][] rows(Table table, List<String> names) {
    List<NumericColumn<?>> columns =
        names.stream().<NumericColumn<?>>map(name -> ColumnsByName.numbers(table, name)).toList();
    double[][] rows = new double[table.rowCount()][names.size()];
    for (int j = 0; j < names.size(); j++) {
      for (int i = 0; i < rows.length; i++) {
        rows[i][j] = columns.get(j).getDouble(i);
      }
    }
    return rows;
  }

  private static void requireFinite(double[] row, int number, List<String> names) {
    if (!Arrays.stream(row).allMatch(Double::isFinite)) {
      for (int j = 0; j < row.length; j++) {
        if (!Double.isFinite(row[j])) {
          throw new IllegalArgumentException(
              "%s is missing or not finite in row %d: drop such rows or fill them in."
                  .formatted(names.get(j), number));
        }
      }
    }
  }

  private static void requireWhole(Column<?> column) {
    int missing = Objects.requireNonNull(column, "column").countMissing();
    if (missing > 0) {
      throw new IllegalArgumentException(
          "The column %s lacks %d of %d values: drop such rows or fill them in."
              .formatted(column.name(), missing, column.size()));
    }
  }
}
