package peaberry.kernel.resolve;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is wanted.
 *
 * @param wanted the artifacts asked for
 * @param earlier those asked for before: their dependencies count when versions conflict
 * @param pom a POM whose dependencies are wanted, or null
 * @param repositories those to ask beside the ones that the settings name
 * @param onlyThese whether to ask {@code repositories} alone
 * @param update whether to ask for newer snapshots, and for newer versions in ranges
 */
public record Request(
    List<Coordinates> wanted,
    List<Coordinates> earlier,
    Pom pom,
    List<Repository> repositories,
    boolean onlyThese,
    boolean update) {
  public Request {
    wanted = List.copyOf(wanted);
    earlier = List.copyOf(earlier);
    repositories = List.copyOf(repositories);
  }

  /**
   * A POM.
   *
   * @param scopes those of its dependencies that are wanted
   */
  public record Pom(Path file, Set<String> scopes) {
    public Pom {
      scopes = Set.copyOf(scopes);
    }
  }
}
