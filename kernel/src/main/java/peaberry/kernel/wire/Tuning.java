package peaberry.kernel.wire;

/**
 * The wire's bounds in time and memory.
 *
 * @param handshakeNanos a connection that is not ready by then is closed
 * @param stallNanos a client that has taken nothing for so long is not waited for
 * @param publishBytes an iopub client with this much unread makes the publisher wait
 * @param queueBytes a client with this much unread is disconnected
 * @param connections at most so many at once; further ones wait in the operating system
 */
record Tuning(
    long handshakeNanos, long stallNanos, long publishBytes, long queueBytes, int connections) {
  private static final long SECOND = 1_000_000_000L;
  private static final long MIB = 1024 * 1024;

  /** What a kernel uses: 30 s, 5 s, 8 MiB, 256 MiB, 1024. */
  static final Tuning STANDARD = new Tuning(30 * SECOND, 5 * SECOND, 8 * MIB, 256 * MIB, 1024);
}
