package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Compares with scikit-learn on 500 points, models.txt. */
class ClusteringTest {
  private final Reference python = Reference.of("models.txt");
  private final double[][] x = python.rows("blobs", 3);

  /** Centres are means of about 100 points, stopped by the same tolerance. */
  @Test
  void theCentresAreScikitLearnsBestOfTen() {
    var model = KMeans.fit(x, KMeans.Options.of(5).withSeed(1));
    double[][] centers = model.centers();
    Arrays.sort(centers, Comparator.comparingDouble(row -> row[0]));
    double[][] theirs = python.rows("centres", 3);
    Arrays.sort(theirs, Comparator.comparingDouble(row -> row[0]));
    assertThat(Reference.flat(centers)).containsExactly(Reference.flat(theirs), within(1e-9));
    assertThat(model.predict(x)).isEqualTo(model.labels());
    assertThat(model.toString()).contains("k-means of 500 rows in 5 clusters: inertia");
  }

  /**
   * Where clusters are cut in halves, the best of ten starts may miss the best of thirty by 1 %.
   */
  @Test
  void theInertiaCurveIsScikitLearns() {
    double[] theirs = python.get("inertias");
    double[] ours = KMeans.inertias(x, theirs.length, 3);
    for (int k = 0; k < ours.length; k++) {
      assertThat(ours[k]).isCloseTo(theirs[k], within((k == 4 ? 1e-9 : 0.01) * theirs[k]));
    }
  }

  @Test
  void theInertiaIsTheSumOfSquaredDistancesToTheCentres() {
    var model = KMeans.fit(x, KMeans.Options.of(4).withSeed(7).withRestarts(1));
    double[][] centers = model.centers();
    int[] labels = model.labels();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int f = 0; f < 3; f++) {
        sum += Math.pow(x[i][f] - centers[labels[i]][f], 2);
      }
    }
    assertThat(model.inertia()).isCloseTo(sum, within(1e-9 * sum));
  }

  @Test
  void theResultDoesNotDependOnTheNumberOfThreads() throws Exception {
    double[][] many = IntStream.range(0, 5000).mapToObj(i -> x[i % 500]).toArray(double[][]::new);
    var options = KMeans.Options.of(6).withSeed(3).withRestarts(2);
    try (var one = new ForkJoinPool(1);
        var four = new ForkJoinPool(4)) {
      var a = one.submit(() -> KMeans.fit(many, options)).get();
      var b = four.submit(() -> KMeans.fit(many, options)).get();
      assertThat(Reference.flat(a.centers())).isEqualTo(Reference.flat(b.centers()));
      assertThat(a.inertia()).isEqualTo(b.inertia());
    }
  }

  @Test
  void asManyClustersAsDistinctRowsLeaveNoInertia() {
    double[][] twice = {{1, 1}, {5, 5}, {1, 1}, {9, 1}, {5, 5}};
    assertThat(KMeans.fit(twice, KMeans.Options.of(3)).inertia()).isZero();
    assertThat(KMeans.fit(twice, KMeans.Options.of(5)).inertia()).isZero();
  }

  @Test
  void dbscanLabelsEveryRowAsScikitLearnDoes() {
    var model = Dbscan.fit(x, new Dbscan.Options(1.0, 6));
    assertThat(model.labels()).isEqualTo(python.ints("dbscan"));
    assertThat(model.noise()).isEqualTo(count(python.ints("dbscan"), -1));
    assertThat(Dbscan.fit(x, new Dbscan.Options(2.0, 12)).labels())
        .isEqualTo(python.ints("dbscanWide"));
    assertThat(Dbscan.distances(x, 6)).containsExactly(python.get("kDistances"), within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dbscan.distances(x, 501))
        .withMessage("k is 501: give a number from 1 to 500, the number of rows.");
    assertThat(model.toString()).contains("DBSCAN of 500 rows: " + model.clusters() + " clusters");
  }

  private static int count(int[] labels, int wanted) {
    return (int) Arrays.stream(labels).filter(label -> label == wanted).count();
  }

  @Test
  void theRowItselfCountsAmongItsNeighbours() {
    double[][] pair = {{0}, {1}, {10}};
    assertThat(Dbscan.fit(pair, new Dbscan.Options(1, 2)).labels()).containsExactly(0, 0, -1);
    assertThat(Dbscan.fit(pair, new Dbscan.Options(1, 1)).labels()).containsExactly(0, 0, 1);
    assertThat(Dbscan.fit(pair, new Dbscan.Options(1, 3)).noise()).isEqualTo(3);
  }

  @Test
  void aTreeFindsWhatLookingAtEveryRowFinds() {
    KdTree tree = new KdTree(x);
    for (double distance : new double[] {0.01, 0.7, 3, 100}) {
      for (int i = 0; i < x.length; i += 50) {
        double[] point = x[i];
        assertThat(tree.within(point, distance))
            .containsExactly(
                IntStream.range(0, x.length)
                    .filter(j -> square(x[j], point) <= distance * distance)
                    .toArray());
      }
    }
    double[][] same = new double[100][2];
    assertThat(new KdTree(same).within(new double[2], 0.1)).hasSize(100);
  }

  private static double square(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(f -> (a[f] - b[f]) * (a[f] - b[f])).sum();
  }

  @Test
  void badInputIsToldInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KMeans.fit(new double[2][1], KMeans.Options.of(3)))
        .withMessage("k is 3, but there are only 2 rows.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KMeans.Options.of(0))
        .withMessageContaining("k is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dbscan.Options(-1, 5))
        .withMessageContaining("eps is -1.0");
    Table table = Table.create(DoubleColumn.create("a", 1, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KMeans.fit(table, KMeans.Options.of(1), "a"))
        .withMessage("a is missing or not finite in row 1: drop such rows or fill them in.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dbscan.fit(table, new Dbscan.Options(1, 2)))
        .withMessage("No features are named: give those to learn from, of the columns a.");
  }
}
