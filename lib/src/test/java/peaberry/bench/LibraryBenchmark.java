package peaberry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import peaberry.data.Csv;
import peaberry.data.Tables;
import peaberry.evaluate.Silhouette;
import peaberry.learn.Classifier;
import peaberry.learn.Dbscan;
import peaberry.learn.GradientBoosting;
import peaberry.learn.KMeans;
import peaberry.learn.KNearestNeighbors;
import peaberry.learn.LinearRegression;
import peaberry.learn.LogisticRegression;
import peaberry.learn.Metrics;
import peaberry.learn.Pca;
import peaberry.learn.RandomForest;
import peaberry.random.Generator;
import peaberry.random.RandomState;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Java's side of lib/src/test/python/bench/library.py: reads a task's name per line, answers with
 * one line of JSON as tasks.py does.
 */
final class LibraryBenchmark {
  private static final int TRAIN = 10_000;
  private static final int DRAWS = 1_000_000;
  private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+), (\\d+)\\)");
  private final Path folder;
  private final Map<String, double[][]> data = new HashMap<>();
  private final Map<String, Table> tables = new HashMap<>();

  private LibraryBenchmark(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    var benchmark = new LibraryBenchmark(Path.of(arguments[0]));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(benchmark.run(line.strip()));
    }
  }

  private String run(String task) throws IOException {
    return switch (task) {
      case "ols" -> ols();
      case "logistic" -> classified(LogisticRegression::fit);
      case "forest" ->
          classified((x, y) -> RandomForest.fit(x, y, RandomForest.Options.defaults()));
      case "boosting" ->
          classified((x, y) -> GradientBoosting.fit(x, y, GradientBoosting.Options.defaults()));
      case "knn" -> classified((x, y) -> KNearestNeighbors.fit(x, y, 5));
      case "kmeans" -> {
        double[][] x = load("blobs");
        yield timed(
            () -> KMeans.fit(x, KMeans.Options.of(8)),
            model -> model.predict(x),
            (model, labels) -> model.inertia());
      }
      case "dbscan" -> {
        double[][] x = load("plane");
        yield timed(
            () -> Dbscan.fit(x, new Dbscan.Options(0.12, 10)),
            Dbscan::labels,
            (model, labels) -> model.noise() + (model.clusters() - 1) / 1000.0);
      }
      case "pca" -> {
        double[][] x = features(Arrays.copyOf(load("classes"), TRAIN));
        yield timed(
            () -> Pca.fit(x, 10),
            model -> model.transform(x),
            (model, scores) -> Arrays.stream(model.explainedVarianceRatio()).sum());
      }
      case "silhouette" -> {
        double[][] x = Arrays.copyOf(load("blobs"), TRAIN);
        int[] labels =
            Arrays.stream(x).mapToInt(r -> (r[0] > 0 ? 2 : 0) + (r[1] > 0 ? 1 : 0)).toArray();
        yield timed(() -> x, rows -> Silhouette.of(rows, labels), (rows, s) -> s.mean());
      }
      case "csv" ->
          timed(() -> folder.resolve("large.csv"), Csv::read, (file, table) -> numbers(table));
      case "group5", "group1000" -> {
        Table groups = table("large.csv");
        var key = List.of(task.replace("group", "k"));
        yield timed(
            () -> groups,
            table -> Tables.group(table, key, "avg(a) AS mean"),
            (table, means) -> means.doubleColumn("mean").sum());
      }
      case "join" -> {
        Table left = table("large.csv");
        Table right = table("small.csv");
        yield timed(
            () -> left,
            table -> Tables.join(table, right, "k1000"),
            (table, both) -> both.doubleColumn("v").multiply(both.doubleColumn("a")).sum());
      }
      case "legacy-uniform" -> drawn(RandomState.of(1), random -> random.uniform(10, 90, DRAWS));
      case "legacy-normal" -> drawn(RandomState.of(1), random -> random.normal(10, 90, DRAWS));
      case "generator-uniform" -> drawn(Generator.of(1), random -> random.uniform(10, 90, DRAWS));
      case "generator-normal" -> drawn(Generator.of(1), random -> random.normal(10, 90, DRAWS));
      default -> throw new IllegalArgumentException("no task " + task);
    };
  }

  private static <G> String drawn(G random, Function<G, double[]> draw) {
    return timed(() -> random, draw, (state, drawn) -> Arrays.stream(drawn).sum() / DRAWS);
  }

  private static double numbers(Table table) {
    return Arrays.stream(table.numberColumns()).mapToDouble(NumericColumn::sum).sum();
  }

  private Table table(String name) {
    return tables.computeIfAbsent(name, file -> Csv.read(folder.resolve(file)));
  }

  private String ols() throws IOException {
    double[][] rows = load("numbers");
    double[][] x = features(Arrays.copyOf(rows, TRAIN));
    double[][] test = features(Arrays.copyOfRange(rows, TRAIN, rows.length));
    double[] y = last(rows);
    double[] truth = Arrays.copyOfRange(y, TRAIN, y.length);
    double[] targets = Arrays.copyOf(y, TRAIN);
    return timed(
        () -> LinearRegression.fit(x, targets),
        model -> model.predict(test),
        (model, predicted) -> Metrics.r2(truth, predicted));
  }

  private interface Fit {
    Classifier fit(double[][] x, int[] labels);
  }

  private String classified(Fit fit) throws IOException {
    double[][] rows = load("classes");
    double[][] x = features(Arrays.copyOf(rows, TRAIN));
    double[][] test = features(Arrays.copyOfRange(rows, TRAIN, rows.length));
    int[] y = Arrays.stream(last(rows)).mapToInt(v -> (int) v).toArray();
    int[] labels = Arrays.copyOf(y, TRAIN);
    return timed(
        () -> fit.fit(x, labels),
        model -> model.predict(test),
        (model, predicted) ->
            (double)
                    IntStream.range(0, predicted.length)
                        .filter(i -> predicted[i] == y[TRAIN + i])
                        .count()
                / predicted.length);
  }

  private static <M, R> String timed(
      Supplier<M> fit, Function<M, R> predict, ToDoubleBiFunction<M, R> figure) {
    long start = System.nanoTime();
    M model = fit.get();
    long fitted = System.nanoTime();
    R result = predict.apply(model);
    long end = System.nanoTime();
    return String.format(
        Locale.ROOT,
        "{\"fit\": %.9f, \"predict\": %.9f, \"figure\": %.17g}",
        (fitted - start) / 1e9,
        (end - fitted) / 1e9,
        figure.applyAsDouble(model, result));
  }

  private static double[][] features(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.copyOf(row, row.length - 1))
        .toArray(double[][]::new);
  }

  private static double[] last(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> row[row.length - 1]).toArray();
  }

  private double[][] load(String name) throws IOException {
    double[][] known = data.get(name);
    if (known == null) {
      known = read(folder.resolve(name + ".npy"));
      data.put(name, known);
    }
    return known;
  }

  /** NumPy's format, version 1: a header of text, then the doubles row by row. */
  private static double[][] read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.getShort(8);
    Matcher shape = SHAPE.matcher(new String(bytes.array(), 10, length, StandardCharsets.US_ASCII));
    if (!shape.find()) {
      throw new IOException(file + " holds no table.");
    }
    bytes.position(10 + length);
    var doubles = bytes.asDoubleBuffer();
    double[][] rows =
        new double[Integer.parseInt(shape.group(1))][Integer.parseInt(shape.group(2))];
    for (double[] row : rows) {
      doubles.get(row);
    }
    return rows;
  }
}
