package peaberry.kernel.wire;

/**
 * Told by a {@link Wire} what came in. All methods are called on the wire's only thread: they must
 * return at once, and may call {@link Wire#reply} and {@link Wire#publish}, which never wait there.
 */
public interface WireListener {

  /**
   * A request, its signature verified; a signature that was seen before has been refused.
   *
   * @param channel {@link Channel#SHELL}, {@link Channel#CONTROL} or {@link Channel#STDIN}
   * @param message its first identity is the client's, to be given back in the reply
   */
  void received(Channel channel, Envelope message);

  /**
   * A client subscribed to iopub messages whose topic starts with {@code topic}; it already gets
   * what is published from now on. Not told again while the same client repeats the subscription.
   */
  void subscribed(String topic);

  /**
   * An iopub client that had stopped reading reads again, and has missed output.
   *
   * @param bytes the size of what it missed, frames and their headers
   */
  void dropped(long bytes);
}
