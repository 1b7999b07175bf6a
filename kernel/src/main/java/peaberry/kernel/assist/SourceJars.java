package peaberry.kernel.assist;

import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The sources of libraries that a notebook has added, where they lie beside the jars, as in a local
 * Maven repository: {@code x-1.0-sources.jar} beside {@code x-1.0.jar}. Nothing is ever fetched.
 */
final class SourceJars implements Documentation.Source {
  private final Supplier<List<Path>> classPath;

  /**
   * @param classPath jars and folders, the one that counts first
   */
  SourceJars(Supplier<List<Path>> classPath) {
    this.classPath = classPath;
  }

  @Override
  public Map<String, DocComment> of(ClassSymbol type) {
    Optional<String> file = file(type);
    if (file.isEmpty()) {
      return Map.of();
    }
    try {
      Map<String, Map<String, DocComment>> found =
          DocSources.read(List.of(DocSources.file(file.get())), false);
      return found.getOrDefault(type.flatName().toString(), Map.of());
    } catch (IOException unreadable) {
      return Map.of(); // no comment is better than no answer
    }
  }

  /** The source file in which a class is declared. */
  Optional<String> file(ClassSymbol type) {
    if (type.owner.kind == Kind.NIL) {
      return Optional.empty(); // that of all arrays
    }
    String path = type.outermostClass().flatName().toString().replace('.', '/');
    for (Path jar : classPath.get()) {
      String name = jar.getFileName().toString();
      if (!name.endsWith(".jar")) {
        continue;
      }
      String stem = name.substring(0, name.length() - ".jar".length());
      Path sources = jar.resolveSibling(stem + "-sources.jar");
      if (Files.isRegularFile(sources) && read(jar, path + ".class").isPresent()) {
        return read(sources, path + ".java")
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> read(Path archive, String name) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      return entry == null
          ? Optional.empty()
          : Optional.of(zip.getInputStream(entry).readAllBytes());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
