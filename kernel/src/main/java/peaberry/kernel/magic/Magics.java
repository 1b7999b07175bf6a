package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import peaberry.kernel.resolve.Maven;
import peaberry.kernel.resolve.MavenOptions;

/** The magics by name. They are loaded when one is first asked for. Safe for use by threads. */
public final class Magics {
  private final MavenOptions mavenOptions;
  private MavenSession maven;
  private Environment environment;
  private Map<String, Magic> byName;

  /** Made for a notebook whose libraries come from where the user's Maven takes them. */
  public Magics() {
    this(null);
  }

  /** Made for a notebook whose libraries come from somewhere else. */
  Magics(MavenOptions mavenOptions) {
    this.mavenOptions = mavenOptions;
  }

  /** What the notebook has asked of Maven. */
  synchronized MavenSession maven() {
    if (maven == null) {
      MavenOptions options =
          mavenOptions == null
              ? MavenOptions.of(System.getProperty("maven.repo.local"), System.getenv())
              : mavenOptions;
      maven = new MavenSession(new Maven(options));
    }
    return maven;
  }

  /** The folder and the environment variables that the notebook's commands have. */
  public synchronized Environment environment() {
    if (environment == null) {
      environment = new Environment();
    }
    return environment;
  }

  /** All, in the order of their names. */
  public synchronized Collection<Magic> all() {
    Map<String, Magic> all = new TreeMap<>();
    loaded().values().forEach(magic -> all.put(magic.name(), magic));
    return all.values();
  }

  /**
   * The line magic of this name.
   *
   * @throws MagicException if there is none; the message names the nearest
   */
  public LineMagic line(String name) {
    if (find(name) instanceof LineMagic magic) {
      return magic;
    }
    throw unknown(name, "%");
  }

  /**
   * The cell magic of this name.
   *
   * @throws MagicException if there is none; the message names the nearest
   */
  public CellMagic cell(String name) {
    if (find(name) instanceof CellMagic magic) {
      return magic;
    }
    throw unknown(name, "%%");
  }

  /** The magic of this name or alias, or null. */
  public synchronized Magic find(String name) {
    return loaded().get(name);
  }

  private Map<String, Magic> loaded() {
    if (byName == null) {
      byName = new TreeMap<>();
      for (Magic magic : ServiceLoader.load(Magic.class, Magics.class.getClassLoader())) {
        put(magic);
      }
    }
    return byName;
  }

  private void put(Magic magic) {
    magic.joined(this);
    loaded().put(magic.name(), magic);
    for (String alias : magic.aliases()) {
      loaded().put(alias, magic);
    }
  }

  /**
   * Adds the magics of libraries that have joined the class path.
   *
   * @param loader the libraries'
   * @return for each magic that cannot be used, why not
   */
  public synchronized List<String> addFrom(ClassLoader loader) {
    List<String> notes = new ArrayList<>();
    var providers = ServiceLoader.load(Magic.class, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return notes;
        }
        var provider = providers.next();
        boolean known = loaded().values().stream().anyMatch(m -> m.getClass() == provider.type());
        if (provider.type().getClassLoader() == loader && !known) {
          put(provider.get());
        }
      } catch (ServiceConfigurationError | LinkageError unusable) {
        notes.add("a magic of a library cannot be used: " + unusable.getMessage());
      }
    }
  }

  /**
   * There is no such magic.
   *
   * @param sign what stands before the name
   * @return says so, and names the nearest
   */
  MagicException unknown(String name, String sign) {
    String nearest = null;
    int least = Math.max(2, name.length() / 2) + 1;
    for (Magic magic : all()) {
      int distance = distance(name, magic.name());
      if (distance < least) {
        nearest = signs(magic);
        least = distance;
      }
    }
    String advice = nearest == null ? "" : "; did you mean " + nearest + "?";
    return new MagicException(
        "there is no magic " + sign + name + advice + " (%lsmagic lists them all)");
  }

  /** The magic as it is written in a cell, in both ways if it has two. */
  static String signs(Magic magic) {
    if (magic instanceof ShellMagic) {
      return "!command";
    }
    String line = magic instanceof LineMagic ? "%" + magic.name() : "";
    String cell = magic instanceof CellMagic ? "%%" + magic.name() : "";
    return line + (line.isEmpty() || cell.isEmpty() ? "" : ", ") + cell;
  }

  /** How many letters have to be put in, left out or replaced (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
