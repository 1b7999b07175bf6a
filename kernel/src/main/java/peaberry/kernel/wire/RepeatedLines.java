package peaberry.kernel.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a client that comes back again and again from filling the log: the same line about the same
 * client is written once a minute at most, and then says how often it was left out. For one thread.
 */
final class RepeatedLines {
  static final long APART_NANOS = 60_000_000_000L;

  /** So many are remembered; the oldest are forgotten first. */
  private static final int MOST = 256;

  private final Map<String, Line> written =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Line> eldest) {
          return size() > MOST;
        }
      };

  private record Line(long at, int leftOut) {}

  /**
   * What to add to the line.
   *
   * @param line the client and what happened; what differs from time to time, as its port, left out
   * @param now in {@link System#nanoTime}
   * @return null if the line is not to be written
   */
  String ending(String line, long now) {
    Line before = written.get(line);
    if (before != null && now - before.at < APART_NANOS) {
      written.put(line, new Line(before.at, before.leftOut + 1));
      return null;
    }
    written.remove(line); // so that it is now the youngest
    written.put(line, new Line(now, 0));
    return before == null || before.leftOut == 0
        ? ""
        : " (and " + before.leftOut + " times before)";
  }
}
