package peaberry.data;

import java.time.LocalDateTime;
import java.util.Arrays;
import peaberry.random.RandomState;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What happened on StreamRec in 90 days, in the order of time.
 *
 * @param probabilities of each event, that of a click
 */
record StreamEvents(Table table, double[] probabilities) {
  static final int COUNT = 60_000;
  static final int DAYS = 90;
  static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final int[] WEEK = {90, 85, 88, 95, 115, 140, 130};
  private static final int[] DAY = {
    10, 6, 4, 3, 3, 4, 8, 14, 20, 20, 20, 22, 26, 24, 22, 24, 28, 34, 42, 52, 58, 54, 38, 20
  };

  static StreamEvents draw(RandomState random, StreamUsers users, StreamItems items) {
    double[] moments = random.randomSample(COUNT);
    Arrays.sort(moments);
    double[] who = random.randomSample(COUNT), what = random.randomSample(COUNT);
    double[] shown = random.randomSample(COUNT), drawn = random.randomSample(COUNT);
    double[] watched = random.lognormal(2.5, 1, COUNT);

    double[] hours = cumulative(hourWeights());
    double[] activity = cumulative(users.activity()), popularity = cumulative(items.popularity());
    int[] event = new int[COUNT], day = new int[COUNT], hour = new int[COUNT];
    int[] user = new int[COUNT], item = new int[COUNT];
    int[] recommended = new int[COUNT], clicked = new int[COUNT];
    double[] minutes = new double[COUNT], probabilities = new double[COUNT];
    LocalDateTime[] time = new LocalDateTime[COUNT];
    for (int i = 0; i < COUNT; i++) {
      double moment = moments[i] * hours[hours.length - 1];
      int slot = place(hours, moment);
      double before = slot == 0 ? 0 : hours[slot - 1];
      int minute = (int) Math.min(59, (moment - before) / (hours[slot] - before) * 60);
      event[i] = i;
      day[i] = slot / 24;
      hour[i] = slot % 24;
      time[i] = START.plusHours(slot).plusMinutes(minute);
      int u = user[i] = place(activity, who[i] * activity[activity.length - 1]);
      int v = item[i] = place(popularity, what[i] * popularity[popularity.length - 1]);
      recommended[i] = shown[i] < (users.heavy()[u] ? 0.7 : 0.3) ? 1 : 0;
      probabilities[i] = StreamRec.clickProbability(users, items, u, v, recommended[i] == 1);
      clicked[i] = drawn[i] < probabilities[i] ? 1 : 0;
      double longer = users.heavy()[u] ? 1.25 : 1;
      minutes[i] = clicked[i] * Math.min(items.minutes()[v], longer * watched[i]);
    }
    Table table =
        Table.create(
            "events",
            IntColumn.create("event", event),
            DateTimeColumn.create("time", time),
            IntColumn.create("day", day),
            IntColumn.create("hour", hour),
            IntColumn.create("user", user),
            IntColumn.create("item", item),
            IntColumn.create("recommended", recommended),
            IntColumn.create("clicked", clicked),
            DoubleColumn.create("minutes", minutes));
    return new StreamEvents(table, probabilities);
  }

  /**
   * How busy each of the 90 · 24 hours is: by the hour, by the weekday, and a third more at the
   * end.
   */
  private static double[] hourWeights() {
    double[] weights = new double[DAYS * 24];
    Arrays.setAll(weights, h -> DAY[h % 24] * WEEK[h / 24 % 7] * (270 + h / 24));
    return weights;
  }

  private static double[] cumulative(double[] weights) {
    double[] sums = weights.clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    return sums;
  }

  /** The first place whose sum is above the value, {@code searchsorted(sums, value, "right")}. */
  static int place(double[] sums, double value) {
    int low = 0, high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
