package peaberry.kernel.display;

import java.nio.file.Path;
import java.util.List;

/**
 * What the code of a cell can have its kernel do while it runs. Safe for use by several threads.
 */
public interface NotebookCalls {

  /**
   * Runs a cell inside the running one, on the calling thread; what it declares is the notebook's.
   *
   * @return its value, or null if it has none
   * @throws Exception if it fails; the message has the failure's name
   */
  Object eval(String cell) throws Exception;

  /**
   * Runs a line magic.
   *
   * @throws IllegalStateException if it fails
   */
  Object lineMagic(String name, List<String> arguments);

  /**
   * Runs a cell magic.
   *
   * @throws IllegalStateException if it fails
   */
  Object cellMagic(String name, List<String> arguments, String body);

  /**
   * Adds a jar or a folder of classes to the class path.
   *
   * @throws IllegalStateException if it cannot be added
   */
  void addToClassPath(Path entry);
}
