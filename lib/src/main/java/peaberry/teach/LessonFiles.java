package peaberry.teach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources of all lessons, which lie in the library's jar, in the folders of the notebooks. Who
 * writes one names the folder of the sources in the environment, {@code PEABERRY_LESSONS}: what is
 * there comes first, so that a lesson can be tried without packing it.
 */
final class LessonFiles {
  private static final String FOLDER = "peaberry/teach/lessons";

  private LessonFiles() {}

  /**
   * The text of a lesson's source, in whichever folder it lies.
   *
   * @param name the file's name without its ending, unique among all folders
   */
  static Optional<String> text(String name) {
    return text(name, System.getenv().getOrDefault("PEABERRY_LESSONS", ""));
  }

  /** As above, where {@code own} is a folder of lessons that come first, or empty. */
  static Optional<String> text(String name, String own) {
    try {
      Optional<String> first =
          own.isEmpty() ? Optional.empty() : below(Path.of(own), name + ".java");
      if (first.isPresent()) {
        return first;
      }
      for (URL found : Collections.list(LessonFiles.class.getClassLoader().getResources(FOLDER))) {
        Optional<String> text = in(found, name + ".java");
        if (text.isPresent()) {
          return text;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> in(URL folder, String file)
      throws IOException, URISyntaxException {
    if (!(folder.openConnection() instanceof JarURLConnection entry)) {
      return below(Path.of(folder.toURI()), file);
    }
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(entry.getJarFileURL().toURI()))) {
      return below(jar.getPath(FOLDER), file);
    }
  }

  private static Optional<String> below(Path folder, String file) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      Optional<Path> found =
          all.filter(path -> path.getFileName().toString().equals(file)).findFirst();
      return found.isEmpty() ? Optional.empty() : Optional.of(Files.readString(found.get()));
    }
  }
}
