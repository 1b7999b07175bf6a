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
 * The sources of libraries: of those that a notebook has added, where they lie beside the jars, as
 * in a local Maven repository, {@code x-1.0-sources.jar} beside {@code x-1.0.jar}; of those that
 * came with the kernel, in the folder of the documentation. Nothing is ever fetched.
 */
final class SourceJars implements Documentation.Source {
  private final Supplier<List<Path>> classPath;
  private final Path docs;

  /**
   * @param classPath jars and folders, the one that counts first
   * @param docs the folder that {@link DocIndexer} has filled, with the sources it has read; or
   *     null
   */
  SourceJars(Supplier<List<Path>> classPath, Path docs) {
    this.classPath = classPath;
    this.docs = docs;
  }

  /** The comments on a class of a library that was added: {@link DocIndex} has the others. */
  @Override
  public Map<String, DocComment> of(ClassSymbol type) {
    Optional<String> file = file(type, false);
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
    return file(type, true);
  }

  private Optional<String> file(ClassSymbol type, boolean bundled) {
    if (type.owner.kind == Kind.NIL) {
      return Optional.empty(); // that of all arrays
    }
    String path = type.outermostClass().flatName().toString().replace('.', '/');
    for (Path jar : classPath.get()) {
      String name = jar.getFileName().toString();
      if (!name.endsWith(".jar")) {
        continue;
      }
      String archive = name.substring(0, name.length() - ".jar".length()) + "-sources.jar";
      Path sources = jar.resolveSibling(archive);
      if (bundled && docs != null && !Files.isRegularFile(sources)) {
        sources = docs.resolve(archive);
      }
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
