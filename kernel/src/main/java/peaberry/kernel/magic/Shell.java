package peaberry.kernel.magic;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Variable;

/**
 * Runs text in a shell, in the notebook's {@link Environment}. What it prints is shown as it comes;
 * an interrupt, or the kernel's end, ends it together with what it has started.
 *
 * <p>As in a terminal, the text is done when the shell is, and what it left in the background goes
 * on; what that prints later is shown too. That takes named pipes, since the JVM closes the pipes
 * it makes itself as soon as the shell has ended.
 *
 * <p>A variable of the notebook that the text mentions, as <code>$name</code> or <code>${name}
 * </code>, is an environment variable of the shell: so its own quoting rules hold, and a value can
 * never be taken for a command.
 */
final class Shell {
  /** A shell's names have no letters but those of ASCII. */
  private static final Pattern MENTIONED =
      Pattern.compile("\\$(?:\\{[#!]?)?([A-Za-z_][A-Za-z0-9_]*)");

  private final String program;

  /**
   * @param program such as {@code /bin/sh}; must take a text after {@code -c}
   */
  Shell(String program) {
    this.program = program;
  }

  /**
   * Runs a text to its end.
   *
   * @return the shell's exit status
   * @throws MagicException if the shell cannot be started
   */
  int run(String text, MagicContext context) throws InterruptedException {
    Map<String, String> variables = new HashMap<>();
    for (Variable variable : mentioned(text, context.variables())) {
      variables.put(variable.name(), text(variable.value().get(), context));
    }
    ProcessBuilder builder =
        context.magics().environment().process(List.of(program, "-c", "--", text), variables);
    Console console = context.console();
    Path folder = null;
    try {
      folder = Files.createTempDirectory("peaberry");
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      if (new ProcessBuilder("mkfifo", out.toString(), err.toString()).start().waitFor() != 0) {
        throw new IOException("no named pipes can be made in " + folder);
      }
      return run(builder, out, err, console);
    } catch (IOException e) {
      throw new MagicException("the shell " + program + " cannot be started: " + e.getMessage());
    } finally {
      delete(folder);
    }
  }

  private static int run(ProcessBuilder builder, Path out, Path err, Console console)
      throws IOException, InterruptedException {
    Process process;
    Pump outPump;
    Pump errPump;
    // Who opens a pipe for both ways waits for nobody, and then nor does who opens it for one.
    RandomAccessFile outHeld = new RandomAccessFile(out.toFile(), "rw");
    try {
      RandomAccessFile errHeld = new RandomAccessFile(err.toFile(), "rw");
      try {
        outPump = new Pump(new FileInputStream(out.toFile()), console::out);
        errPump = new Pump(new FileInputStream(err.toFile()), console::err);
        process =
            builder
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
      } finally {
        errHeld.close();
      }
    } finally {
      outHeld.close();
    }
    Thread atKernelsEnd = new Thread(() -> end(process), "end of a command");
    if (!addHook(atKernelsEnd)) {
      end(process);
      return 0;
    }
    try {
      int status = process.waitFor();
      outPump.await();
      errPump.await();
      return status;
    } catch (InterruptedException e) {
      end(process);
      throw e;
    } finally {
      removeHook(atKernelsEnd);
    }
  }

  /** The notebook's variables that a text mentions. */
  static List<Variable> mentioned(String text, List<Variable> variables) {
    Set<String> names = new HashSet<>();
    Matcher matcher = MENTIONED.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return variables.stream().filter(variable -> names.contains(variable.name())).toList();
  }

  /** A value as an environment variable can hold it: without the character 0. */
  private static String text(Object value, MagicContext context) throws InterruptedException {
    // A string is taken whole; other objects' own code may run for ever, or make no end of text.
    String text = value instanceof String string ? string : context.render(value).plain();
    return text.replace("\0", "");
  }

  private static void delete(Path folder) {
    if (folder != null) {
      for (String file : List.of("out", "err", "")) {
        try {
          Files.deleteIfExists(folder.resolve(file));
        } catch (IOException left) {
          folder.toFile().deleteOnExit();
        }
      }
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

  /** Passes on text as it comes, until nobody has the other end of its pipe any more. */
  private static final class Pump {
    /** A pump that has found nothing for two of these has read all that the shell left behind. */
    private static final Duration TURN = Duration.ofMillis(10);

    private final InputStream from;
    private final Thread thread;
    private volatile boolean reading;
    private volatile long reads;

    Pump(InputStream from, Consumer<String> to) {
      this.from = from;
      // Not a virtual thread: it would hold its carrier while it waits for a file.
      thread = new Thread(null, () -> run(to), "output of a command");
      thread.setDaemon(true);
      thread.start();
    }

    private void run(Consumer<String> to) {
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
        // There is no more to show.
      }
    }

    private boolean isEmpty() {
      try {
        return from.available() == 0;
      } catch (IOException ended) {
        return true;
      }
    }

    /** Waits until all is passed on that the shell's own commands have printed. */
    void await() throws InterruptedException {
      long before = -1;
      int idle = 0;
      while (idle < 2 && !thread.join(TURN)) {
        idle = reading && reads == before && isEmpty() ? idle + 1 : 0;
        before = reads;
      }
    }
  }
}
