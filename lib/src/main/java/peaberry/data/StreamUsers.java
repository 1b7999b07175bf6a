package peaberry.data;

import java.util.Arrays;
import peaberry.random.RandomState;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * StreamRec's 2,000 users.
 *
 * @param heavy whether each belongs to the heavy segment
 * @param activity how often each comes, as a weight
 * @param tastes one vector for each user, near those of two favourite categories
 */
record StreamUsers(Table table, boolean[] heavy, double[] activity, double[][] tastes) {
  static final int COUNT = 2000;
  private static final double[] COUNTRY_SHARES = {0.3, 0.5, 0.65, 0.77, 0.87, 0.94, 1};
  private static final String[] COUNTRIES = {"US", "BR", "DE", "IN", "GB", "ES", "KE"};

  static StreamUsers draw(RandomState random, double[][] centers) {
    double[] segment = random.randomSample(COUNT);
    int[] age = random.randint(16, 80, COUNT);
    double[] place = random.randomSample(COUNT);
    double[] often = random.randomSample(COUNT);
    int[][] favourites = random.randint(0, centers.length, COUNT, 2);
    double[][] tastes = random.standardNormal(COUNT, StreamItems.FACTORS);

    boolean[] heavy = new boolean[COUNT];
    double[] activity = new double[COUNT];
    String[] segments = new String[COUNT], countries = new String[COUNT];
    for (int u = 0; u < COUNT; u++) {
      heavy[u] = segment[u] < 0.3;
      activity[u] = (heavy[u] ? 4 : 1) * (0.5 + often[u]);
      segments[u] = heavy[u] ? "heavy" : "light";
      countries[u] = COUNTRIES[StreamEvents.place(COUNTRY_SHARES, place[u])];
      double[] one = centers[favourites[u][0]], two = centers[favourites[u][1]], own = tastes[u];
      Arrays.setAll(own, k -> 0.6 * (one[k] + two[k]) + 0.5 * own[k]);
    }
    Table table =
        Table.create(
            "users",
            IntColumn.indexColumn("user", COUNT, 0),
            StringColumn.create("segment", segments),
            IntColumn.create("age", age),
            StringColumn.create("country", countries));
    return new StreamUsers(table, heavy, activity, tastes);
  }
}
