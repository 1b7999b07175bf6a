package peaberry.kernel.cell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a cell can import: the packages and classes of the JDK and of one class path. Read when
 * first asked for; the classes take a while.
 *
 * <p>Safe for use by several threads.
 */
public final class Importable {
  /** The packages that are likeliest to be meant, in this order. */
  private static final List<Pattern> FIRST =
      Stream.of(
              "java\\.(?!awt|beans|rmi|sql|lang\\.(classfile|instrument|management)\\b)",
              "peaberry\\.",
              "tech\\.tablesaw\\.api\\.",
              "smile\\.",
              "java\\.",
              "javax\\.")
          .map(Pattern::compile)
          .toList();

  private static final Pattern INTERNAL =
      Pattern.compile("(^|\\.)(internal|impl|shaded|relocated|repackaged|nonapi)\\.");

  private final ClassPath classPath;
  private final List<Path> entries;
  private volatile Set<String> packages;
  private volatile Set<String> classes;

  Importable(ClassPath classPath) {
    this.classPath = classPath;
    this.entries = classPath.entries();
  }

  /** The place of a class among those of the same simple name; the likeliest has 0. */
  public static int rank(String className) {
    for (int i = 0; i < FIRST.size(); i++) {
      if (FIRST.get(i).matcher(className).lookingAt()) {
        return i;
      }
    }
    return FIRST.size();
  }

  /** Whether a library keeps this class for itself, as its name says. */
  public static boolean isInternal(String className) {
    return INTERNAL.matcher(className).find();
  }

  /** Whether the class path is still the one that this was made for. */
  boolean isCurrent() {
    return classPath.entries().equals(entries);
  }

  /** The names of the packages; a few may have no class. */
  public Set<String> packages() {
    if (packages == null) {
      packages = listPackages(); // two threads may do it: neither waits for the classes
    }
    return packages;
  }

  private Set<String> listPackages() {
    Set<String> names = new HashSet<>();
    for (String path : classPath.classFiles()) {
      names.add(packageOf(path));
    }
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      names.addAll(exported(module));
    }
    return Collections.unmodifiableSet(names);
  }

  /** The qualified names of the top-level classes, public or not. */
  public Set<String> classes() {
    if (classes == null) {
      classes = listClasses();
    }
    return classes;
  }

  /** Whether a class of this qualified name can be used from other packages. */
  public boolean isPublic(String className) {
    String path = className.replace('.', '/') + ".class";
    try (InputStream bytes = classPath.open(path).orElseGet(() -> jdk(path))) {
      return bytes != null
          && ClassFile.of().parse(bytes.readAllBytes()).flags().has(AccessFlag.PUBLIC);
    } catch (IOException | IllegalArgumentException unreadable) {
      return false; // what cannot be read is not offered
    }
  }

  private static InputStream jdk(String path) {
    return ClassLoader.getSystemResourceAsStream(path);
  }

  /** The qualified names of our library's classes that have a static method of this name. */
  public List<String> staticOwners(String method) {
    return new StaticMethods(classPath).owners(method, packages());
  }

  private Set<String> listClasses() {
    Set<String> names = new HashSet<>();
    addAll(classPath.classFiles().stream(), packageName -> true, names);
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      Set<String> exported = exported(module);
      try (ModuleReader reader = module.open();
          Stream<String> files = reader.list()) {
        addAll(files, exported::contains, names);
      } catch (IOException unreadable) {
        continue; // its classes are not offered
      }
    }
    return Collections.unmodifiableSet(names);
  }

  private static Set<String> exported(ModuleReference module) {
    Set<String> packages = new HashSet<>();
    for (ModuleDescriptor.Exports export : module.descriptor().exports()) {
      if (!export.isQualified()) {
        packages.add(export.source());
      }
    }
    return packages;
  }

  private static void addAll(Stream<String> files, Predicate<String> wanted, Set<String> names) {
    files
        .filter(file -> file.endsWith(".class") && file.indexOf('$') < 0 && file.indexOf('-') < 0)
        .forEach(
            file -> {
              String owner = packageOf(file);
              if (!owner.isEmpty() && wanted.test(owner)) {
                names.add(dotted(file.substring(0, file.length() - ".class".length())));
              }
            });
  }

  private static String packageOf(String file) {
    String name = dotted(file);
    int end = name.lastIndexOf('.', name.length() - ".class".length() - 1);
    return end < 0 ? "" : name.substring(0, end);
  }

  private static String dotted(String file) {
    return file.replace(File.separatorChar, '.').replace('/', '.');
  }
}
