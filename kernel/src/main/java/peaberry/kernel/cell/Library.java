package peaberry.kernel.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A jar or a folder of classes: what it is called, which version it is, and what is in it.
 *
 * <p>Safe for use by several threads.
 */
final class Library {
  private static final Pattern JAR_NAME = Pattern.compile("(.+?)-(\\d.*)\\.jar");
  private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom.properties");

  private final Path path;
  private final JarFile jar; // null for a folder
  private final List<String> files = new ArrayList<>();
  private final Set<String> packages = new HashSet<>();
  private String name;
  private String version;

  private Library(Path path, JarFile jar) throws IOException {
    this.path = path;
    this.jar = jar;
    if (jar == null) {
      listFolder();
    } else {
      listJar();
    }
    identify();
  }

  /**
   * Opens a jar or a folder.
   *
   * @throws CellException if it is neither
   */
  static Library open(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return new Library(path, null);
      }
      if (!Files.isRegularFile(path)) {
        throw new CellException("there is no jar and no folder " + path);
      }
      return new Library(
          path, new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version()));
    } catch (IOException | SecurityException e) {
      throw new CellException(
          "expected a jar or a folder, but " + path + " cannot be read as one: " + e.getMessage());
    }
  }

  Path path() {
    return path;
  }

  /** Such as {@code guava}; of the file if the library does not say. */
  String name() {
    return name;
  }

  /** Such as {@code 33.4.0-jre}, or null if it is not said anywhere. */
  String version() {
    return version;
  }

  /** The packages that have a class in it. */
  Set<String> packages() {
    return packages;
  }

  /** Whether this is the same library as another, in this or another version. */
  boolean isAnother(Library other) {
    return name.equals(other.name) && packages.stream().anyMatch(other.packages::contains);
  }

  /** Whether both versions are known, and this is the lower one. */
  boolean isOlderThan(Library other) {
    try {
      return Version.parse(version).compareTo(Version.parse(other.version)) < 0;
    } catch (IllegalArgumentException | NullPointerException unknown) {
      return false;
    }
  }

  /** The name and the version. */
  String title() {
    return version == null ? path.getFileName().toString() : name + " " + version;
  }

  /** The content of a file in it, or null. */
  byte[] read(String file) throws IOException {
    if (jar == null) {
      Path inside = path.resolve(file);
      return Files.isRegularFile(inside) ? Files.readAllBytes(inside) : null;
    }
    JarEntry entry = jar.getJarEntry(file);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  /** The class files of a package. */
  List<byte[]> classes(String packageName) throws IOException {
    String prefix = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    List<byte[]> found = new ArrayList<>();
    for (String file : files) {
      if (file.startsWith(prefix) && file.indexOf('/', prefix.length()) < 0) {
        found.add(read(file));
      }
    }
    return found;
  }

  /** The manifest, or null. */
  Manifest manifest() throws IOException {
    return jar == null ? null : jar.getManifest();
  }

  /** Where a file in it can be read from, or null if there is none. */
  URL find(String file) {
    try {
      if (jar == null) {
        Path inside = path.resolve(file);
        return Files.exists(inside) ? inside.toUri().toURL() : null;
      }
      JarEntry entry = jar.getJarEntry(file);
      return entry == null ? null : inJar(entry.getRealName());
    } catch (MalformedURLException | URISyntaxException | RuntimeException e) {
      return null;
    }
  }

  // A URI as the base of the name: it quotes what a URL may not hold.
  private URL inJar(String file) throws MalformedURLException, URISyntaxException {
    String quoted = new URI(null, null, "/" + file, null).getRawPath();
    return URI.create("jar:" + path.toUri() + "!" + quoted).toURL();
  }

  /** Where it lies, as {@code file:} URL. */
  URL location() {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listJar() {
    jar.versionedStream()
        .map(JarEntry::getName)
        .filter(file -> file.endsWith(".class"))
        .forEach(this::addClass);
  }

  private void listFolder() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      files
          .map(file -> path.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class"))
          .forEach(this::addClass);
    }
  }

  private void addClass(String file) {
    files.add(file);
    packages.add(file.substring(0, Math.max(0, file.lastIndexOf('/'))).replace('/', '.'));
  }

  private void identify() throws IOException {
    name = path.getFileName().toString();
    if (jar == null) {
      return;
    }
    Matcher matcher = JAR_NAME.matcher(name);
    if (matcher.matches()) {
      name = matcher.group(1);
      version = matcher.group(2);
      return;
    }
    name = name.replaceFirst("\\.jar$", "");
    for (var entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      if (POM.matcher(entry.getName()).matches()) {
        Properties pom = new Properties();
        try (InputStream in = jar.getInputStream(entry)) {
          pom.load(in);
        }
        // A jar that carries others has their files too: its own bears its name.
        if (name.equals(pom.getProperty("artifactId"))) {
          version = pom.getProperty("version");
          return;
        }
      }
    }
    Manifest manifest = jar.getManifest();
    if (manifest != null) {
      version = manifest.getMainAttributes().getValue("Implementation-Version");
    }
  }
}
