package peaberry.kernel.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The topics of one iopub client, each with the number of times it was asked for. */
final class Subscriptions {
  private static final int MAX_TOPICS = 1024;

  private static final class Topic {
    final byte[] prefix;
    int times = 1;

    Topic(byte[] prefix) {
      this.prefix = prefix;
    }
  }

  private final List<Topic> topics = new ArrayList<>(1);

  /**
   * Adds a topic, or counts it once more.
   *
   * @return true if it is new
   * @throws ProtocolException if there are too many
   */
  boolean add(byte[] prefix) throws ProtocolException {
    Topic known = find(prefix);
    if (known != null) {
      known.times++;
      return false;
    }
    if (topics.size() == MAX_TOPICS) {
      throw new ProtocolException("expected at most " + MAX_TOPICS + " subscriptions, got more");
    }
    topics.add(new Topic(prefix));
    return true;
  }

  /** Takes one request for a topic back; does nothing if there was none. */
  void remove(byte[] prefix) {
    Topic known = find(prefix);
    if (known != null && --known.times == 0) {
      topics.remove(known);
    }
  }

  /** Whether a message of this topic is wanted: whether one of the prefixes starts it. */
  boolean match(byte[] topic) {
    for (int i = 0; i < topics.size(); i++) {
      byte[] prefix = topics.get(i).prefix;
      if (prefix.length <= topic.length
          && Arrays.equals(prefix, 0, prefix.length, topic, 0, prefix.length)) {
        return true;
      }
    }
    return false;
  }

  private Topic find(byte[] prefix) {
    for (int i = 0; i < topics.size(); i++) {
      if (Arrays.equals(topics.get(i).prefix, prefix)) {
        return topics.get(i);
      }
    }
    return null;
  }
}
