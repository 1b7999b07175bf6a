package peaberry.kernel.magic;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Completes coordinates from what is in Maven's local repository: first the group, a part at a
 * time, then the artifact, then the version, the newest first.
 */
record LocalRepository(Path folder) {
  private static final int MOST = 200;

  /** Coordinates, or parts of them, that begin with {@code word}. */
  List<String> complete(String word) {
    String[] parts = word.split(":", -1);
    return switch (parts.length) {
      case 1 -> groups(parts[0]);
      case 2 -> artifacts(parts[0], parts[1]);
      case 3 -> versions(parts[0], parts[1], parts[2]);
      default -> List.of();
    };
  }

  private List<String> groups(String begin) {
    int dot = begin.lastIndexOf('.') + 1;
    String parent = begin.substring(0, dot);
    Path home = folder.resolve(parent.replace('.', '/'));
    List<String> found = new ArrayList<>();
    for (Path child : folders(home)) {
      String name = child.getFileName().toString();
      if (name.startsWith(begin.substring(dot))) {
        if (folders(child).stream().anyMatch(LocalRepository::isArtifact)) {
          found.add(parent + name + ":");
        }
        if (folders(child).stream().anyMatch(inner -> !isArtifact(inner) && !isVersion(inner))) {
          found.add(parent + name + ".");
        }
      }
    }
    return found;
  }

  private List<String> artifacts(String group, String begin) {
    List<String> found = new ArrayList<>();
    for (Path child : folders(folder.resolve(group.replace('.', '/')))) {
      if (child.getFileName().toString().startsWith(begin) && isArtifact(child)) {
        found.add(group + ":" + child.getFileName() + ":");
      }
    }
    return found;
  }

  private List<String> versions(String group, String artifact, String begin) {
    List<Path> versions =
        new ArrayList<>(folders(folder.resolve(group.replace('.', '/')).resolve(artifact)));
    versions.removeIf(child -> !child.getFileName().toString().startsWith(begin));
    versions.removeIf(child -> !isVersion(child));
    versions.sort(Comparator.comparing(LocalRepository::changed).reversed());
    return versions.stream().map(v -> group + ":" + artifact + ":" + v.getFileName()).toList();
  }

  private static long changed(Path folder) {
    return folder.toFile().lastModified();
  }

  /** Whether versions of an artifact are in a folder. */
  private static boolean isArtifact(Path folder) {
    return folders(folder).stream().anyMatch(LocalRepository::isVersion);
  }

  /** Whether a folder is that of a version: it has a POM. */
  private static boolean isVersion(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".pom"));
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Path> folders(Path parent) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, Files::isDirectory)) {
      for (Path child : children) {
        if (found.size() < MOST) {
          found.add(child);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return List.of();
    }
    Collections.sort(found);
    return found;
  }
}
