package peaberry.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import peaberry.kernel.cell.Cell;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.cell.Outcome;

/**
 * What the environment variables of IJava and JJava ask for, {@code IJAVA_CLASSPATH} and so on, so
 * that a host need not change them.
 *
 * @param classPath jars and folders that cells can use
 * @param compilerOptions further options for javac
 * @param scripts Java that is run before the first cell
 * @param cellLimit how long a cell may run, or null
 */
record Startup(
    List<Path> classPath, List<String> compilerOptions, List<String> scripts, Duration cellLimit) {
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");

  /** Reads the variables; what names no file is passed over, as there. */
  static Startup of(Map<String, String> environment) {
    List<Path> classPath = new ArrayList<>();
    List<String> options = new ArrayList<>();
    List<String> scripts = new ArrayList<>();
    Duration limit = null;
    for (String kernel : List.of("IJAVA_", "JJAVA_")) {
      classPath.addAll(files(environment.getOrDefault(kernel + "CLASSPATH", "")));
      for (String word : environment.getOrDefault(kernel + "COMPILER_OPTS", "").split("\\s+")) {
        if (!word.isEmpty()) {
          options.add(word);
        }
      }
      for (Path file : files(environment.getOrDefault(kernel + "STARTUP_SCRIPTS_PATH", ""))) {
        try {
          scripts.add(Files.readString(file));
        } catch (IOException unreadable) {
          continue;
        }
      }
      if (environment.containsKey(kernel + "STARTUP_SCRIPT")) {
        scripts.add(environment.get(kernel + "STARTUP_SCRIPT"));
      }
      Duration set = limit(environment.getOrDefault(kernel + "TIMEOUT", ""));
      limit = set == null ? limit : set;
    }
    return new Startup(classPath, options, scripts, limit);
  }

  /** A number of milliseconds, or of the {@link TimeUnit} behind it; 0 and less are no limit. */
  private static Duration limit(String text) {
    Matcher matcher = LIMIT.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2).isEmpty() ? "MILLISECONDS" : matcher.group(2);
    for (TimeUnit known : TimeUnit.values()) {
      if (known.name().equalsIgnoreCase(unit) && number > 0) {
        return Duration.of(number, known.toChronoUnit());
      }
    }
    return null;
  }

  /** Runs the scripts; what goes wrong is told, and the kernel starts all the same. */
  void run(Interpreter interpreter, Consumer<String> log) {
    Console console = new LogConsole(log);
    for (String script : scripts) {
      if (interpreter.run(new Cell(0, script), console) instanceof Outcome.Failure failure) {
        log.accept("a startup script failed: " + failure.name() + ": " + failure.message());
      }
    }
  }

  /** The files that are there, of a list of paths whose last parts may be patterns. */
  private static List<Path> files(String paths) {
    List<Path> found = new ArrayList<>();
    for (String text : paths.split(File.pathSeparator)) {
      try {
        int slash = text.lastIndexOf('/') + 1;
        Path folder = Path.of(slash == 0 ? "." : text.substring(0, slash));
        if (text.isBlank()) {
          continue;
        }
        if (text.indexOf('*', slash) < 0) {
          found.add(Path.of(text));
        } else if (Files.isDirectory(folder)) {
          try (DirectoryStream<Path> files =
              Files.newDirectoryStream(folder, text.substring(slash))) {
            files.forEach(found::add);
          }
        }
      } catch (IOException
          | DirectoryIteratorException
          | InvalidPathException
          | PatternSyntaxException unusable) {
        continue;
      }
    }
    return found;
  }

  /** No front end sees what is printed before the first cell. */
  private record LogConsole(Consumer<String> log) implements Console {
    @Override
    public void out(String text) {
      log.accept(text.stripTrailing());
    }

    @Override
    public void err(String text) {
      log.accept(text.stripTrailing());
    }

    @Override
    public String readLine(String prompt, boolean password) throws IOException {
      throw new IOException("nobody can be asked before the first cell");
    }
  }
}
