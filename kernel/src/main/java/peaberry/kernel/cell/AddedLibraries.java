package peaberry.kernel.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which libraries there are, and what becomes of one when another version of it is added.
 *
 * <p>As soon as one that came with the kernel is replaced, all others that are not in use are
 * loaded anew when they are first needed: they then work with the new one.
 */
final class AddedLibraries implements Libraries {
  private static final String KERNEL = "peaberry.kernel";

  private final LibraryLoader loader;
  private final Consumer<List<Path>> changed;
  private final List<Path> bundledPaths;

  /** What came with the kernel, the kernel itself left out; opened when first needed. */
  private List<Library> bundled;

  /** What is loaded by {@link #loader} itself: what was added and, after it, bundled ones. */
  private List<Library> own = List.of();

  private final Set<Library> replaced = new HashSet<>();
  private List<Path> path;

  /**
   * @param bundled the process's class path
   * @param changed told of each new class path, before a cell can use it
   */
  AddedLibraries(LibraryLoader loader, List<Path> bundled, Consumer<List<Path>> changed) {
    this.loader = loader;
    this.bundledPaths = List.copyOf(bundled);
    this.changed = changed;
    this.path = bundledPaths;
  }

  @Override
  public ClassLoader loader() {
    return loader;
  }

  @Override
  public synchronized List<Path> path() {
    return path;
  }

  @Override
  public synchronized List<String> add(List<Path> asked, List<Path> alongside) {
    List<String> notes = new ArrayList<>();
    Set<Library> added = new LinkedHashSet<>();
    Set<Library> gone = new HashSet<>();
    for (Path entry : asked) {
      consider(Library.open(entry.toAbsolutePath().normalize()), added, gone, null);
    }
    for (Path entry : alongside) {
      consider(Library.open(entry.toAbsolutePath().normalize()), added, gone, notes);
    }
    if (added.isEmpty()) {
      return notes;
    }
    replaced.addAll(gone);
    List<Library> next = new ArrayList<>(added);
    own.stream().filter(library -> !gone.contains(library)).forEach(next::add);
    if (bundled().stream().anyMatch(gone::contains)) {
      Set<String> inUse = bundledInUse();
      for (Library library : bundled()) {
        if (!next.contains(library)
            && !replaced.contains(library)
            && library.packages().stream().noneMatch(inUse::contains)) {
          next.add(library);
        }
      }
    }
    own = next;
    path = newPath();
    loader.use(own, bundled().stream().filter(replaced::contains).toList());
    changed.accept(path);
    return notes;
  }

  /** Adds what is not there yet; what is no jar is passed over, as the virtual machine does. */
  void addUsable(List<Path> entries) {
    for (Path entry : entries) {
      try {
        if (!bundledPaths.contains(entry)) {
          add(List.of(entry), List.of());
        }
      } catch (CellException unusable) {
        continue;
      }
    }
  }

  private List<Path> newPath() {
    Set<Path> entries = new LinkedHashSet<>();
    own.forEach(library -> entries.add(library.path()));
    List<Path> hidden = replaced.stream().map(Library::path).toList();
    for (Path entry : bundledPaths) {
      Path whole = entry.toAbsolutePath().normalize();
      if (!hidden.contains(whole)) {
        entries.add(whole);
      }
    }
    return List.copyOf(entries);
  }

  /**
   * @param notes where to say that another version stays; null if that is an error
   */
  private void consider(
      Library library, Set<Library> added, Set<Library> gone, List<String> notes) {
    if (path.contains(library.path())) {
      return;
    }
    for (Library there : present(added, gone)) {
      if (!there.isAnother(library)) {
        continue;
      }
      if (there.version() != null && there.version().equals(library.version())) {
        return;
      }
      if (notes != null && library.isOlderThan(there)) {
        return;
      }
      if (inUse(there)) {
        String already = there.title() + " is in use";
        if (notes == null) {
          throw new CellException(
              already
                  + ", so "
                  + library.title()
                  + " cannot take its place now: restart the kernel and load "
                  + library.title()
                  + " first");
        }
        notes.add(
            already
                + " and stays, "
                + library.title()
                + " was not loaded: if something does not work, restart the kernel and load that"
                + " first");
        return;
      }
      added.remove(there);
      gone.add(there);
    }
    added.add(library);
  }

  private List<Library> present(Set<Library> added, Set<Library> gone) {
    Set<Library> present = new LinkedHashSet<>(added);
    present.addAll(own);
    present.addAll(bundled());
    present.removeAll(gone);
    present.removeAll(replaced);
    return List.copyOf(present);
  }

  private List<Library> bundled() {
    if (bundled == null) {
      bundled = new ArrayList<>();
      for (Path entry : bundledPaths) {
        try {
          Library library = Library.open(entry.toAbsolutePath().normalize());
          if (!library.packages().contains(KERNEL)) {
            bundled.add(library);
          }
        } catch (CellException unusable) {
          // What is no jar is passed over, as the virtual machine does.
          continue;
        }
      }
    }
    return bundled;
  }

  private boolean inUse(Library library) {
    return loader.uses(library)
        || !own.contains(library)
            && bundled().contains(library)
            && library.packages().stream().anyMatch(bundledInUse()::contains);
  }

  /**
   * The packages of bundled libraries that cells have classes of, and those that these refer to:
   * they are linked to one another.
   */
  private Set<String> bundledInUse() {
    List<Library> parents = new ArrayList<>(bundled());
    parents.removeAll(own);
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(loader.given());
    while (!open.isEmpty()) {
      String home = open.pop();
      if (!reached.add(home)) {
        continue;
      }
      for (Library library : parents) {
        if (library.packages().contains(home)) {
          open.addAll(references(library, home));
        }
      }
    }
    return reached;
  }

  private static Set<String> references(Library library, String home) {
    Set<String> packages = new HashSet<>();
    try {
      for (byte[] bytes : library.classes(home)) {
        for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
          if (entry instanceof ClassEntry type) {
            String name = type.asInternalName();
            int end = name.lastIndexOf('/');
            if (end > 0 && name.charAt(0) != '[') {
              packages.add(name.substring(0, end).replace('/', '.'));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packages;
  }
}
