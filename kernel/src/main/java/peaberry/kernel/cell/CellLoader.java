package peaberry.kernel.cell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Defines the classes of one cell. When no live name, object or thread refers to them any more,
 * they are unloaded together with this loader.
 *
 * <p>Safe for use by several threads.
 */
final class CellLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final String className;
  private final CellText text;
  private final Links links;
  private final Map<String, byte[]> view;
  private final Map<String, byte[]> woven;
  private final Map<String, CellLoader> dependencies;

  /**
   * @param className the cell's class, such as {@code notebook.Cell7}
   * @param view javac's class files by binary name: what later cells are compiled against
   * @param woven what is loaded
   * @param dependencies the loaders of the earlier cells that these classes mention, by the name of
   *     the cell's class
   */
  CellLoader(
      ClassLoader parent,
      String className,
      CellText text,
      Links links,
      Map<String, byte[]> view,
      Map<String, byte[]> woven,
      Map<String, CellLoader> dependencies) {
    super(className, parent);
    setDefaultAssertionStatus(true); // a check that a cell states is made
    this.className = className;
    this.text = text;
    this.links = links;
    this.view = view;
    this.woven = new HashMap<>(woven);
    this.dependencies = dependencies;
  }

  String className() {
    return className;
  }

  CellText text() {
    return text;
  }

  Links links() {
    return links;
  }

  Map<String, byte[]> view() {
    return view;
  }

  /** Adds this loader, and those that its classes need, to {@code all}. */
  void addTo(Set<CellLoader> all) {
    if (all.add(this)) {
      dependencies.values().forEach(other -> other.addTo(all));
    }
  }

  /** The cell's class that {@code binaryName}, its own or that of a nested type, belongs to. */
  static String cellClass(String binaryName) {
    int nested = binaryName.indexOf('$');
    return nested < 0 ? binaryName : binaryName.substring(0, nested);
  }

  /** The execution count of the cell that declares {@code binaryName}. */
  static String cellNumber(String binaryName) {
    String name = cellClass(binaryName).substring(CellUnit.PACKAGE.length() + 5);
    int revision = name.indexOf('_');
    return revision < 0 ? name : name.substring(0, revision);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals(CellRuntime.class.getName())) {
      return CellRuntime.class;
    }
    if (!name.startsWith(CellUnit.PACKAGE + ".")) {
      return super.loadClass(name, resolve);
    }
    CellLoader other = dependencies.get(cellClass(name));
    if (other != null) {
      return other.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : findClass(name);
    }
  }

  /** A class file of the cell, as javac wrote it; others where the parent has them. */
  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] file =
        name.endsWith(".class")
            ? view.get(name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            : null;
    return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes;
    synchronized (woven) {
      bytes = woven.remove(name);
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
