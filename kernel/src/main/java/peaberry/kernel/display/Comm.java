package peaberry.kernel.display;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An open conversation with the front end: both sides may send at any time until one closes it.
 *
 * <p>Messages are plain values: maps, lists, strings, numbers, booleans and null. Handlers run one
 * at a time, between cells: what comes while a cell runs waits for its end. A handler runs as a
 * cell's code does: what it prints goes to the cell that set it, and an interrupt stops it. Safe
 * for use by several threads.
 */
public final class Comm {

  /**
   * What the front end sent.
   *
   * @param data the message
   * @param buffers raw bytes that came with it
   */
  public record Message(Map<String, Object> data, List<byte[]> buffers) {}

  private final String id;
  private final String target;
  private final Comms comms;
  private volatile Consumer<Message> onMessage = message -> {};
  private volatile Runnable onClose = () -> {};
  private volatile FrontEnd home = FrontEnds.current();

  Comm(String id, String target, Comms comms) {
    this.id = id;
    this.target = target;
    this.comms = comms;
  }

  /** Its name, unique in this kernel. */
  public String id() {
    return id;
  }

  /** What it is about, as both sides name it. */
  public String target() {
    return target;
  }

  /** Sends a message. Does nothing once the comm is closed. */
  public void send(Object data, byte[]... buffers) {
    comms.send(this, data, List.of(buffers));
  }

  /** Sets what is done with messages from now on. */
  public void onMessage(Consumer<Message> handler) {
    onMessage = Objects.requireNonNull(handler, "handler");
    home = FrontEnds.current();
  }

  /** Sets what is done when the front end closes the comm. */
  public void onClose(Runnable handler) {
    onClose = Objects.requireNonNull(handler, "handler");
  }

  /** Ends the conversation. Does nothing once the comm is closed. */
  public void close() {
    comms.close(this);
  }

  FrontEnd home() {
    return home;
  }

  void received(Message message) {
    onMessage.accept(message);
  }

  void closed() {
    onClose.run();
  }
}
