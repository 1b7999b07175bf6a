package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import peaberry.kernel.cell.Nearest;
import peaberry.kernel.display.NotebookMagics;
import peaberry.kernel.resolve.Maven;
import peaberry.kernel.resolve.MavenOptions;

/** The magics by name. They are loaded when one is first asked for. Safe for use by threads. */
public final class Magics {
  static final String LIBRARIES = "a Java library is added with %maven group:artifact:version";

  /** Magics of Python's kernel that mean nothing here, with what does their work. */
  private static final Map<String, String> PYTHONS =
      Map.ofEntries(
          Map.entry("pip", LIBRARIES),
          Map.entry("conda", LIBRARIES),
          Map.entry("mamba", LIBRARIES),
          Map.entry("uv", LIBRARIES),
          Map.entry("matplotlib", "leave the line out; charts are shown without it"),
          Map.entry("pylab", "leave the line out; charts are shown without it"),
          Map.entry("load_ext", "leave the line out; magics of Java libraries need no loading"),
          Map.entry("autoreload", "leave the line out; what a cell declares anew is used at once"),
          Map.entry("python", "this notebook's cells are Java"),
          Map.entry("python3", "this notebook's cells are Java"),
          Map.entry("run", "a file of cells is run with %load file.jshell"));

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
    NotebookMagics.cells().forEach((name, one) -> all.put(name, new NotebookMagic.Cell(name, one)));
    NotebookMagics.lines().forEach((name, one) -> all.put(name, new NotebookMagic.Line(name, one)));
    return all.values();
  }

  /**
   * The line magic of this name.
   *
   * @throws MagicException if there is none; the message names the nearest
   */
  public LineMagic line(String name) {
    NotebookMagics.Function added = NotebookMagics.lines().get(name);
    if (added != null) {
      return new NotebookMagic.Line(name, added);
    }
    if (builtIn(name) instanceof LineMagic magic) {
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
    NotebookMagics.Function added = NotebookMagics.cells().get(name);
    if (added != null) {
      return new NotebookMagic.Cell(name, added);
    }
    if (builtIn(name) instanceof CellMagic magic) {
      return magic;
    }
    throw unknown(name, "%%");
  }

  /** The magic of this name or alias, or null; what the notebook has added comes first. */
  public Magic find(String name) {
    if (NotebookMagics.lines().containsKey(name)) {
      return line(name);
    }
    return NotebookMagics.cells().containsKey(name) ? cell(name) : builtIn(name);
  }

  private synchronized Magic builtIn(String name) {
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
    String python = PYTHONS.get(name);
    if (python != null) {
      return new MagicException(sign + name + " is Python's: " + python);
    }
    List<String> names = all().stream().map(Magic::name).toList();
    String advice =
        Nearest.to(name, names)
            .map(nearest -> "; did you mean " + signs(find(nearest)) + "?")
            .orElse("");
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
}
