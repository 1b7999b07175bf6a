package peaberry.kernel.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The wire's one thread: it blocks in a selector until a client sends, can take more, or another
 * thread has queued something. A time limit is given to the selector only while a handshake is
 * under way, or while the process has no file descriptor left for a further client.
 */
final class Reactor implements Runnable {
  private static final int BUFFER_BYTES = 128 * 1024;
  private static final int WRITES_IN_TURN = 8;
  private static final long ACCEPT_AGAIN_NANOS = 1_000_000_000L;

  final Tuning tuning;

  /** Guards what several threads use: outboxes, routes, subscriptions. Never held while waiting. */
  final ReentrantLock lock = new ReentrantLock();

  /** Signalled when a client has taken much of what waited for it, or is gone. */
  final Condition progress = lock.newCondition();

  private final CurveKeys keys;
  private final SecureRandom random;
  private final Selector selector;
  private final Thread thread = new Thread(this, "peaberry-wire");
  private final List<Door> doors = new ArrayList<>();
  private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final LinkedHashSet<Connection> handshakes = new LinkedHashSet<>();
  private final RepeatedLines refusals = new RepeatedLines();
  private boolean accepting = true;
  private long acceptAgainAt;

  /** All connections; changed by this thread, under the lock. */
  private final Set<Connection> connections = new LinkedHashSet<>();

  /** Connections with something new to write; guarded by the lock. */
  private final ArrayDeque<Connection> announced = new ArrayDeque<>();

  private volatile boolean closing;

  /**
   * @param keys those of the kernel; null if connections are not encrypted
   */
  Reactor(Tuning tuning, CurveKeys keys) throws IOException {
    this.tuning = tuning;
    this.keys = keys;
    // Made only when it is needed: its making costs start-up time.
    this.random = keys == null ? null : new SecureRandom();
    this.selector = Selector.open();
    thread.setDaemon(true);
  }

  /** Lets the clients of a door in. Before the start only. */
  void add(Door door) throws IOException {
    doors.add(door);
    door.socket().configureBlocking(false);
    door.socket().register(selector, SelectionKey.OP_ACCEPT, door);
  }

  /** How a new connection is secured. */
  Mechanism mechanism(Metadata own) {
    return keys == null ? new NullMechanism(own) : new CurveMechanism(keys, own, random);
  }

  void start() {
    thread.start();
  }

  /** Whether the caller is the wire's thread, which must not wait for itself. */
  boolean ownThread() {
    return Thread.currentThread() == thread;
  }

  /** Has a connection's new bytes written. Called under the lock. */
  void announce(Connection connection) {
    announced.add(connection);
    if (announced.size() == 1 && !ownThread()) {
      selector.wakeup();
    }
  }

  /**
   * Waits until nothing waits to be written.
   *
   * @return false if time was up before, or the thread was interrupted
   */
  boolean flush(long atMostNanos) {
    if (ownThread()) {
      return false;
    }
    long left = atMostNanos;
    lock.lock();
    try {
      while (unwritten()) {
        if (left <= 0) {
          return false;
        }
        left = progress.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean unwritten() {
    for (Connection connection : connections) {
      if (connection.outbox.bytes() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Ends the thread, and with it all connections; waits for that. */
  void close() {
    closing = true;
    selector.wakeup();
    if (ownThread()) {
      return;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      while (!closing) {
        try {
          serveReady();
        } catch (OutOfMemoryError e) {
          continue; // cells may have filled the heap, for now: the wire must outlive it
        }
      }
    } catch (IOException e) {
      failed(e);
    } finally {
      end();
    }
  }

  private void serveReady() throws IOException {
    selector.select(timeoutMillis());
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (key.attachment() instanceof Connection connection) {
        serve(connection, key);
      } else if (key.attachment() instanceof Door door && accepting) {
        accept(door);
      }
    }
    writeAnnounced();
    expire();
  }

  private void serve(Connection connection, SelectionKey key) {
    try {
      if (key.isValid() && key.isReadable()) {
        connection.read(input);
      }
      if (key.isValid() && key.isWritable()) {
        write(connection);
      }
    } catch (ProtocolException e) {
      connection.close(e.getMessage());
    } catch (IOException e) {
      connection.close(null);
    } catch (OutOfMemoryError e) {
      connection.close("there is no memory for what it sent");
    } catch (RuntimeException e) {
      failed(e);
      connection.close(null);
    }
  }

  /** Writes a connection's bytes, a few buffers of them at most: the others want their turn. */
  void write(Connection connection) throws IOException {
    int turns = WRITES_IN_TURN;
    while (turns-- > 0 && !connection.closed() && connection.write(output)) {}
    connection.awaitWritable();
  }

  private void writeAnnounced() {
    while (true) {
      Connection connection;
      lock.lock();
      try {
        connection = announced.poll();
      } finally {
        lock.unlock();
      }
      if (connection == null) {
        return;
      }
      connection.announced();
      try {
        write(connection);
      } catch (IOException e) {
        connection.close(null);
      }
    }
  }

  private void accept(Door door) {
    try {
      for (SocketChannel client = door.accept(); client != null; client = door.accept()) {
        client.configureBlocking(false);
        SelectionKey key = client.register(selector, SelectionKey.OP_READ);
        Connection connection = new Connection(this, key, door.endpoint());
        key.attach(connection);
        handshakes.add(connection);
        lock.lock();
        try {
          connections.add(connection);
        } finally {
          lock.unlock();
        }
        if (connections.size() >= tuning.connections()) {
          accepting(false);
          return;
        }
      }
    } catch (IOException e) {
      warn("a client could not be let in: " + e.getMessage());
      accepting(false);
      acceptAgainAt = System.nanoTime() + ACCEPT_AGAIN_NANOS;
    }
  }

  private void accepting(boolean wanted) {
    accepting = wanted;
    acceptAgainAt = 0;
    for (int i = 0; i < doors.size(); i++) {
      doors.get(i).socket().keyFor(selector).interestOps(wanted ? SelectionKey.OP_ACCEPT : 0);
    }
  }

  private long timeoutMillis() {
    long nanos = Long.MAX_VALUE;
    long now = System.nanoTime();
    if (!handshakes.isEmpty()) {
      nanos = handshakes.getFirst().handshakeBy - now;
    }
    if (acceptAgainAt != 0) {
      nanos = Math.min(nanos, acceptAgainAt - now);
    }
    return nanos == Long.MAX_VALUE ? 0 : Math.max(1, nanos / 1_000_000 + 1);
  }

  private void expire() {
    long now = System.nanoTime();
    while (!handshakes.isEmpty() && handshakes.getFirst().handshakeBy - now <= 0) {
      handshakes.getFirst().expire();
    }
    if (acceptAgainAt != 0 && acceptAgainAt - now <= 0) {
      accepting(true);
    }
  }

  /** A client has come in. */
  void shakenHands(Connection connection) {
    handshakes.remove(connection);
  }

  /** A connection is no more. */
  void closed(Connection connection) {
    handshakes.remove(connection);
    lock.lock();
    try {
      connections.remove(connection);
      progress.signalAll();
    } finally {
      lock.unlock();
    }
    if (!accepting && !closing && connections.size() < tuning.connections()) {
      accepting(true);
    }
  }

  /** Closes everything; by the thread at its end, or before its start. */
  void end() {
    closing = true;
    for (Door door : doors) {
      door.close();
    }
    for (Connection connection : new ArrayList<>(connections)) {
      connection.finish(input);
      connection.close(null);
    }
    try {
      selector.close();
    } catch (IOException e) {
      failed(e);
    }
  }

  /** The end of a line about a client that did not come in; null if it was written just now. */
  String repeated(String line) {
    return refusals.ending(line, System.nanoTime());
  }

  void warn(String text) {
    System.getLogger(Wire.class.getPackageName()).log(System.Logger.Level.WARNING, text);
  }

  /** Logs what should not have happened. */
  void failed(Throwable e) {
    System.getLogger(Wire.class.getPackageName())
        .log(System.Logger.Level.ERROR, "the wire or its listener failed", e);
  }
}
