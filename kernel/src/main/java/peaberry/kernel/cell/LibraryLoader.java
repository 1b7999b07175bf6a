package peaberry.kernel.cell;

/**
 * The parent of all cells' loaders: the libraries, without the kernel's own packages.
 *
 * <p>Safe for use by several threads.
 */
final class LibraryLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  LibraryLoader(ClassLoader application) {
    super("libraries", application);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && ClassPath.hidden(name.substring(0, dot))) {
      throw new ClassNotFoundException(name + " is part of the kernel");
    }
    return super.loadClass(name, resolve);
  }
}
