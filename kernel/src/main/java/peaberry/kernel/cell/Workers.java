package peaberry.kernel.cell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The threads that cells run on: one, as long as nobody runs cells at the same time.
 *
 * <p>A cell that was stopped and does not come back, since it is inside a library that takes no
 * notice, is left behind on its thread, and the next cell gets another.
 *
 * <p>Safe for use by several threads.
 */
final class Workers {

  /** What is to be done on a thread, and the run that it belongs to. */
  private record Job(Run run, Function<Run, Outcome> work) {}

  /** How long a stopped cell may take to end before it is left behind, in nanoseconds. */
  private static final long PATIENCE = 1_500_000_000L;

  /** How often the heap is looked at while a job runs, in nanoseconds. */
  private static final long MOMENT = 20_000_000L;

  private static final long STACK_BYTES = 16L << 20;

  private final Stops stops;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private int busy;

  /** Made when a job has run for a moment: no shorter one can fill the heap. */
  private volatile HeapWatch heap;

  /** Whether the runs are still to be told that the heap is nearly full. Guarded by the lock. */
  private boolean starving;

  Workers(Stops stops) {
    this.stops = stops;
  }

  /** Starts the first thread, which does {@code first} before its first job. */
  void start(Runnable first) {
    Worker worker = new Worker(first);
    idle.push(worker);
    worker.start();
  }

  /**
   * Does {@code work} on one of the threads, and returns what came of it, or a failure if it was
   * stopped and left behind.
   */
  Outcome run(Run run, Function<Run, Outcome> work) {
    lock.lock();
    try {
      busy++;
      stops.begin(run);
      Worker worker = idle.poll();
      if (worker == null) {
        worker = new Worker(() -> {});
        worker.start();
      }
      worker.give(new Job(run, work));
      Outcome outcome = await(worker, run);
      if (!worker.left) {
        idle.push(worker);
      }
      return outcome;
    } finally {
      busy--;
      lock.unlock();
    }
  }

  /** Waits for the outcome; the lock is held. */
  private Outcome await(Worker worker, Run run) {
    long deadline = Long.MAX_VALUE;
    while (worker.outcome == null) {
      try {
        if (!run.stopped()) {
          awaitWatching();
          continue;
        }
        if (deadline == Long.MAX_VALUE) {
          deadline = System.nanoTime() + PATIENCE;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          worker.left = true;
          String at = run.thread() == null ? "the compiler" : whereabouts(worker);
          return Report.interrupted("it is still busy in the background: " + at);
        }
        changed.awaitNanos(Math.min(left, PATIENCE / 5));
        if (run.thread() != null && worker.outcome == null) {
          worker.interrupt();
        }
      } catch (InterruptedException e) {
        run.stop();
      }
    }
    return worker.outcome;
  }

  /** Waits for a moment, and looks after the heap; the lock is held. */
  private void awaitWatching() throws InterruptedException {
    if (changed.awaitNanos(MOMENT) > 0) {
      return;
    }
    try {
      if (heap == null) {
        heap = new HeapWatch();
        HeapReserve.take();
      }
      starving |= heap.nearlyFull();
      if (starving) {
        stops.starveAll(heap);
        starving = false;
      }
    } catch (OutOfMemoryError full) { // in this thread, which has nothing to let go but the reserve
      HeapReserve.release(full);
    }
  }

  private static String whereabouts(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
        return frame.getClassName() + "." + frame.getMethodName();
      }
    }
    return thread.getName();
  }

  /** Stops all jobs that run. */
  void stop() {
    lock.lock();
    try {
      stops.stopAll();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a job runs. */
  boolean busy() {
    lock.lock();
    try {
      return busy > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the threads that wait for a job. */
  void close() {
    lock.lock();
    try {
      for (Worker worker : idle) {
        worker.left = true;
        worker.interrupt();
      }
      idle.clear();
    } finally {
      lock.unlock();
    }
  }

  private final class Worker extends Thread {
    private final Runnable first;
    private Job job;
    private Outcome outcome;

    /** It gets no more jobs. */
    private boolean left;

    Worker(Runnable first) {
      super(null, null, "cells", STACK_BYTES, false);
      this.first = first;
      setDaemon(true);
    }

    /** Gives the thread its next job; the lock is held. */
    void give(Job next) {
      job = next;
      outcome = null;
      changed.signalAll();
    }

    @Override
    public void run() {
      first.run();
      while (true) {
        Job next;
        lock.lock();
        try {
          while (job == null) {
            if (left) {
              return;
            }
            changed.await();
          }
          next = job;
          job = null;
        } catch (InterruptedException e) {
          continue; // meant for a cell that has ended
        } finally {
          lock.unlock();
        }
        Outcome result;
        try {
          result = next.work().apply(next.run());
        } catch (Throwable e) { // nothing that a cell does may end this thread
          HeapReserve.release(e);
          result = new Outcome.Failure(e.getClass().getName(), "" + e, List.of("" + e), false);
        }
        if (heap != null && !(result instanceof Outcome.Failure)) {
          HeapReserve.take();
        }
        lock.lock();
        try {
          stops.end(next.run());
          Thread.interrupted();
          outcome = result;
          changed.signalAll();
          if (left) {
            return;
          }
        } finally {
          lock.unlock();
        }
      }
    }
  }
}
