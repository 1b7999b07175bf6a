// Cells that a first lesson might hold. aot.py runs them once, so that the JVM can put what it loads and links for
// them into the AOT cache. A cell marked [error] is meant to fail; one marked [library] needs the library.

// %%
1 + 1

// %%
int n = 20;
var squares = new ArrayList<Integer>();
for (int i = 0; i < n; i++) {
  squares.add(i * i);
}
System.out.println("sum: " + squares.stream().mapToInt(Integer::intValue).sum());
squares

// %%
record Server(String name, double cpu, double cost) {}

interface Tariff {
  double of(Server server);
}

<T extends Comparable<T>> T largest(List<T> values) {
  T best = values.getFirst();
  for (T value : values) {
    if (value.compareTo(best) > 0) best = value;
  }
  return best;
}
var servers = List.of(new Server("a", 12.5, 93.0), new Server("b", 50.0, 181.5), new Server("c", 88.25, 270.75));
Tariff tariff = server -> 50 + 2 * server.cpu();
largest(servers.stream().map(Server::cost).toList())

// %%
var byName = servers.stream().collect(Collectors.groupingBy(Server::name, TreeMap::new, Collectors.counting()));
byName

// %%
enum Level { LOW, HIGH }

class Counter {
  private int count;

  int next() {
    return ++count;
  }
}
var counter = new Counter();
String level =
    switch (counter.next() > 3 ? Level.HIGH : Level.LOW) {
      case LOW -> "low";
      case HIGH -> "high";
    };
String.format("%s %.2f", level, Math.sqrt(n))

// %%
double[] residuals = servers.stream().mapToDouble(s -> s.cost() - tariff.of(s)).toArray();
double rmse = Math.sqrt(Arrays.stream(residuals).map(r -> r * r).average().orElseThrow());
System.err.printf("rmse %.3f%n", rmse);
residuals

// %% redefine
record Server(String name, double cpu, double cost, int age) {}

Object shape = new Server("d", 1, 2, 3);
shape instanceof Server(var name, var cpu, var cost, var age) ? name + age : "none"

// %% [error] at run time
List.of(1, 2, 3).get(7)

// %% [error] in the compiler
int wrong = "text";

// %%
var mapped = new LinkedHashMap<String, Object>();
mapped.put("when", java.time.LocalDate.of(2026, 1, 1));
mapped.put("text", """
    two
    lines""");
mapped

// %% [library]
import peaberry.data.TrainTestSplit;
import peaberry.learn.LinearRegression;
import peaberry.learn.StandardScaler;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import tech.tablesaw.api.*;

double[] age = RandomState.of(1).uniform(0, 10, 100);
double[] cost = RandomState.of(2).normal(50, 10, 100);
var machines = Table.create("machines", DoubleColumn.create("Age", age), DoubleColumn.create("Cost", cost));
display(machines.summary());
machines.first(5)

// %% [library]
var split = TrainTestSplit.of(100, 0.2, 42);
var model = LinearRegression.fit(split.train(machines), "Cost", "Age");
double[] predicted = model.predict(split.test(machines));
double[][] scaled = StandardScaler.fit(machines.as().doubleMatrix()).transform(machines.as().doubleMatrix());
model

// %% [library]
display(Plots.scatter(machines, "Age", "Cost").withTitle("Machines").withZeroLine());
Plots.subplots(2, Plots.line(age), Plots.bar(new String[] {"a", "b"}, new double[] {1, 2}))

// %% [library]
import peaberry.evaluate.*;
import peaberry.learn.*;
import peaberry.teach.Lesson;
import static peaberry.teach.Expect.*;

var lesson = Lesson.open("omnicorp");
double[][] points = Pca.fit(scaled, 2).transform(scaled);
int[] labels = KMeans.fit(scaled, KMeans.Options.of(2)).labels();
display(ConfusionMatrix.of(labels, LogisticRegression.fit(scaled, labels).predict(scaled)));
display(Plots.scatter(age, cost, labels));
var dbscan = Dbscan.fit(scaled, new Dbscan.Options(0.5, 5));
double inOneGroup = Silhouette.of(scaled, labels).mean();
var space = Table.create(
    DoubleColumn.create("x", age), DoubleColumn.create("y", cost), DoubleColumn.create("z", age));
display(Plots.scatter3d(space, "x", "y", "z"));
display(Plots.radar(new String[] {"a", "b", "c"}, new String[] {"all"}, new double[][] {{1, 2, 3}}));
display(Plots.line(Dbscan.distances(scaled, 5)).withHorizontalLine(0.5, "eps").withMark(3, 0.5, "here"));
lesson.needs("points");
verify(that("points", double[][].class, p -> p.length == 100, "as long as the table"));
RandomForest.fit(scaled, labels, RandomForest.Options.defaults().withTrees(5))

// %% [library]
import peaberry.data.Csv;
import peaberry.data.Tables;

var file = java.nio.file.Files.createTempFile("training", ".csv");
var lines = new ArrayList<>(List.of("Kind,Age,Cost"));
for (int i = 0; i < 20_000; i++) {
  lines.add("%s,%d,%.12f".formatted(i % 2 == 0 ? "even" : "odd", i, cost[i % 100]));
}
java.nio.file.Files.write(file, lines);
var rows = Csv.read(file);
var means = Tables.group(rows, List.of("Kind"), "avg(Cost) AS mean");
Tables.join(rows, means, "Kind").first(2)
