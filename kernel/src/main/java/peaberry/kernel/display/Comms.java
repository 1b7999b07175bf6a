package peaberry.kernel.display;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The open comms of a kernel, and the targets that front ends may open more of.
 *
 * <pre>{@code
 * Comms.current().target("counter", comm -> comm.onMessage(m -> comm.send(Map.of("n", 1))));
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Comms {

  /** How a kernel sends what a comm says. */
  public interface Outlet {
    /** Tells the front end of a new comm. */
    void open(String id, String target, Object data, List<byte[]> buffers);

    /** Sends a message. */
    void message(String id, Object data, List<byte[]> buffers);

    /** Tells the front end that a comm is closed. */
    void close(String id);
  }

  private final Outlet outlet;
  private final Map<String, Comm> open = new ConcurrentHashMap<>();
  private final Map<String, Consumer<Comm>> targets = new ConcurrentHashMap<>();

  /** For kernels. */
  public Comms(Outlet outlet) {
    this.outlet = Objects.requireNonNull(outlet, "outlet");
  }

  /**
   * Those of the running notebook.
   *
   * @throws IllegalStateException outside of a notebook
   */
  public static Comms current() {
    FrontEnd frontEnd = FrontEnds.current();
    if (frontEnd == null) {
      throw new IllegalStateException("expected a running notebook to talk with, found none");
    }
    return frontEnd.comms();
  }

  /** Sets what is done when the front end opens a comm with this target. */
  public void target(String name, Consumer<Comm> opened) {
    targets.put(name, opened);
  }

  /**
   * Opens a comm from the kernel's side.
   *
   * @param target a name that the front end knows
   * @param data the first message
   */
  public Comm open(String target, Object data, byte[]... buffers) {
    Comm comm = new Comm(UUID.randomUUID().toString().replace("-", ""), target, this);
    open.put(comm.id(), comm);
    outlet.open(comm.id(), target, data, List.of(buffers));
    return comm;
  }

  /** The open comms: id to target. */
  public Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    for (Comm comm : open.values()) {
      all.put(comm.id(), comm.target());
    }
    return all;
  }

  /** For kernels: the front end opened a comm. One of an unknown target is closed at once. */
  public void opened(String id, String target, Comm.Message first) {
    Consumer<Comm> handler = targets.get(target);
    if (handler == null) {
      outlet.close(id);
      return;
    }
    Comm comm = new Comm(id, target, this);
    open.put(id, comm);
    handler.accept(comm);
    comm.received(first);
  }

  /** For kernels: a message came; one for a comm that is not open is passed over. */
  public void received(String id, Comm.Message message) {
    Comm comm = open.get(id);
    if (comm != null) {
      comm.received(message);
    }
  }

  /** For kernels: the front end closed a comm. */
  public void closed(String id) {
    Comm comm = open.remove(id);
    if (comm != null) {
      comm.closed();
    }
  }

  void send(Comm comm, Object data, List<byte[]> buffers) {
    if (open.containsKey(comm.id())) {
      outlet.message(comm.id(), data, buffers);
    }
  }

  void close(Comm comm) {
    if (open.remove(comm.id()) != null) {
      outlet.close(comm.id());
    }
  }
}
