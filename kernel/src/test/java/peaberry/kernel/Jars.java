package peaberry.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes jars of Java sources. */
public final class Jars {
  private final Path work;
  private final List<Path> classPath = new ArrayList<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  /**
   * @param work a folder to work in
   */
  public Jars(Path work) {
    this.work = work;
  }

  /** A source file or a resource of the next jar. */
  public Jars with(String file, String content) {
    files.put(file, content);
    return this;
  }

  /** What the next jar's sources are compiled against, beside the tests' own class path. */
  public Jars against(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Writes the jar, as {@code work/name}. */
  public Path jar(String name) {
    try {
      Path sources = Files.createTempDirectory(work, "sources");
      Path classes = Files.createTempDirectory(work, "classes");
      List<String> arguments = new ArrayList<>(List.of("-nowarn", "-d", classes.toString()));
      StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
      classPath.forEach(jar -> path.append(java.io.File.pathSeparator).append(jar));
      arguments.addAll(List.of("-cp", path.toString()));
      boolean any = false;
      for (Map.Entry<String, String> file : files.entrySet()) {
        boolean source = file.getKey().endsWith(".java");
        Path target = (source ? sources : classes).resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
        if (source) {
          arguments.add(target.toString());
          any = true;
        }
      }
      if (any
          && ToolProvider.getSystemJavaCompiler()
                  .run(null, null, null, arguments.toArray(new String[0]))
              != 0) {
        throw new AssertionError("the sources of " + name + " do not compile");
      }
      files.clear();
      classPath.clear();
      return pack(classes, work.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
        out.closeEntry();
      }
    }
    return jar;
  }
}
