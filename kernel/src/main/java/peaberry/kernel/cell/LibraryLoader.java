package peaberry.kernel.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * The parent of all cells' loaders: the libraries, without the kernel's own packages.
 *
 * <p>What came with the kernel is on its class path, where the virtual machine's cache helps to
 * load it: the parent of this loader has it. What is added is defined here, and is asked first, so
 * that it can take the place of a library that came with the kernel.
 *
 * <p>Safe for use by several threads.
 */
final class LibraryLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassLoader application;

  /** Packages of which a class of the parent's libraries is in use. */
  private final Set<String> given = ConcurrentHashMap.newKeySet();

  /** Of the libraries below, those of which a class is in use. */
  private final Set<Library> used = ConcurrentHashMap.newKeySet();

  private volatile State state = new State(List.of(), Set.of(), Set.of());

  /**
   * What there is.
   *
   * @param own the libraries defined here, first come first asked
   * @param hidden the locations of the parent's libraries that are not to be seen any more
   * @param system the packages of the JDK, which nothing replaces
   */
  private record State(List<Library> own, Set<String> hidden, Set<String> system) {}

  LibraryLoader(ClassLoader application) {
    super("libraries", application);
    this.application = application;
  }

  /** Defines these libraries from now on, and hides the parent's at these locations. */
  void use(List<Library> own, List<Library> replaced) {
    Set<String> system = new HashSet<>();
    ModuleLayer.boot().modules().forEach(module -> system.addAll(module.getPackages()));
    Set<String> hidden = new HashSet<>();
    replaced.forEach(library -> hidden.add(library.location().toString()));
    state = new State(List.copyOf(own), hidden, system);
  }

  /** Packages of which a class that the parent has was handed out. */
  Set<String> given() {
    return given;
  }

  /** Whether a class of a library that is defined here was handed out. */
  boolean uses(Library library) {
    return used.contains(library);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    String home = dot < 0 ? "" : name.substring(0, dot);
    if (ClassPath.hidden(home) && !ofMagics(home, name)) {
      throw new ClassNotFoundException(name + " is part of the kernel");
    }
    State now = state;
    if (!now.own.isEmpty() && !home.startsWith("peaberry.kernel") && !now.system.contains(home)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        known = known == null ? define(now, home, name) : known;
        if (known != null) {
          return known;
        }
      }
    }
    Class<?> type = super.loadClass(name, resolve);
    if (type.getClassLoader() == application) {
      given.add(home);
    }
    return type;
  }

  /** What a magic in an added jar is written with; cells do not see it. */
  private static boolean ofMagics(String home, String name) {
    return home.equals("peaberry.kernel.magic")
        || name.startsWith(Outcome.class.getName())
        || name.equals(Console.class.getName());
  }

  private Class<?> define(State now, String home, String name) {
    String file = name.replace('.', '/') + ".class";
    for (Library library : now.own) {
      if (library.packages().contains(home)) {
        try {
          byte[] bytes = library.read(file);
          if (bytes != null) {
            return define(library, home, name, bytes);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return null;
  }

  private Class<?> define(Library library, String home, String name, byte[] bytes)
      throws IOException {
    if (getDefinedPackage(home) == null) {
      definePackage(library, home);
    }
    used.add(library);
    CodeSource source = new CodeSource(library.location(), (Certificate[]) null);
    return defineClass(
        name, bytes, 0, bytes.length, new ProtectionDomain(source, null, this, null));
  }

  private void definePackage(Library library, String home) throws IOException {
    Manifest manifest = library.manifest();
    Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
    try {
      definePackage(
          home,
          main.getValue(Attributes.Name.SPECIFICATION_TITLE),
          main.getValue(Attributes.Name.SPECIFICATION_VERSION),
          main.getValue(Attributes.Name.SPECIFICATION_VENDOR),
          main.getValue(Attributes.Name.IMPLEMENTATION_TITLE),
          main.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
          main.getValue(Attributes.Name.IMPLEMENTATION_VENDOR),
          null);
    } catch (IllegalArgumentException another) {
      // Another thread was faster.
    }
  }

  @Override
  public URL getResource(String name) {
    Enumeration<URL> all = getResources(name);
    return all.hasMoreElements() ? all.nextElement() : null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    State now = state;
    List<URL> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Library library : now.own) {
      URL url = library.find(name);
      if (url != null && seen.add(url.toString())) {
        found.add(url);
      }
    }
    try {
      for (URL url : Collections.list(application.getResources(name))) {
        String text = url.toString();
        boolean hidden = now.hidden.stream().anyMatch(text::contains);
        if (!hidden && seen.add(text)) {
          found.add(url);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.enumeration(found);
  }
}
