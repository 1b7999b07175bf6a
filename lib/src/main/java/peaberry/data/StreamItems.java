package peaberry.data;

import java.util.Arrays;
import peaberry.random.RandomState;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * StreamRec's 1,000 videos and podcasts.
 *
 * @param minutes how long each takes
 * @param popularity the share of all events that each is expected to have
 * @param appeal what each adds to the log odds of a click, whoever sees it
 * @param centers one vector for each category
 * @param traits one vector for each item, near its category's
 */
record StreamItems(
    Table table,
    int[] minutes,
    double[] popularity,
    double[] appeal,
    double[][] centers,
    double[][] traits) {
  static final int COUNT = 1000;
  static final int FACTORS = 16;

  static StreamItems draw(RandomState random) {
    StreamText text = StreamText.read();
    int n = text.categories().size();
    double[][] centers = random.standardNormal(n, FACTORS);
    double[] liked = random.normal(0, 0.5, n);
    int[] category = random.randint(0, n, COUNT);
    double[][] traits = random.standardNormal(COUNT, FACTORS);
    for (int i = 0; i < COUNT; i++) {
      double[] center = centers[category[i]], own = traits[i];
      Arrays.setAll(own, k -> 0.8 * center[k] + 0.6 * own[k]);
    }
    int[] minutes =
        Arrays.stream(random.lognormal(3.6, 0.5, COUNT))
            .mapToInt(length -> (int) Math.clamp(length, 5, 240))
            .toArray();
    double[] podcast = random.randomSample(COUNT);
    int[] age = random.randint(0, 2000, COUNT);
    int[] rank = random.permutation(COUNT);
    double[][] draws = random.randomSample(COUNT, StreamText.DRAWS);

    double[] popularity = Arrays.stream(rank).mapToDouble(r -> 1.0 / (r + 10)).toArray();
    double total = 0;
    for (double weight : popularity) { // in order, as NumPy's cumsum
      total += weight;
    }
    double[] appeal = new double[COUNT];
    String[] categories = new String[COUNT], kinds = new String[COUNT];
    String[] titles = new String[COUNT], descriptions = new String[COUNT];
    for (int i = 0; i < COUNT; i++) {
      popularity[i] /= total;
      appeal[i] = liked[category[i]] + 0.6 * (0.5 - rank[i] / 1000.0) - 0.4 * age[i] / 2000.0;
      var kind = text.categories().get(category[i]);
      var blurb = text.blurb(kind, draws[i]);
      categories[i] = kind.name();
      kinds[i] = podcast[i] < 0.4 ? "podcast" : "video";
      titles[i] = blurb.title();
      descriptions[i] = blurb.description();
    }
    Table table =
        Table.create(
            "items",
            IntColumn.indexColumn("item", COUNT, 0),
            StringColumn.create("category", categories),
            StringColumn.create("kind", kinds),
            IntColumn.create("minutes", minutes),
            IntColumn.create("age", age),
            DoubleColumn.create("popularity", popularity),
            StringColumn.create("title", titles),
            StringColumn.create("description", descriptions));
    return new StreamItems(table, minutes, popularity, appeal, centers, traits);
  }
}
