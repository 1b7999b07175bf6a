package peaberry.kernel;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import peaberry.kernel.cell.JavaInterpreter;
import peaberry.kernel.session.Session;
import peaberry.kernel.wire.ConnectionInfo;
import peaberry.kernel.wire.WireException;

/**
 * Starts the kernel: {@code java -jar peaberry-kernel.jar [options] connection-file}.
 *
 * <p>Front ends start it by its kernelspec. Exit codes: 0 after a shutdown request, 1 if it cannot
 * run or its parent process is gone, 2 if the arguments are wrong.
 */
public final class Main {
  private Main() {}

  /**
   * Runs until a front end shuts the kernel down.
   *
   * @param args see {@link Arguments}
   */
  public static void main(String[] args) {
    // Cells get a System.err of their own: what the kernel has to say goes to the process's.
    PrintStream err = System.err;
    Consumer<String> log =
        line -> {
          err.println("peaberry: " + line.replace('\n', ' '));
          err.flush();
        };
    try {
      Arguments arguments = Arguments.of(args);
      if (arguments.connectionFile() == null) {
        System.out.println(arguments.help());
        return;
      }
      Startup startup = Startup.of(System.getenv());
      Session.start(
          ConnectionInfo.read(arguments.connectionFile()),
          () -> interpreter(arguments, startup, log),
          new Session.Options(
              history(), System.getenv("JPY_PARENT_PID"), startup.cellLimit(), log));
    } catch (Arguments.UsageException e) {
      log.accept(e.getMessage());
      System.exit(2);
    } catch (WireException e) {
      log.accept(e.getMessage());
      System.exit(1);
    }
  }

  private static JavaInterpreter interpreter(
      Arguments arguments, Startup startup, Consumer<String> log) {
    JavaInterpreter interpreter = JavaInterpreter.create(arguments.interpreter(startup));
    startup.run(interpreter, log);
    return interpreter;
  }

  /** In the user's data folder, as the XDG base directory specification says. */
  private static Path history() {
    String data = System.getenv("XDG_DATA_HOME");
    try {
      if (data != null && Path.of(data).isAbsolute()) {
        return Path.of(data, "peaberry", "history.jsonl");
      }
    } catch (InvalidPathException unusable) {
      // The default serves as well.
    }
    return Path.of(System.getProperty("user.home"), ".local", "share", "peaberry", "history.jsonl");
  }
}
