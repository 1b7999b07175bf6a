package peaberry.kernel.cell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The files that javac sees: the class path without the kernel's own packages, the classes of
 * earlier cells that a cell can still name, and the class files it writes, kept in memory.
 */
final class CellFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private static final ClassLoader NO_PLUGINS = new ClassLoader("no plugins", null) {};

  private final Map<String, WeakReference<CellLoader>> cells;
  private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
  private Facade facade;
  private Set<CellLoader> alive = Set.of();

  private final ClassPath classPath;
  private final Runnable check;

  /**
   * @param check called often; what it throws ends the compilation
   */
  CellFiles(StandardJavaFileManager files, ClassPath classPath, Runnable check) {
    this(files, classPath, check, new ConcurrentHashMap<>());
  }

  private CellFiles(
      StandardJavaFileManager files,
      ClassPath classPath,
      Runnable check,
      Map<String, WeakReference<CellLoader>> cells) {
    super(files);
    this.classPath = classPath;
    this.check = check;
    this.cells = cells;
  }

  /** The same class path and cells, for a compiler that works on another thread. */
  CellFiles shared(StandardJavaFileManager files, Runnable check) {
    return new CellFiles(files, classPath, check, cells);
  }

  StandardJavaFileManager standard() {
    return fileManager;
  }

  ClassPath classPath() {
    return classPath;
  }

  /** Starts a compilation. */
  void begin() {
    written.clear();
    facade = null;
    alive = Set.of();
    cells.values().removeIf(reference -> reference.get() == null);
  }

  /**
   * Says what the cell can name.
   *
   * @param loaders those of the notebook's classes
   */
  void show(Facade names, Set<CellLoader> loaders) {
    facade = names.isEmpty() ? null : names;
    alive = loaders;
  }

  /** Makes the classes of a cell visible to the cells that follow. */
  void add(CellLoader cell) {
    cells.put(cell.className(), new WeakReference<>(cell));
  }

  /** The loader of a cell's class, or null if it was unloaded or never there. */
  CellLoader cell(String className) {
    WeakReference<CellLoader> reference = cells.get(className);
    return reference == null ? null : reference.get();
  }

  /** The class files written since {@link #begin}, by binary name. */
  Map<String, byte[]> written() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    check.run();
    if (location == StandardLocation.CLASS_PATH) {
      return packageName.equals(CellUnit.PACKAGE) ? notebook() : classPath.list(packageName);
    }
    return super.list(location, packageName, kinds, recurse);
  }

  private List<JavaFileObject> notebook() {
    List<JavaFileObject> files = new ArrayList<>();
    for (CellLoader cell : alive) {
      if (cell.view().size() > 1) { // else it declares no type
        cell.view().forEach((name, bytes) -> files.add(new ClassBytes(name, bytes)));
      }
    }
    if (facade != null) {
      files.add(new ClassBytes(facade.binaryName(), facade.bytes()));
    }
    return files;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return switch (file) {
      case ClassBytes cell -> cell.binaryName;
      case ClassPath.ClassFile library -> library.binaryName();
      default -> super.inferBinaryName(location, file);
    };
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a == b || a.toUri().equals(b.toUri());
  }

  @Override
  public boolean hasLocation(Location location) {
    return location != StandardLocation.SOURCE_PATH && super.hasLocation(location);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      JavaFileManager.Location location,
      String className,
      JavaFileObject.Kind kind,
      FileObject sibling) {
    return new SimpleJavaFileObject(uri(className), kind) {
      @Override
      public OutputStream openOutputStream() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.put(className, bytes);
        return bytes;
      }
    };
  }

  @Override
  public void close() throws IOException {
    classPath.close();
    super.close();
  }

  /** No class path: javac would look into every jar for annotation processors and plugins. */
  @Override
  public ClassLoader getClassLoader(Location location) {
    return NO_PLUGINS;
  }

  private static URI uri(String binaryName) {
    return URI.create("cell:///" + binaryName.replace('.', '/') + ".class");
  }

  private static final class ClassBytes extends SimpleJavaFileObject {
    private final String binaryName;
    private final byte[] bytes;

    ClassBytes(String binaryName, byte[] bytes) {
      super(uri(binaryName), Kind.CLASS);
      this.binaryName = binaryName;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
