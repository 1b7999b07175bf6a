package peaberry.kernel.magic;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds files by patterns such as {@code lib/*.jar}. */
final class Globs {
  private Globs() {}

  /**
   * The files and folders that are meant, in the order of their names.
   *
   * @param pattern a path that may have {@code *}, {@code ?} and <code>{a,b}</code> in each of its
   *     parts, and {@code **} for any folders
   * @throws MagicException if there are none
   */
  static List<Path> find(String pattern, Environment environment) {
    int wild = wild(pattern);
    if (wild < 0) {
      Path path = environment.resolve(pattern);
      if (!Files.exists(path)) {
        throw new MagicException("there is no file and no folder " + path);
      }
      return List.of(path);
    }
    int slash = pattern.lastIndexOf('/', wild) + 1;
    Path root = environment.resolve(slash == 0 ? "." : pattern.substring(0, slash));
    String rest = pattern.substring(slash);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/").length;
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> all = Files.walk(root, depth)) {
        all.filter(file -> matcher.matches(root.relativize(file))).sorted().forEach(found::add);
      } catch (IOException | java.io.UncheckedIOException e) {
        throw new MagicException("the folder " + root + " cannot be read: " + e.getMessage());
      }
    }
    if (found.isEmpty()) {
      throw new MagicException("there is no file that fits " + pattern + " in " + root);
    }
    return found;
  }

  private static int wild(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
