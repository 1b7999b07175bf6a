package peaberry.kernel.cell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * The class path that cells are compiled against, without the kernel's own packages.
 *
 * <p>javac's own file manager reads the directories of all jars before the first cell runs, into
 * zip file systems that it keeps. This one opens a jar only when a package is asked for that the
 * kernel does not have itself, and then looks into those jars only that have the package.
 *
 * <p>Safe for use by several threads.
 */
final class ClassPath implements AutoCloseable {
  private static final String DISPLAY = "peaberry.kernel.display";

  /** A class on the class path. */
  static final class ClassFile extends SimpleJavaFileObject {
    private final String binaryName;
    private final ZipFile jar; // null for a file in a folder
    private final String path;

    private ClassFile(String binaryName, ZipFile jar, String path) {
      super(URI.create("class:///" + path.replace(" ", "%20")), Kind.CLASS);
      this.binaryName = binaryName;
      this.jar = jar;
      this.path = path;
    }

    String binaryName() {
      return binaryName;
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return jar == null
          ? Files.newInputStream(Path.of(path))
          : jar.getInputStream(jar.getEntry(path));
    }
  }

  private List<Path> entries;
  private final Map<Path, ZipFile> jars = new LinkedHashMap<>();
  private final Map<Path, Set<String>> packages = new HashMap<>();
  private Importable importable;

  ClassPath(List<Path> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Takes another class path. */
  synchronized void use(List<Path> newEntries) {
    entries = List.copyOf(newEntries);
  }

  /** The entries of this process's own class path. */
  static List<Path> ofProcess() {
    List<Path> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.isEmpty()) {
        entries.add(Path.of(entry));
      }
    }
    return entries;
  }

  /** Whether a package is part of the kernel that cells cannot see. */
  static boolean hidden(String packageName) {
    return (packageName.equals("peaberry.kernel") || packageName.startsWith("peaberry.kernel."))
        && !packageName.equals(DISPLAY);
  }

  /** The classes of a package, in the order of the class path. */
  synchronized List<JavaFileObject> list(String packageName) throws IOException {
    List<JavaFileObject> found = new ArrayList<>();
    boolean jdk = packageName.equals("java") || packageName.startsWith("java.");
    if (jdk || hidden(packageName) || packageName.equals("peaberry")) {
      return found;
    }
    if (packageName.equals(DISPLAY)) {
      list(own(), packageName, found);
      return found;
    }
    for (Path entry : entries) {
      list(entry, packageName, found);
    }
    return found;
  }

  /** What can be imported from here and from the JDK; the same object as long as that is. */
  synchronized Importable importable() {
    if (importable == null || !importable.isCurrent()) {
      importable = new Importable(this);
    }
    return importable;
  }

  /** The jars and folders, in order. */
  synchronized List<Path> entries() {
    return entries;
  }

  /** The paths of all class files that cells may use, relative to their jar or folder. */
  List<String> classFiles() {
    List<String> found = new ArrayList<>();
    for (Path entry : entries()) {
      if (Files.isDirectory(entry)) {
        try (Stream<Path> files = Files.walk(entry)) {
          files.forEach(file -> found.add(entry.relativize(file).toString()));
        } catch (IOException | UncheckedIOException unreadable) {
          continue; // as the compiler does
        }
      } else if (opened(entry) instanceof ZipFile jar) {
        jar.stream().forEach(file -> found.add(file.getName()));
      }
    }
    found.removeIf(
        path -> !path.endsWith(".class") || path.startsWith("META-INF") || isHidden(path));
    return found;
  }

  private static boolean isHidden(String path) {
    int end = Math.max(path.lastIndexOf('/'), path.lastIndexOf(File.separatorChar));
    return end > 0
        && hidden(path.substring(0, end).replace(File.separatorChar, '.').replace('/', '.'));
  }

  /**
   * The first file of a path in the jars and folders; empty if none has it.
   *
   * @param path relative to its jar or folder, with slashes
   */
  synchronized Optional<InputStream> open(String path) throws IOException {
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        Path file = entry.resolve(path);
        if (Files.isRegularFile(file)) {
          return Optional.of(Files.newInputStream(file));
        }
      } else if (jar(entry) instanceof ZipFile jar && jar.getEntry(path) instanceof ZipEntry one) {
        return Optional.of(jar.getInputStream(one));
      }
    }
    return Optional.empty();
  }

  private synchronized ZipFile opened(Path entry) {
    return jar(entry);
  }

  private static Path own() throws IOException {
    try {
      return Path.of(ClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private void list(Path entry, String packageName, List<JavaFileObject> found) throws IOException {
    String folder = packageName.replace('.', '/');
    if (Files.isDirectory(entry)) {
      File[] files = entry.resolve(folder).toFile().listFiles();
      for (File file : files == null ? new File[0] : files) {
        add(packageName, null, file.getName(), file.getPath(), found);
      }
      return;
    }
    ZipFile jar = jar(entry);
    if (jar == null
        || !packageName.equals(DISPLAY) && !packagesIn(entry, jar).contains(packageName)) {
      return;
    }
    String prefix = folder + "/";
    for (var all = jar.entries(); all.hasMoreElements(); ) {
      String name = all.nextElement().getName();
      if (name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0) {
        add(packageName, jar, name.substring(prefix.length()), name, found);
      }
    }
  }

  private static void add(
      String packageName, ZipFile jar, String file, String path, List<JavaFileObject> found) {
    if (file.endsWith(".class")) {
      String simple = file.substring(0, file.length() - ".class".length());
      found.add(new ClassFile(packageName + "." + simple, jar, path));
    }
  }

  private ZipFile jar(Path entry) {
    return jars.computeIfAbsent(
        entry,
        path -> {
          try {
            return new ZipFile(path.toFile());
          } catch (IOException e) {
            return null; // what is no jar is passed over, as the virtual machine does
          }
        });
  }

  private Set<String> packagesIn(Path entry, ZipFile jar) {
    return packages.computeIfAbsent(
        entry,
        path -> {
          Set<String> names = new HashSet<>();
          String last = "";
          for (var all = jar.entries(); all.hasMoreElements(); ) {
            ZipEntry next = all.nextElement();
            String name = next.getName();
            int end = name.lastIndexOf('/');
            if (end > 0 && (end != last.length() || !name.startsWith(last))) {
              last = name.substring(0, end);
              names.add(last.replace('/', '.'));
            }
          }
          return names;
        });
  }

  @Override
  public synchronized void close() throws IOException {
    for (ZipFile jar : jars.values()) {
      if (jar != null) {
        jar.close();
      }
    }
  }
}
