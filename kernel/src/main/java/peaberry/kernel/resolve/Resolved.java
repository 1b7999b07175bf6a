package peaberry.kernel.resolve;

import java.nio.file.Path;
import java.util.List;

/**
 * The jars found.
 *
 * @param wanted those asked for, or which the POM names
 * @param alongside those that they need
 * @param roots what was asked for, to be given as {@code earlier} next time
 */
public record Resolved(List<Path> wanted, List<Path> alongside, List<Coordinates> roots) {
  public Resolved {
    wanted = List.copyOf(wanted);
    alongside = List.copyOf(alongside);
    roots = List.copyOf(roots);
  }
}
