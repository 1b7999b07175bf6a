package peaberry.kernel.session;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.display.Comms;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.message.Incoming;
import peaberry.kernel.message.Output;

/**
 * Where the output of one execution goes, under the header of its request, also that of threads
 * which outlive it. Text is gathered and sent in batches; all else is sent at once, after the text
 * before it.
 *
 * <p>Thread-safe. A thread that prints waits while a client is slow to read.
 */
final class CellConsole implements CellOutput {
  /** A batch is sent when it has grown to this many characters. */
  private static final int BATCH_CHARS = 64 * 1024;

  private final Incoming request;
  private final boolean allowInput;
  private final Publisher publisher;
  private final Flusher flusher;
  private final Stdin stdin;
  private final Comms comms;
  private final Supplier<Interpreter> interpreter;

  private final StringBuilder batch = new StringBuilder();
  private boolean batchIsErr;
  private boolean scheduled;

  /** What all consoles of a kernel share. */
  record Services(
      Publisher publisher,
      Flusher flusher,
      Stdin stdin,
      Comms comms,
      Supplier<Interpreter> interpreter) {}

  CellConsole(Incoming request, boolean allowInput, Services services) {
    this.request = request;
    this.allowInput = allowInput;
    this.publisher = services.publisher();
    this.flusher = services.flusher();
    this.stdin = services.stdin();
    this.comms = services.comms();
    this.interpreter = services.interpreter();
  }

  @Override
  public Incoming cause() {
    return request;
  }

  @Override
  public CellConsole cell() {
    return this;
  }

  /** What compiles and runs cells. */
  Interpreter interpreter() {
    return interpreter.get();
  }

  /** The console of the code that the calling thread runs. */
  Console running() {
    return interpreter().current();
  }

  @Override
  public synchronized void print(String text, boolean err) {
    if (text.isEmpty()) {
      return;
    }
    if (err != batchIsErr) {
      flush();
      batchIsErr = err;
    }
    batch.append(text);
    if (batch.length() >= BATCH_CHARS) {
      // Whole lines, so that a front end need not show half of one; the rest waits its time.
      int lines = batch.lastIndexOf("\n") + 1;
      flush(lines == 0 ? batch.length() : lines);
    }
    if (!batch.isEmpty() && !scheduled) {
      scheduled = true;
      flusher.schedule(this);
    }
  }

  /** Sends the text that waits. */
  synchronized void flush() {
    flush(batch.length());
  }

  /** {@link #flush} by the flusher, which has taken this console off its list. */
  synchronized void flushScheduled() {
    scheduled = false;
    flush();
  }

  /** Sends the first {@code length} characters. */
  private void flush(int length) {
    String name = batchIsErr ? "stderr" : "stdout";
    int start = 0;
    while (start < length) {
      int end = Math.min(start + BATCH_CHARS, length);
      if (end < length && Character.isHighSurrogate(batch.charAt(end - 1))) {
        end--;
      }
      publisher.print(request, new Output.Stream(name, batch.substring(start, end)));
      start = end;
    }
    batch.delete(0, length);
  }

  @Override
  public String readLine(String prompt, boolean password) throws IOException, InterruptedException {
    if (!allowInput) {
      throw new IOException(
          "this front end cannot be asked for input: it sent the cell with allow_stdin false");
    }
    flush();
    return stdin.ask(request, new Output.InputRequest(prompt, password));
  }

  @Override
  public synchronized void show(String id, MimeBundle bundle) {
    flush();
    publisher.print(request, new Output.DisplayData(id, Publisher.data(bundle), bundle.metadata()));
  }

  @Override
  public synchronized void update(String id, MimeBundle bundle) {
    flush();
    publisher.print(
        request, new Output.UpdateDisplayData(id, Publisher.data(bundle), bundle.metadata()));
  }

  @Override
  public synchronized void clear(boolean wait) {
    flush();
    publisher.print(request, new Output.ClearOutput(wait));
  }

  /** As text on stderr: the cell itself has not failed, and may have ended long ago. */
  @Override
  public void fail(String name, String message, List<String> traceback) {
    err(String.join("\n", traceback) + "\n");
  }

  @Override
  public Comms comms() {
    return comms;
  }
}
