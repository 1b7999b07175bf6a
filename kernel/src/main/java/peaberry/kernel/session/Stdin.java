package peaberry.kernel.session;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import peaberry.kernel.message.Incoming;
import peaberry.kernel.message.Output;
import peaberry.kernel.message.Request;

/** Asks users for input, one question at a time. Thread-safe. */
final class Stdin {
  /** What front ends send for the end of input (Ctrl-D). */
  private static final String END_OF_INPUT = "\u0004";

  /** A question that waits for its answer. */
  private static final class Question {
    private final String id;
    private final List<byte[]> client;
    private String answer;
    private boolean cancelled;

    private Question(String id, List<byte[]> client) {
      this.id = id;
      this.client = client;
    }
  }

  private final Publisher publisher;
  private final ReentrantLock turn = new ReentrantLock();
  private final Object lock = new Object();
  private Question open;

  Stdin(Publisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Asks the client that sent {@code request}, and waits for its answer.
   *
   * @return the line, or null at the end of input
   * @throws InterruptedException if the thread is interrupted, or {@link #cancel} is called
   */
  String ask(Incoming request, Output.InputRequest question) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      synchronized (lock) {
        // An answer cannot come before the question is known here: it waits for the lock.
        Question asked =
            new Question(publisher.ask(request, question), request.envelope().identities());
        open = asked;
        try {
          while (asked.answer == null && !asked.cancelled) {
            lock.wait();
          }
        } finally {
          open = null;
        }
        if (asked.cancelled) {
          throw new InterruptedException("the cell was interrupted while it waited for input");
        }
        return asked.answer.equals(END_OF_INPUT) ? null : asked.answer;
      }
    } finally {
      turn.unlock();
    }
  }

  /**
   * Takes an answer.
   *
   * @return false if nobody waits for it: it is late, or another client's
   */
  boolean answer(Incoming message, Request.InputReply reply) {
    synchronized (lock) {
      if (open == null || !isFrom(open.client, message)) {
        return false;
      }
      // Many clients leave the parent header empty.
      String parent = message.parentId();
      if (!parent.isEmpty() && !parent.equals(open.id)) {
        return false;
      }
      open.answer = reply.value();
      lock.notifyAll();
      return true;
    }
  }

  /** Ends the open question, if there is one. */
  void cancel() {
    synchronized (lock) {
      if (open != null) {
        open.cancelled = true;
        lock.notifyAll();
      }
    }
  }

  private static boolean isFrom(List<byte[]> client, Incoming message) {
    List<byte[]> sender = message.envelope().identities();
    return !client.isEmpty()
        && !sender.isEmpty()
        && Arrays.equals(client.getFirst(), sender.getFirst());
  }
}
