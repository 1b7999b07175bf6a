package peaberry.kernel.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import peaberry.kernel.cell.CellException;
import peaberry.kernel.display.FrontEnds;
import peaberry.kernel.resolve.Coordinates;
import peaberry.kernel.resolve.Maven;
import peaberry.kernel.resolve.Repository;
import peaberry.kernel.resolve.Request;
import peaberry.kernel.resolve.ResolveException;
import peaberry.kernel.resolve.Resolved;

/**
 * What the notebook has asked of Maven so far. It counts as one project: later dependencies are
 * fitted to those that are there.
 *
 * <p>Safe for use by several threads, which wait for one another.
 */
final class MavenSession {
  private final Maven maven;
  private final Map<String, Repository> repositories = new LinkedHashMap<>();
  private final Set<Path> seen = new HashSet<>();
  private List<Coordinates> roots = List.of();

  MavenSession(Maven maven) {
    this.maven = maven;
  }

  /** Where the artifacts are that need no download. */
  LocalRepository local() {
    return new LocalRepository(maven.options().repository());
  }

  /** Asks one repository more from now on; the id may be that of an earlier one. */
  synchronized void add(Repository repository) {
    repositories.put(repository.id(), repository);
  }

  /** The repositories that were added. */
  synchronized List<Repository> repositories() {
    return List.copyOf(repositories.values());
  }

  /**
   * Adds artifacts and what they need to the class path.
   *
   * @param wanted {@code earlier} is filled in here
   * @throws MagicException if something cannot be had or cannot be added; then nothing was
   * @throws InterruptedException if the user stopped the cell; then nothing was added either
   */
  synchronized void load(Request wanted, MagicContext context) throws InterruptedException {
    Request request =
        new Request(
            wanted.wanted(),
            roots,
            wanted.pom(),
            wanted.repositories(),
            wanted.onlyThese(),
            wanted.update());
    try (DownloadBar bar = new DownloadBar()) {
      Resolved resolved = maven.resolve(request, bar::show);
      List<Path> alongside = new ArrayList<>(resolved.alongside());
      alongside.removeAll(seen);
      add(resolved.wanted(), alongside, context);
      seen.addAll(resolved.wanted());
      seen.addAll(alongside);
      List<Coordinates> all = new ArrayList<>(roots);
      all.removeIf(old -> resolved.roots().stream().anyMatch(old::isAnother));
      all.addAll(resolved.roots());
      roots = List.copyOf(all);
    } catch (ResolveException e) {
      throw new MagicException(e.getMessage());
    }
  }

  /**
   * Brings the sources of artifacts into the local repository; those that have none get a note.
   *
   * @throws InterruptedException if the user stopped the cell
   */
  void fetchSources(Request wanted, MagicContext context) throws InterruptedException {
    for (Coordinates one : wanted.wanted()) {
      Coordinates sources =
          new Coordinates(one.group(), one.artifact(), "jar", "sources", one.version());
      Request request =
          new Request(
              List.of(sources),
              List.of(),
              null,
              wanted.repositories(),
              wanted.onlyThese(),
              wanted.update());
      try (DownloadBar bar = new DownloadBar()) {
        maven.resolve(request, bar::show);
      } catch (ResolveException e) {
        context.console().err("no sources of " + one + ": " + e.getMessage() + "\n");
      }
    }
  }

  /**
   * Adds jars and folders to the class path, and the magics and renderers that are in them.
   *
   * @throws MagicException if one of them cannot be added; then none was
   */
  static void add(List<Path> asked, List<Path> alongside, MagicContext context) {
    try {
      List<String> notes = new ArrayList<>(context.libraries().add(asked, alongside));
      FrontEnds.librariesChanged();
      notes.addAll(context.magics().addFrom(context.libraries().loader()));
      notes.forEach(note -> context.console().err(note + "\n"));
    } catch (CellException e) {
      throw new MagicException(e.getMessage());
    }
  }
}
