package peaberry.blas;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * Where native libraries are kept when they have been unpacked: PEABERRY_CACHE, otherwise the
 * user's cache folder, and where nothing can be written to that, as in sessions whose home folder
 * is read-only, a folder of the user's own among the temporary files.
 */
public final class NativeCache {
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private NativeCache() {}

  /** Unpacks libraries into a folder below another one, unless they are there. */
  @FunctionalInterface
  public interface Unpacking {
    /**
     * @param cache the folder that holds all that is kept; may not be there yet
     * @return the folder that holds the libraries
     * @throws IOException if they are not there and cannot be written
     */
    Path into(Path cache) throws IOException;
  }

  /**
   * Unpacks libraries into the first folder that takes them.
   *
   * @return the folder that holds them
   * @throws IOException why the first one did not, if none does
   */
  public static Path unpack(Unpacking unpacking) throws IOException {
    Map<String, String> environment = System.getenv();
    Path temporary =
        Path.of(
            System.getProperty("java.io.tmpdir"), "peaberry-" + System.getProperty("user.name"));
    return unpack(unpacking, environment, System.getProperty("user.home"), temporary);
  }

  static Path unpack(
      Unpacking unpacking, Map<String, String> environment, String home, Path temporary)
      throws IOException {
    try {
      return unpacking.into(folder(environment, home));
    } catch (IOException first) {
      if (isNamed(environment)) {
        throw first; // who names a folder is to hear that it does not serve
      }
      try {
        return unpacking.into(ownFolder(temporary));
      } catch (IOException | UnsupportedOperationException second) {
        first.addSuppressed(second);
        throw first;
      }
    }
  }

  /** The folder that is tried first. */
  static Path folder(Map<String, String> environment, String home) {
    if (isNamed(environment)) {
      return Path.of(environment.get("PEABERRY_CACHE"));
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = shared.isEmpty() ? Path.of(home, ".cache") : Path.of(shared);
    return base.resolve("peaberry");
  }

  private static boolean isNamed(Map<String, String> environment) {
    return !environment.getOrDefault("PEABERRY_CACHE", "").isEmpty();
  }

  /**
   * The folder, if it is ours alone: what others could write there would be run in our name.
   *
   * @throws UnsupportedOperationException where files have no Unix owner
   */
  private static Path ownFolder(Path folder) throws IOException {
    try {
      return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
    } catch (FileAlreadyExistsException e) {
      Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
          && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OURS_ALONE)) {
        return folder;
      }
      throw new IOException(folder + " is there and not ours alone");
    }
  }
}
