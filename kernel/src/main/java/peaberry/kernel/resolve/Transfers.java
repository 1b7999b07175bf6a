package peaberry.kernel.resolve;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a resolver fetches, as it goes on. Safe for use by several threads. */
public final class Transfers {
  private final Map<String, long[]> running = new LinkedHashMap<>();
  private final Set<String> sources = new HashSet<>();
  private int files;
  private long bytes;
  private boolean cancelled;

  /**
   * How far it is.
   *
   * @param files how many files have come, POMs included
   * @param bytes how many bytes have come
   * @param expected how many will have come when the running ones are done
   * @param current the name of a file that comes now, or null
   * @param sources the ids of the repositories that files have come from
   */
  public record Progress(
      int files, long bytes, long expected, String current, Set<String> sources) {}

  /** Takes note of a file that starts to come. */
  public synchronized void started(String file, String source, long size) {
    running.put(file, new long[] {0, Math.max(0, size)});
    sources.add(source);
  }

  /** Takes note of how much of a file has come. */
  public synchronized void progressed(String file, long so) {
    long[] known = running.get(file);
    if (known != null) {
      known[0] = so;
    }
  }

  /** Takes note of a file that has come, or that failed. */
  public synchronized void ended(String file, boolean succeeded) {
    long[] known = running.remove(file);
    if (known != null && succeeded) {
      files++;
      bytes += known[0];
    }
  }

  /** Makes what still runs stop as soon as it can. */
  public synchronized void cancel() {
    cancelled = true;
  }

  /** Whether it is to stop. */
  public synchronized boolean cancelled() {
    return cancelled;
  }

  /** How far it is now. */
  public synchronized Progress progress() {
    long now = bytes;
    long expected = bytes;
    String current = null;
    for (Map.Entry<String, long[]> file : running.entrySet()) {
      now += file.getValue()[0];
      expected += Math.max(file.getValue()[0], file.getValue()[1]);
      current = file.getKey();
    }
    return new Progress(files, now, expected, current, Set.copyOf(sources));
  }
}
