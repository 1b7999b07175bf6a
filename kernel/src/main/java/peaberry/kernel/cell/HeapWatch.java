package peaberry.kernel.cell;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * Tells whether cells have nearly filled the heap, while there is still room to say so.
 *
 * <p>A JVM whose heap is full of small objects may collect for minutes before it throws
 * OutOfMemoryError, and then throws it in any thread, the kernel's among them. So the cells are
 * told earlier: when a full collection has left less room in the old generation than the young one
 * may need when it is emptied next.
 *
 * <p>Between the collection and the error the cell may have let go what it held, say because it
 * caught a true error: so the thread that is to throw asks once more. And a heap that one cell has
 * left full is told of again only when more is held: the next cell may be the one that empties it.
 *
 * <p>What slips through, such as one large array, meets a true OutOfMemoryError: for that there is
 * {@link HeapReserve}.
 *
 * <p>Safe for use by several threads.
 */
final class HeapWatch {
  /** Null if the collector, of the user's choice then, has no such generations. */
  private final MemoryPoolMXBean old;

  private final long limit;

  /** How much more than was told of must be held to tell of it again. */
  private final long step;

  private long known;
  private long told;

  HeapWatch() {
    long young = 0;
    MemoryPoolMXBean found = null;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported()) {
        found = pool;
      } else if (pool.getType() == MemoryType.HEAP) {
        young += pool.getUsage().getMax();
      }
    }
    long most = found == null ? 0 : found.getUsage().getMax();
    old = most > 0 && young > 0 ? found : null;
    limit = most - Math.min(young, most / 4);
    step = (most - limit) / 4;
  }

  /**
   * Whether a full collection since the last call has left too little room, and less than was told
   * of.
   */
  synchronized boolean nearlyFull() {
    MemoryUsage left = old == null ? null : old.getCollectionUsage();
    if (left == null || left.getUsed() == known) {
      return false;
    }
    boolean grown = left.getUsed() > told + step;
    return isFull(left) && grown;
  }

  /** Whether a full collection, made now, leaves too little room. */
  synchronized boolean isFull() {
    System.gc();
    return isFull(old.getCollectionUsage());
  }

  private boolean isFull(MemoryUsage left) {
    known = left.getUsed();
    boolean full = known > limit;
    told = full ? Math.max(told, known) : 0;
    return full;
  }
}
