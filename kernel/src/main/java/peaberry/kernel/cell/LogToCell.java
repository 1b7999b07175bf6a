package peaberry.kernel.cell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Sets up {@code java.util.logging}, and so SLF4J over it: what a library logs as a warning or an
 * error goes to {@code System.err} of the cell, a line each; information is off until a cell turns
 * it on for a logger. The kernel's own log goes to the process's error stream.
 *
 * <p>Made by the log manager itself, when something logs for the first time.
 */
public final class LogToCell {
  private static final String FORMAT = "%4$s %3$s: %5$s%6$s%n";

  /** Makes the log manager use this class, unless the user has set one up. */
  static void install() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      System.setProperty("java.util.logging.config.class", LogToCell.class.getName());
      System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
    }
  }

  /** Called by the log manager. */
  public LogToCell() {
    var root = LogManager.getLogManager().getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new Lines());
  }

  /** Takes {@code System.err} as it is when something is logged, not as it was at first. */
  private static final class Lines extends Handler {
    private final PrintStream process =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true);

    Lines() {
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord record) {
      String logger = record.getLoggerName();
      PrintStream to =
          logger != null && logger.startsWith("peaberry.kernel.") ? process : System.err;
      if (isLoggable(record) && to != null) {
        to.print(getFormatter().format(record));
        to.flush();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
