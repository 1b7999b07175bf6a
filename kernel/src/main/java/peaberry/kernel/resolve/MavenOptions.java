package peaberry.kernel.resolve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user has set for Maven.
 *
 * @param localRepository where artifacts are kept, or null: as {@code settings.xml} says
 * @param settings the user's {@code settings.xml}, or null: that in {@code ~/.m2}
 */
public record MavenOptions(Path localRepository, Path settings) {
  private static final Pattern REPOSITORY = Pattern.compile("-Dmaven\\.repo\\.local=(\\S+)");
  private static final Pattern SETTINGS = Pattern.compile("(?:^|\\s)(?:-s|--settings)[\\s=](\\S+)");
  private static final Pattern ELEMENT =
      Pattern.compile("<localRepository>\\s*([^<$]+?)\\s*</localRepository>");

  /**
   * As {@code mvn} would find them: the system property {@code maven.repo.local}, and the
   * environment variables {@code MAVEN_OPTS} and {@code MAVEN_ARGS}.
   */
  public static MavenOptions of(String localRepository, Map<String, String> environment) {
    String arguments =
        environment.getOrDefault("MAVEN_ARGS", "")
            + " "
            + environment.getOrDefault("MAVEN_OPTS", "");
    return new MavenOptions(
        path(localRepository == null ? first(REPOSITORY, arguments) : localRepository),
        path(first(SETTINGS, arguments)));
  }

  /** The folder that artifacts are kept in. */
  public Path repository() {
    if (localRepository != null) {
      return localRepository;
    }
    Path home = Path.of(System.getProperty("user.home"), ".m2");
    Path file = settings == null ? home.resolve("settings.xml") : settings;
    try {
      Path set = Files.exists(file) ? path(first(ELEMENT, Files.readString(file))) : null;
      return set == null ? home.resolve("repository") : set;
    } catch (IOException unreadable) {
      return home.resolve("repository");
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static Path path(String text) {
    try {
      return text == null || text.isBlank() ? null : Path.of(text).toAbsolutePath();
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
