package peaberry.kernel.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One client's connection: greeting, handshake, then messages for its endpoint. All methods are for
 * the wire's thread, but {@link #send} and {@link #unread}.
 */
final class Connection {
  /** A client with more than this unread gets no PONG: it hears from the kernel anyway. */
  private static final long PONG_UNREAD_BYTES = 1024 * 1024;

  private static final int MAX_PING_CONTEXT_BYTES = 16;

  /** What waits to be written; guarded by the reactor's lock. */
  final Outbox outbox = new Outbox();

  /** When the handshake must be over, in {@link System#nanoTime}. */
  final long handshakeBy;

  private final Reactor reactor;
  private final SelectionKey key;
  private final SocketChannel socket;
  private final Endpoint endpoint;
  private final TrafficDecoder decoder;
  private List<byte[]> message = new ArrayList<>();
  private final Mechanism mechanism;
  private long messageBytes;
  private boolean greeted;
  private Endpoint.Peer peer;
  private boolean closed;

  /** Whether the reactor has been told to write; guarded by the reactor's lock. */
  private boolean announced;

  /** Whether it is to be closed because it does not read; guarded by the reactor's lock. */
  private boolean hopeless;

  Connection(Reactor reactor, SelectionKey key, Endpoint endpoint) {
    this.reactor = reactor;
    this.key = key;
    this.socket = (SocketChannel) key.channel();
    this.endpoint = endpoint;
    this.decoder = new TrafficDecoder(endpoint.limits());
    decoder.commandsOnly(true);
    this.handshakeBy = System.nanoTime() + reactor.tuning.handshakeNanos();
    this.mechanism = reactor.mechanism(new Metadata(endpoint.socketType(), new byte[0]));
    send(TrafficEncoder.greeting(mechanism));
  }

  /**
   * Queues bytes. Safe for several threads.
   *
   * @return how many bytes wait now
   */
  long send(byte[]... segments) {
    reactor.lock.lock();
    try {
      if (closed || hopeless) {
        return 0;
      }
      if (outbox.bytes() > reactor.tuning.queueBytes()) {
        hopeless = true;
        outbox.clear();
      } else {
        outbox.add(segments);
      }
      if (!announced) {
        announced = true;
        reactor.announce(this);
      }
      return outbox.bytes();
    } finally {
      reactor.lock.unlock();
    }
  }

  /**
   * Queues a message. Safe for several threads.
   *
   * @return how many bytes wait now
   */
  long send(OutgoingMessage message) {
    reactor.lock.lock();
    try {
      return closed || hopeless ? 0 : send(mechanism.seal(message));
    } finally {
      reactor.lock.unlock();
    }
  }

  /** Queues a command that is none of the handshake's. */
  private void send(Traffic.Command command) {
    reactor.lock.lock();
    try {
      send(mechanism.seal(command));
    } finally {
      reactor.lock.unlock();
    }
  }

  /** How many bytes wait to be written. Safe for several threads. */
  long unread() {
    reactor.lock.lock();
    try {
      return outbox.bytes();
    } finally {
      reactor.lock.unlock();
    }
  }

  /** Reads what has come, once. */
  void read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int count = socket.read(buffer);
    if (count < 0) {
      boolean cut = !decoder.between() && !decoder.untouched() || !message.isEmpty();
      close(cut ? "the client left in the middle of a message" : null);
      return;
    }
    buffer.flip();
    Traffic next;
    while (!closed && (next = decoder.next(buffer)) != null) {
      try {
        take(next);
      } catch (RuntimeException | Error e) {
        // Whatever befalls the listener, the other messages and clients are served.
        reactor.failed(e);
      }
    }
  }

  private void take(Traffic raw) throws IOException {
    Traffic traffic = peer == null ? raw : mechanism.open(raw);
    if (traffic instanceof Traffic.Part part) {
      part(part);
    } else if (traffic instanceof Traffic.Command command) {
      command(command);
    } else if (traffic instanceof Traffic.Greeting greeting) {
      greeting(greeting);
    }
  }

  private void greeting(Traffic.Greeting greeting) throws ProtocolException {
    if (!greeting.mechanism().equals(mechanism.name())) {
      throw new ProtocolException(
          "expected the mechanism " + mechanism.name() + ", got " + greeting.mechanism());
    }
    greeted = true;
    answer();
  }

  private void answer() {
    for (Traffic.Command own = mechanism.next(); own != null; own = mechanism.next()) {
      send(TrafficEncoder.command(own));
    }
  }

  private void part(Traffic.Part part) throws ProtocolException {
    // Encrypted, each frame is a message of its own to the decoder, which so cannot add them up.
    messageBytes += part.body().length;
    Limits limits = endpoint.limits();
    if (messageBytes > limits.messageBytes() || message.size() >= limits.frames()) {
      throw new ProtocolException(
          "expected a message of at most "
              + limits.messageBytes()
              + " bytes and "
              + limits.frames()
              + " frames, got more");
    }
    message.add(part.body());
    if (!part.more()) {
      List<byte[]> whole = message;
      message = new ArrayList<>(whole.size());
      messageBytes = 0;
      peer.message(whole);
    }
  }

  private void command(Traffic.Command command) throws IOException {
    if (peer == null) {
      handshake(command);
    } else if (command.name().equals("PING")) {
      ping(command.data());
    } else if (command.name().equals("ERROR")) {
      throw new ProtocolException("the client refused: " + Traffic.printable(command.data()));
    } else if (!command.name().equals("PONG")) {
      peer.command(command);
    }
  }

  private void handshake(Traffic.Command command) throws IOException {
    Metadata metadata;
    try {
      metadata = mechanism.receive(command);
    } catch (ProtocolException e) {
      answer();
      reactor.write(this);
      throw e;
    }
    answer();
    if (metadata != null) {
      ready(metadata);
    }
  }

  private void ready(Metadata metadata) throws IOException {
    if (!endpoint.serves(metadata.socketType())) {
      String reason = "a " + endpoint.socketType() + " cannot serve a " + metadata.socketType();
      byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
      byte[] data = ByteBuffer.allocate(1 + text.length).put((byte) text.length).put(text).array();
      send(new Traffic.Command("ERROR", data));
      reactor.write(this);
      throw new ProtocolException(reason);
    }
    decoder.commandsOnly(false);
    peer = endpoint.join(this, metadata);
    reactor.shakenHands(this);
  }

  private void ping(byte[] data) throws ProtocolException {
    int context = data.length - 2;
    if (context < 0 || context > MAX_PING_CONTEXT_BYTES) {
      throw new ProtocolException(
          "expected a PING of 2 to 18 bytes, got one of " + data.length + " bytes");
    }
    if (unread() <= PONG_UNREAD_BYTES) {
      byte[] same = Arrays.copyOfRange(data, 2, data.length);
      send(new Traffic.Command("PONG", same));
    }
  }

  /**
   * Writes what fits into {@code buffer}.
   *
   * @return true if all of that was taken, and more waits
   */
  boolean write(ByteBuffer buffer) throws IOException {
    buffer.clear();
    reactor.lock.lock();
    try {
      outbox.peek(buffer);
    } finally {
      reactor.lock.unlock();
    }
    buffer.flip();
    if (!buffer.hasRemaining()) {
      return false;
    }
    int count = socket.write(buffer);
    if (count == 0) {
      return false;
    }
    boolean more;
    reactor.lock.lock();
    try {
      outbox.advance(count);
      more = outbox.bytes() > 0;
      if (!more || outbox.bytes() < reactor.tuning.publishBytes() / 2) {
        reactor.progress.signalAll();
      }
    } finally {
      reactor.lock.unlock();
    }
    if (peer != null) {
      try {
        peer.progressed();
      } catch (RuntimeException | Error e) {
        reactor.failed(e);
      }
    }
    return more && !buffer.hasRemaining();
  }

  /** Takes the announcement back, before the writing. */
  void announced() {
    boolean unreadable;
    reactor.lock.lock();
    try {
      announced = false;
      unreadable = hopeless && !closed;
    } finally {
      reactor.lock.unlock();
    }
    if (unreadable) {
      close("the client does not read, and more than the limit waits for it");
    }
  }

  /** Asks the selector to tell when the client can take more, if anything waits. */
  void awaitWritable() {
    if (!closed) {
      interest(SelectionKey.OP_WRITE, unread() > 0);
    }
  }

  /** Whether what the client sends is to be read. */
  void reading(boolean wanted) {
    if (!closed) {
      interest(SelectionKey.OP_READ, wanted);
    }
  }

  private void interest(int operation, boolean wanted) {
    int now = key.interestOps();
    int then = wanted ? now | operation : now & ~operation;
    if (then != now) {
      key.interestOps(then);
    }
  }

  boolean closed() {
    return closed;
  }

  /** Says that the handshake has taken too long, and closes. */
  void expire() {
    close(greeted ? "the client never became ready" : "the client's greeting never came");
  }

  /**
   * Closes the connection.
   *
   * @param reason the log line; null if there is nothing to say
   */
  void close(String reason) {
    if (closed) {
      return;
    }
    if (reason != null) {
      warn("connection closed", reason);
    }
    reactor.lock.lock();
    try {
      closed = true;
      outbox.clear();
    } finally {
      reactor.lock.unlock();
    }
    if (peer != null) {
      peer.left();
    }
    message = new ArrayList<>();
    key.cancel();
    try {
      socket.close();
    } catch (IOException e) {
      // The client is gone in any case.
    }
    reactor.closed(this);
  }

  /**
   * Sends the end of the stream, so that the client can read all that was written before. What it
   * has sent is taken first: bytes nobody read would make the system cut the connection off.
   */
  void finish(ByteBuffer buffer) {
    try {
      socket.shutdownOutput();
      int reads = 64;
      do {
        buffer.clear();
      } while (reads-- > 0 && socket.read(buffer) > 0);
    } catch (IOException e) {
      // It is closed next.
    }
  }

  /** Writes the one log line about what this client did. */
  void warn(String consequence, String reason) {
    SocketAddress address = null;
    try {
      address = socket.getRemoteAddress();
    } catch (IOException e) {
      // The line is worth having without it.
    }
    String door = endpoint.channel().label();
    String what = ": " + consequence + ": " + reason;
    // A client comes back from another port.
    Object host = address instanceof InetSocketAddress tcp ? tcp.getAddress() : "";
    String ending = greeted && peer == null ? reactor.repeated(door + host + what) : "";
    if (ending != null) {
      reactor.warn(door + " " + (address == null ? "" : address) + what + ending);
    }
  }
}
