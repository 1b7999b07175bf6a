package peaberry.kernel.assist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * Writes the files of a {@link DocIndex} when the kernel is built; those whose sources have not
 * changed stay as they are.
 *
 * <pre>
 * java -cp peaberry-kernel.jar peaberry.kernel.assist.DocIndexer FOLDER SOURCE...
 * </pre>
 *
 * <p>A source is a jar or zip of source files, or a folder of them. From the JDK's {@code src.zip},
 * whose files stand below the names of their modules, what is exported by the JDK that runs this
 * program is taken.
 */
public final class DocIndexer {
  private static final String JDK = "src.zip";

  private DocIndexer() {}

  /**
   * Brings the index up to date.
   *
   * @param args the folder of the index, then the sources
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Set<String> current = new HashSet<>();
    for (int i = 1; i < args.length; i++) {
      Path source = Path.of(args[i]);
      if (!Files.exists(source)) {
        System.err.println(
            "No documentation in notebooks of what "
                + source
                + " documents: it is not there"
                + (source.endsWith(JDK) ? ", as in JDKs that leave their sources out" : ""));
        continue;
      }
      Path file = folder.resolve(name(source) + DocIndex.SUFFIX);
      current.add(file.getFileName().toString());
      update(source, file);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(DocIndex.SUFFIX) && !current.contains(name)) {
          Files.delete(file);
        }
      }
    }
  }

  private static String name(Path source) {
    return source.endsWith(JDK)
        ? "jdk"
        : Files.isDirectory(source)
            ? source.toString().replaceAll("[^\\w.-]+", "_")
            : source.getFileName().toString().replaceAll("(-sources)?\\.(jar|zip)$", "");
  }

  private static void update(Path source, Path file) throws IOException {
    String fingerprint = reader() + " " + print(source);
    if (!DocIndex.fingerprint(file).equals(fingerprint)) {
      DocIndexWriter.write(
          file, fingerprint, Files.isDirectory(source) ? folder(source) : archive(source));
    }
  }

  /** Another one for each content of a source; the time of a file says nothing of that. */
  private static String print(Path source) throws IOException {
    CRC32 print = new CRC32();
    if (Files.isDirectory(source)) {
      for (Path path : javaFiles(source)) {
        print.update(Files.readAllBytes(path));
      }
    } else {
      try (ZipFile zip = new ZipFile(source.toFile())) {
        zip.stream()
            .forEach(entry -> print.update((entry.getName() + entry.getCrc()).getBytes(UTF_8)));
      }
    }
    return Long.toHexString(print.getValue());
  }

  /** Another one for each version of what reads the sources, and of the JDK. */
  private static String reader() throws IOException {
    CRC32 print = new CRC32();
    for (Class<?> part : List.of(DocIndexer.class, DocSources.class, DocMarkdown.class)) {
      try (InputStream bytes = part.getResourceAsStream(part.getSimpleName() + ".class")) {
        print.update(bytes.readAllBytes());
      }
    }
    return Runtime.version() + " " + Long.toHexString(print.getValue());
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static SortedMap<String, Map<String, DocComment>> folder(Path folder) throws IOException {
    List<JavaFileObject> files = new ArrayList<>();
    for (Path path : javaFiles(folder)) {
      files.add(new Text(path.toString(), Files.readString(path)));
    }
    return new TreeMap<>(DocSources.read(files));
  }

  private static SortedMap<String, Map<String, DocComment>> archive(Path source)
      throws IOException {
    Predicate<String> wanted = source.endsWith(JDK) ? exported()::contains : folder -> true;
    SortedMap<String, Map<String, DocComment>> found = new ConcurrentSkipListMap<>();
    try (ZipFile zip = new ZipFile(source.toFile())) {
      Map<String, List<ZipEntry>> byFolder = new TreeMap<>();
      zip.stream()
          .filter(entry -> isSource(entry.getName()))
          .forEach(
              entry -> {
                String folder =
                    entry.getName().substring(0, Math.max(0, entry.getName().lastIndexOf('/')));
                if (wanted.test(folder)) {
                  byFolder.computeIfAbsent(folder, key -> new ArrayList<>()).add(entry);
                }
              });
      byFolder.values().parallelStream().forEach(entries -> found.putAll(read(zip, entries)));
    }
    return found;
  }

  private static boolean isSource(String path) {
    return path.endsWith(".java")
        && !path.endsWith("module-info.java")
        && !path.startsWith("META-INF");
  }

  private static Map<String, Map<String, DocComment>> read(ZipFile zip, List<ZipEntry> entries) {
    try {
      List<JavaFileObject> files = new ArrayList<>();
      for (ZipEntry entry : entries) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        files.add(new Text(entry.getName(), new String(bytes, UTF_8)));
      }
      return DocSources.read(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folders of the JDK's source archive that hold what all may use. */
  private static Set<String> exported() {
    Set<String> folders = new HashSet<>();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      for (ModuleDescriptor.Exports export : module.descriptor().exports()) {
        if (!export.isQualified()) {
          folders.add(module.descriptor().name() + "/" + export.source().replace('.', '/'));
        }
      }
    }
    return folders;
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String path, String text) {
      super(URI.create("source:///" + path.replace('\\', '/').replace(" ", "%20")), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
