package peaberry.kernel.display;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

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
    void open(
        String id, String target, Object data, Map<String, Object> metadata, List<byte[]> buffers);

    /** Sends a message. */
    void message(String id, Object data, List<byte[]> buffers);

    /** Tells the front end that a comm is closed. */
    void close(String id);
  }

  private final Outlet outlet;
  private final Map<String, Comm> open = new ConcurrentHashMap<>();
  private final Map<Class<?>, Object> shared = new ConcurrentHashMap<>();
  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  /** What is done when a comm is opened, and the cell that said so. */
  private record Target(Consumer<Comm> opened, FrontEnd home) {}

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
    Objects.requireNonNull(opened, "opened");
    targets.put(name, new Target(opened, FrontEnds.current()));
  }

  /**
   * Opens a comm from the kernel's side.
   *
   * @param target a name that the front end knows
   * @param data the first message
   */
  public Comm open(String target, Object data, byte[]... buffers) {
    return open(target, data, Map.of(), buffers);
  }

  /**
   * Opens a comm from the kernel's side.
   *
   * @param target a name that the front end knows
   * @param data the first message
   * @param metadata of the message, where the target's protocol wants some
   */
  public Comm open(String target, Object data, Map<String, Object> metadata, byte[]... buffers) {
    Comm comm = new Comm(UUID.randomUUID().toString().replace("-", ""), target, this);
    open.put(comm.id(), comm);
    outlet.open(comm.id(), target, data, metadata, List.of(buffers));
    return comm;
  }

  /**
   * The one object of a class that goes with these comms; made when it is first asked for. For what
   * all comms of a library share.
   */
  public <T> T shared(Class<T> type, Function<Comms, T> maker) {
    return type.cast(shared.computeIfAbsent(type, key -> maker.apply(this)));
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
    Target known = targets.get(target);
    if (known == null) {
      outlet.close(id);
      return;
    }
    Comm comm = new Comm(id, target, this);
    open.put(id, comm);
    known.opened.accept(comm);
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

  /** For kernels: the cell that set what is done with a comm's messages; null if none did. */
  public FrontEnd home(String id) {
    Comm comm = open.get(id);
    return comm == null ? null : comm.home();
  }

  /** For kernels: the cell that set what is done with new comms of a target; null if none did. */
  public FrontEnd homeOfTarget(String name) {
    Target known = targets.get(name);
    return known == null ? null : known.home;
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
