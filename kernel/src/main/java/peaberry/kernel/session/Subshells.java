package peaberry.kernel.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import peaberry.kernel.message.Incoming;

/**
 * Further lanes for cells, made and ended by the front end's word: what is sent to one runs while
 * the main shell is busy (Jupyter Enhancement Proposal 91). All of them share one name space.
 *
 * <p>Safe for use by several threads.
 */
final class Subshells {
  private final Consumer<Lane.Item> work;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  /**
   * @param work called for each request, on its subshell's thread; must not throw
   */
  Subshells(Consumer<Lane.Item> work) {
    this.work = work;
  }

  /** Starts a subshell and returns its name. */
  synchronized String create() {
    String id = UUID.randomUUID().toString();
    Lane lane = new Lane("subshell", work);
    lanes.put(id, lane);
    lane.start();
    return id;
  }

  /** Ends a subshell when what waits in it is done; returns false if there is none of that name. */
  synchronized boolean delete(String id) {
    Lane lane = lanes.remove(id);
    if (lane != null) {
      lane.end();
    }
    return lane != null;
  }

  /** What to tell who names one that does not exist. */
  static String unknown(String id) {
    return "there is no subshell " + id + ": list_subshell_request names those there are";
  }

  synchronized List<String> all() {
    return new ArrayList<>(lanes.keySet());
  }

  /** Gives a request to a subshell; returns false if there is none of that name. */
  synchronized boolean add(String id, Incoming incoming) {
    Lane lane = lanes.get(id);
    if (lane != null) {
      lane.add(incoming);
    }
    return lane != null;
  }

  /** Marks the requests that wait in all subshells as aborted. */
  synchronized void abortWaiting() {
    lanes.values().forEach(Lane::abortWaiting);
  }
}
