package peaberry.kernel.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Supplier;

/**
 * {@code System.out}, {@code System.err} and {@code System.in} as cells see them: each thread's
 * text goes to the console of the cell that started it.
 *
 * <p>Also puts back, before each cell, what an earlier one may have changed for the whole process:
 * the streams, the default locale and the default time zone.
 */
final class StandardStreams {
  private final PrintStream processOut = System.out;
  private final PrintStream processErr = System.err;
  private final InputStream processIn = System.in;
  private final Locale locale = Locale.getDefault();
  private final PrintStream out;
  private final PrintStream err;
  private final InputStream in;

  /**
   * @param console the console of the calling thread, or null if there is none
   */
  StandardStreams(Supplier<Console> console) {
    this.out = new CellPrintStream(new TextSink(console, false, processOut));
    this.err = new CellPrintStream(new TextSink(console, true, processErr));
    this.in = new LineSource(console);
  }

  /** Makes the streams those of the process, whatever a cell did with them. */
  void install() {
    if (System.out != out) {
      System.setOut(out);
    }
    if (System.err != err) {
      System.setErr(err);
    }
    if (System.in != in) {
      System.setIn(in);
    }
    if (!Locale.getDefault().equals(locale)) {
      Locale.setDefault(locale);
    }
    TimeZone.setDefault(null); // what it was when the virtual machine started
  }

  /** What a cell that ran to its end is worth; {@code printf} returns its stream, which is not. */
  Outcome outcome(Notebook.Prepared.Ready ready, Object value) {
    boolean worthShowing = ready.shows() && value != null && !contains(value);
    return worthShowing ? new Outcome.Value(value) : new Outcome.Nothing();
  }

  /** Whether a value is one of these streams. */
  boolean contains(Object value) {
    return value == out || value == err;
  }

  /** Passes on what a cell has written, also if it has replaced the streams since. */
  void flush() {
    out.flush();
    err.flush();
  }

  /**
   * Reads with a prompt beside the input field; where {@code System.in} is another, it is printed.
   */
  static String asking(String prompt, Supplier<String> reader) {
    if (!(System.in instanceof LineSource source)) {
      IO.print(prompt);
      return reader.get();
    }
    source.prompt.set(prompt);
    try {
      return reader.get();
    } finally {
      source.prompt.remove();
    }
  }

  /** Gives the process its own streams back. */
  void uninstall() {
    System.setOut(processOut);
    System.setErr(processErr);
    System.setIn(processIn);
  }

  /** A print stream that a cell cannot close. */
  private static final class CellPrintStream extends PrintStream {
    CellPrintStream(OutputStream sink) {
      super(sink, false, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      flush();
    }
  }

  /** Bytes to text, character by character, for the console of the thread that writes. */
  private static final class TextSink extends OutputStream {
    private final Supplier<Console> console;
    private final boolean error;
    private final PrintStream fallback;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer pending = ByteBuffer.allocate(8);

    TextSink(Supplier<Console> console, boolean error, PrintStream fallback) {
      this.console = console;
      this.error = error;
      this.fallback = fallback;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Console to = console.get();
      if (to == null) {
        fallback.write(bytes, offset, length);
        return;
      }
      String text = decode(bytes, offset, length);
      if (text.isEmpty()) {
        return;
      }
      if (error) {
        to.err(text);
      } else {
        to.out(text);
      }
    }

    private synchronized String decode(byte[] bytes, int offset, int length) {
      ByteBuffer input = ByteBuffer.allocate(pending.position() + length);
      input.put(pending.flip()).put(bytes, offset, length).flip();
      CharBuffer chars = CharBuffer.allocate(input.remaining() + 1);
      decoder.reset().decode(input, chars, false);
      pending.clear().put(input);
      return chars.flip().toString();
    }
  }

  /** Lines that the user is asked for, one whenever the last is used up. */
  private static final class LineSource extends InputStream {
    private final Supplier<Console> console;
    private final ThreadLocal<String> prompt = ThreadLocal.withInitial(() -> "");
    private ByteBuffer line = ByteBuffer.allocate(0);

    LineSource(Supplier<Console> console) {
      this.console = console;
    }

    @Override
    public synchronized int read() throws IOException {
      return fill() ? line.get() & 0xff : -1;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, line.remaining());
      line.get(bytes, offset, count);
      return count;
    }

    @Override
    public synchronized int available() {
      return line.remaining();
    }

    private boolean fill() throws IOException {
      if (line.hasRemaining()) {
        return true;
      }
      Console from = console.get();
      if (from == null) {
        return false;
      }
      try {
        String text = from.readLine(prompt.get(), false);
        if (text == null) {
          return false;
        }
        line = StandardCharsets.UTF_8.encode(text + "\n");
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the cell was interrupted while it waited for input");
      }
    }

    @Override
    public void close() {}
  }
}
