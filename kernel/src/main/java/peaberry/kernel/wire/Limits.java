package peaberry.kernel.wire;

/**
 * How much one client may send. What is larger costs it its connection, with one log line.
 *
 * @param messageBytes of all frames of a message together
 * @param frames of one message
 * @param commandBytes of one command
 */
record Limits(int messageBytes, int frames, int commandBytes) {
  private static final int KIB = 1024;

  /** Requests: a notebook's cell or a widget's upload. */
  static final Limits REQUEST = new Limits(64 * KIB * KIB, 4096, 64 * KIB);

  /** Subscriptions, which are topics of a few bytes. */
  static final Limits SUBSCRIPTION = new Limits(4 * KIB, 16, 4 * KIB);

  /** Heartbeats, which are a few bytes too. */
  static final Limits HEARTBEAT = new Limits(KIB * KIB, 64, 64 * KIB);
}
