package peaberry.kernel.cell;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the classes that a cell could import: those of the JDK and of the class path. */
final class ClassNames {
  private ClassNames() {}

  /** The qualified names, those of nested classes left out. */
  static Set<String> of(ClassPath classPath) {
    Set<String> names = classPath.classNames();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      Set<String> packages = new HashSet<>();
      for (ModuleDescriptor.Exports export : module.descriptor().exports()) {
        if (!export.isQualified()) {
          packages.add(export.source());
        }
      }
      try (ModuleReader reader = module.open();
          Stream<String> paths = reader.list()) {
        paths.forEach(path -> addName(path, packages, names));
      } catch (IOException e) {
        continue; // its classes are not offered
      }
    }
    return names;
  }

  private static void addName(String path, Set<String> packages, Set<String> names) {
    int slash = path.lastIndexOf('/');
    if (slash > 0 && path.endsWith(".class") && path.indexOf('$') < 0) {
      String owner = path.substring(0, slash).replace('/', '.');
      if (packages.contains(owner)) {
        names.add(owner + "." + path.substring(slash + 1, path.length() - ".class".length()));
      }
    }
  }
}
