package peaberry.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Outcome;

/**
 * {@code !command}: runs a line in the shell, in the kernel's working folder. What it prints is
 * shown as it comes; an interrupt, or the kernel's end, ends it together with what it has started.
 *
 * <p>As in a terminal, the line is done when the shell is, and what it left in the background goes
 * on. What that prints later should go to a file: the JVM closes the pipe to a process that ended.
 */
public final class ShellMagic implements LineMagic {
  static final String NAME = "!";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "runs a line in the shell";
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String command, MagicContext context) throws Exception {
    Console console = context.console();
    Process process = start(command);
    Thread atKernelsEnd = new Thread(() -> end(process), "end of a command");
    if (!addHook(atKernelsEnd)) {
      end(process);
      return new Outcome.Nothing();
    }
    try {
      Pump out = new Pump(process.getInputStream(), console::out);
      Pump err = new Pump(process.getErrorStream(), console::err);
      int status = process.waitFor();
      out.await();
      err.await();
      if (status != 0) {
        console.err("the command ended with status " + status + "\n");
      }
      return new Outcome.Nothing();
    } catch (InterruptedException e) {
      end(process);
      throw e;
    } finally {
      removeHook(atKernelsEnd);
    }
  }

  private static Process start(String command) {
    try {
      return new ProcessBuilder("/bin/sh", "-c", command)
          .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
          .start();
    } catch (IOException e) {
      throw new MagicException("the shell /bin/sh cannot be started: " + e.getMessage());
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    // The shell first: it would go on with its next command.
    process.destroyForcibly();
    for (ProcessHandle each : started) {
      each.descendants().forEach(ProcessHandle::destroyForcibly);
      each.destroyForcibly();
    }
  }

  private static boolean addHook(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException ending) {
      return false;
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Then it runs, and finds the command ended.
    }
  }

  /** Passes on text as it comes, until its stream ends. */
  private static final class Pump {
    /** A pump that has read nothing for two of these has read all that the shell left behind. */
    private static final long TURN_MILLIS = 50;

    private final Thread thread;
    private volatile boolean reading;
    private volatile long reads;

    Pump(InputStream from, Consumer<String> to) {
      thread = Thread.ofVirtual().start(() -> run(from, to));
    }

    private void run(InputStream from, Consumer<String> to) {
      char[] buffer = new char[8192];
      try (Reader text = new InputStreamReader(from, StandardCharsets.UTF_8)) {
        while (true) {
          reading = true;
          int length = text.read(buffer);
          reading = false;
          if (length < 0) {
            return;
          }
          reads++;
          to.accept(new String(buffer, 0, length));
        }
      } catch (IOException ended) {
        // The command was ended while it was read: there is no more to show.
      }
    }

    /** Waits until all is passed on that the shell's own commands have printed. */
    void await() throws InterruptedException {
      long before = -1;
      int idle = 0;
      while (idle < 2 && !thread.join(Duration.ofMillis(TURN_MILLIS))) {
        idle = reading && reads == before ? idle + 1 : 0;
        before = reads;
      }
    }
  }
}
