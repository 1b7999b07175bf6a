package peaberry.data;

import peaberry.random.RandomState;
import tech.tablesaw.api.Table;

/**
 * A made-up video and podcast service with recommendations: 2,000 users, 1,000 items and 60,000
 * events of 90 days, whose truth is known.
 *
 * <pre>{@code
 * var stream = StreamRec.of(42);
 * Table clicks = stream.events().where(stream.events().intColumn("clicked").isEqualTo(1));
 * double truth = stream.clickProbability(7, 12, true) - stream.clickProbability(7, 12, false);
 * }</pre>
 *
 * <p>An event is that a user saw an item. The probability of a click is
 *
 * <pre>{@code 0.9 · sigmoid(user + item + 0.8 · taste · traits / 4) + 0.05 · recommended}</pre>
 *
 * with -1.2 for a light and -0.4 for a heavy user, and an item's appeal by its category, age and
 * popularity. So a recommendation adds {@value #RECOMMENDATION_EFFECT} to the probability of a
 * click, whoever sees whatever. Comparing events with and without one says about twice as much, for
 * heavy users are shown more recommendations (70 of 100 events against 30) and click more anyway.
 * Which item a user sees depends on its popularity alone, and whether it is recommended on the
 * user's segment alone: to compare within the segments is to be right.
 *
 * <p>Who clicks watches for a time that is log-normal, with a median of 12 (heavy users: 15)
 * minutes, but not longer than the item. Fridays to Sundays are busier than other days, evenings
 * than mornings, the last day by a third than the first; day 0, 1 January 2024, is a Monday.
 *
 * <p>The same seed gives the same data as {@code notebooks/reference/streamrec.py}, to the last bit
 * but for {@link #clickProbabilities()} (within 10<sup>-15</sup>). Made in some 50 milliseconds.
 * Tables and arrays are not copied: who changes them changes this data.
 */
public final class StreamRec {
  /** What a recommendation adds to the probability of a click, for every user and item. */
  public static final double RECOMMENDATION_EFFECT = 0.05;

  private final StreamUsers users;
  private final StreamItems items;
  private final StreamEvents events;

  private StreamRec(StreamUsers users, StreamItems items, StreamEvents events) {
    this.users = users;
    this.items = items;
    this.events = events;
  }

  /**
   * The service that a seed makes.
   *
   * @param seed from 0 to 2<sup>32</sup> - 1
   */
  public static StreamRec of(long seed) {
    RandomState random = RandomState.of(seed);
    StreamItems items = StreamItems.draw(random);
    StreamUsers users = StreamUsers.draw(random, items.centers());
    return new StreamRec(users, items, StreamEvents.draw(random, users, items));
  }

  /** Columns user (0 to 1999, the row), segment (heavy or light), age, country. */
  public Table users() {
    return users.table();
  }

  /**
   * Columns item (0 to 999, the row), category (one of 25), kind (video or podcast), minutes, age
   * (days since it appeared), popularity (the share of all events it is expected to have), title,
   * description (six sentences).
   */
  public Table items() {
    return items.table();
  }

  /**
   * Columns event (0 to 59999, the row), time, day (0 to 89), hour, user, item, recommended (0 or
   * 1), clicked (0 or 1), minutes (0 without a click), in the order of time.
   */
  public Table events() {
    return events.table();
  }

  /** What users like: 2,000 vectors of 16 numbers, near the middle of two categories. */
  public double[][] tastes() {
    return users.tastes();
  }

  /** What items are: 1,000 vectors of 16 numbers, near their category's. */
  public double[][] traits() {
    return items.traits();
  }

  /** Of each event, the true probability of a click. */
  public double[] clickProbabilities() {
    return events.probabilities();
  }

  /**
   * The true probability of a click, also for what did not happen.
   *
   * @param user from 0 to 1999
   * @param item from 0 to 999
   * @throws IllegalArgumentException if there is no such user or item
   */
  public double clickProbability(int user, int item, boolean recommended) {
    requireOneOf("user", StreamUsers.COUNT, user);
    requireOneOf("item", StreamItems.COUNT, item);
    return clickProbability(users, items, user, item, recommended);
  }

  private static void requireOneOf(String what, int count, int number) {
    if (number < 0 || number >= count) {
      throw new IllegalArgumentException(
          "There is no %s %d: they are numbered from 0 to %d.".formatted(what, number, count - 1));
    }
  }

  static double clickProbability(
      StreamUsers users, StreamItems items, int user, int item, boolean recommended) {
    double[] taste = users.tastes()[user], traits = items.traits()[item];
    double affinity = 0;
    for (int k = 0; k < taste.length; k++) {
      affinity += taste[k] * traits[k];
    }
    double score = (users.heavy()[user] ? -0.4 : -1.2) + items.appeal()[item] + 0.2 * affinity;
    double alone = 0.9 / (1 + Math.exp(-score));
    return recommended ? alone + RECOMMENDATION_EFFECT : alone;
  }

  @Override
  public String toString() {
    return "StreamRec: %d users, %d items, %d events"
        .formatted(users().rowCount(), items().rowCount(), events().rowCount());
  }
}
