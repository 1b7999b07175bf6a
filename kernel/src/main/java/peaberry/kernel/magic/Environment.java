package peaberry.kernel.magic;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder and the environment variables that a notebook's commands have.
 *
 * <p>They start as the process's own and are changed by {@code %cd} and {@code %env}. A JVM cannot
 * change its own: neither {@code new File("x")} nor {@code Path.of("x")} takes notice of the
 * property {@code user.dir} once it runs, and {@code System.getenv} is fixed. Thread-safe.
 */
public final class Environment {
  private final Path start = Path.of("").toAbsolutePath();
  private final SortedMap<String, String> variables = new TreeMap<>(System.getenv());
  private Path folder = start;
  private Path previous = start;

  /** The folder that commands run in. */
  public synchronized Path folder() {
    return folder;
  }

  /** The folder that commands ran in before the last change. */
  public synchronized Path previous() {
    return previous;
  }

  /** The folder that Java's own relative paths start at, for as long as the kernel lives. */
  public Path start() {
    return start;
  }

  /**
   * The file that is meant: relative to {@link #folder}, with {@code ~} for the user's own.
   *
   * @throws MagicException if no file can have that name
   */
  public Path resolve(String name) {
    try {
      boolean home = name.equals("~") || name.startsWith("~/");
      Path path =
          home
              ? Path.of(System.getProperty("user.home"))
                  .resolve(name.substring(1).replaceFirst("^/", ""))
              : Path.of(name);
      return folder().resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new MagicException("expected the name of a file, got " + name + ": " + e.getReason());
    }
  }

  /**
   * Changes the folder.
   *
   * @throws MagicException if there is none
   */
  public synchronized void change(Path to) {
    if (!Files.isDirectory(to)) {
      throw new MagicException(
          "expected a folder, got "
              + to
              + (Files.exists(to) ? ", a file" : ", which is not there"));
    }
    previous = folder;
    folder = to;
  }

  /** The environment variables that commands have, by name. */
  public synchronized SortedMap<String, String> variables() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  /** Gives an environment variable a value. */
  public synchronized void set(String name, String value) {
    variables.put(name, value);
  }

  /** Prepares a process to run here. */
  synchronized ProcessBuilder process(List<String> command, Map<String, String> more) {
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
    process.environment().clear();
    process.environment().putAll(variables);
    process.environment().putAll(more);
    return process;
  }

  /**
   * The files that begin as {@code word} does, folders with a slash at their end. Names with white
   * space are left out: they cannot be one word.
   *
   * @param folders whether folders are all that is wanted
   */
  public List<String> complete(String word, boolean folders) {
    String parent = word.substring(0, word.lastIndexOf('/') + 1);
    String begin = word.substring(parent.length());
    List<String> found = new ArrayList<>();
    try (var files = Files.newDirectoryStream(resolve(parent.isEmpty() ? "." : parent))) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean hidden = name.startsWith(".") && !begin.startsWith(".");
        boolean folder = Files.isDirectory(file);
        if (name.startsWith(begin)
            && !hidden
            && (folder || !folders)
            && name.chars().noneMatch(Character::isWhitespace)) {
          found.add(parent + name + (folder ? "/" : ""));
        }
      }
    } catch (java.io.IOException | java.nio.file.DirectoryIteratorException | MagicException e) {
      return List.of(); // no such folder: nothing to offer
    }
    Collections.sort(found);
    return found;
  }
}
