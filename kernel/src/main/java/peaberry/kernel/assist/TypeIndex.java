package peaberry.kernel.assist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import peaberry.kernel.cell.Importable;

/**
 * What can be imported: packages by the package they are in, classes by their simple names. Safe
 * for use by several threads.
 */
final class TypeIndex {
  /** How long a question waits for the classes, which are read in the background. */
  private static final long PATIENCE_MILLIS = 100;

  private final Importable importable;
  private final CompletableFuture<NavigableMap<String, List<String>>> classes;
  private Map<String, Set<String>> packages;

  TypeIndex(Importable importable) {
    this.importable = importable;
    this.classes = CompletableFuture.supplyAsync(this::bySimpleName);
  }

  boolean isOf(Importable now) {
    return importable == now;
  }

  private NavigableMap<String, List<String>> bySimpleName() {
    NavigableMap<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : importable.classes()) {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      map.computeIfAbsent(simple, key -> new ArrayList<>(1)).add(name);
    }
    return map;
  }

  private synchronized Map<String, Set<String>> packages() {
    if (packages == null) {
      packages = new TreeMap<>();
      importable.packages().forEach(this::addPackage);
    }
    return packages;
  }

  private void addPackage(String name) {
    int dot = name.lastIndexOf('.');
    String owner = dot < 0 ? "" : name.substring(0, dot);
    boolean isNew =
        packages.computeIfAbsent(owner, key -> new TreeSet<>()).add(name.substring(dot + 1));
    if (isNew && dot > 0) {
      addPackage(owner);
    }
  }

  /** The last parts of the names of the packages in a package; those of all if it is empty. */
  Set<String> packagesIn(String name) {
    return packages().getOrDefault(name, Set.of());
  }

  boolean hasClasses(String packageName) {
    return importable.packages().contains(packageName);
  }

  boolean hasPackage(String name) {
    return hasClasses(name) || packages().containsKey(name);
  }

  /**
   * The qualified names of the classes whose simple name begins so, the likeliest first and without
   * those that libraries keep for themselves; none as long as they are not known.
   */
  List<String> startingWith(String prefix) {
    List<String> found = new ArrayList<>();
    for (List<String> names : known().subMap(prefix, true, prefix + '\uffff', true).values()) {
      found.addAll(names);
    }
    found.removeIf(Importable::isInternal);
    found.sort(
        Comparator.comparingInt(Importable::rank)
            .thenComparing(name -> name.length() - name.lastIndexOf('.')));
    return found;
  }

  private NavigableMap<String, List<String>> known() {
    try {
      return classes.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return new TreeMap<>();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TreeMap<>();
    }
  }

  /** Waits until the classes are known. */
  void await() {
    classes.join();
  }
}
