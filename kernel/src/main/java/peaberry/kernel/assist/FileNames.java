package peaberry.kernel.assist;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The names of files that begin as a given one, relative to the process's working folder. */
final class FileNames {
  private static final int MOST = 200;

  private FileNames() {}

  /**
   * The files and folders; those of folders end with a slash. Hidden ones only if asked for.
   *
   * @param begun what is typed: {@code data/ser}, {@code ~/} or nothing
   */
  static List<String> startingWith(String begun) {
    int slash = begun.lastIndexOf('/');
    String folder = begun.substring(0, slash + 1);
    String start = begun.substring(slash + 1);
    List<String> found = new ArrayList<>();
    if (begun.equals("~")) {
      return List.of("~/");
    }
    File[] files = folder(folder) instanceof Path path ? path.toFile().listFiles() : null;
    if (files == null) {
      return found;
    }
    Arrays.sort(files);
    for (File file : files) {
      String name = file.getName();
      if (name.startsWith(start)
          && (!name.startsWith(".") || start.startsWith("."))
          && found.size() < MOST) {
        found.add(folder + name + (file.isDirectory() ? "/" : ""));
      }
    }
    return found;
  }

  private static Path folder(String typed) {
    try {
      String path =
          typed.startsWith("~/") ? System.getProperty("user.home") + typed.substring(1) : typed;
      return Path.of(System.getProperty("user.dir")).resolve(path);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
