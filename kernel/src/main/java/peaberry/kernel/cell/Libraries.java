package peaberry.kernel.cell;

import java.nio.file.Path;
import java.util.List;

/**
 * The libraries that cells can use: those that came with the kernel, and those added since.
 *
 * <p>A library is loaded once and shared by all cells. Safe for use by several threads.
 */
public interface Libraries {

  /**
   * Adds jars and folders of classes for the cells that follow; all of them or, if it throws, none.
   *
   * <p>Another version of a library that is there already takes its place, until one of its classes
   * is in use.
   *
   * @param asked what the user asked for
   * @param alongside what that needs; a newer version that is there already stays, and one that is
   *     in use stays with a note
   * @return what the user should know, a sentence each
   * @throws CellException if something is neither a jar nor a folder, or if another version of what
   *     was asked for is in use; the message says what to do
   */
  List<String> add(List<Path> asked, List<Path> alongside);

  /** The class path: what was added last comes first. */
  List<Path> path();

  /** Loads classes and finds resources of the libraries, those to be added later too. */
  ClassLoader loader();
}
