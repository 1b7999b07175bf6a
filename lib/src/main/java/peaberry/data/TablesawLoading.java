package peaberry.data;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Loads Tablesaw's {@link Table}. Its first use looks for readers and writers in every jar of the
 * class path, which takes half a second of processor time for the hundred of a notebook; here it
 * sees only Tablesaw's own, which are all that have any.
 */
public final class TablesawLoading {
  private static final String CLASS_PATH = "java.class.path";

  private TablesawLoading() {}

  /** Makes tables ready for use: once in a JVM, and of no consequence if they are already. */
  public static void run() {
    Once.load();
  }

  private static final class Once {
    static {
      String all = System.getProperty(CLASS_PATH, "");
      try {
        System.setProperty(CLASS_PATH, tablesawOnly(all));
        Class.forName(Table.class.getName());
      } catch (ClassNotFoundException | URISyntaxException | FileSystemNotFoundException e) {
        // Table's first use then looks everywhere.
      } finally {
        System.setProperty(CLASS_PATH, all);
      }
    }

    private static void load() {}
  }

  /** The entries of a class path whose file name speaks of Tablesaw, and the one of its tables. */
  static String tablesawOnly(String classPath) throws URISyntaxException {
    URI core = Table.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Stream<String> named =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> new File(entry).getName().contains("tablesaw"));
    return Stream.concat(Stream.of(Path.of(core).toString()), named)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
