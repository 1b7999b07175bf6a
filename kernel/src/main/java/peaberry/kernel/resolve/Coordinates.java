package peaberry.kernel.resolve;

import java.util.Set;

/**
 * Names one artifact of a Maven repository.
 *
 * @param extension such as {@code jar}
 * @param classifier such as {@code linux-x86_64}; may be empty
 * @param version a version, a range such as {@code [1.0,2.0)}, or {@code LATEST}
 */
public record Coordinates(
    String group, String artifact, String extension, String classifier, String version) {

  /** What stands third in {@code g:a:jar:1.0}, where a version stands in {@code g:a:1.0:tests}. */
  private static final Set<String> EXTENSIONS =
      Set.of("jar", "pom", "war", "ear", "aar", "zip", "so", "tar.gz", "bundle", "maven-plugin");

  /**
   * Reads coordinates as Maven writes them, {@code
   * group:artifact[:extension[:classifier]]:version}, or as Gradle and JBang do, {@code
   * group:artifact:version[:classifier][@extension]}.
   *
   * @throws ResolveException if the text is neither
   */
  public static Coordinates parse(String text) {
    String rest = text;
    String extension = "jar";
    int at = text.lastIndexOf('@');
    if (at >= 0) {
      extension = text.substring(at + 1);
      rest = text.substring(0, at);
    }
    String[] parts = rest.split(":", -1);
    for (String part : parts) {
      if (part.isBlank() || part.chars().anyMatch(Character::isWhitespace)) {
        throw malformed(text);
      }
    }
    return switch (parts.length) {
      case 3 -> new Coordinates(parts[0], parts[1], checked(extension, text), "", parts[2]);
      case 4 ->
          EXTENSIONS.contains(parts[2])
              ? new Coordinates(parts[0], parts[1], plain(parts[2]), "", parts[3])
              : new Coordinates(parts[0], parts[1], checked(extension, text), parts[3], parts[2]);
      case 5 -> new Coordinates(parts[0], parts[1], plain(parts[2]), parts[3], parts[4]);
      default -> throw malformed(text);
    };
  }

  private static String checked(String extension, String text) {
    if (extension.isBlank()) {
      throw malformed(text);
    }
    return plain(extension);
  }

  /** The packagings whose file is a jar. */
  private static String plain(String extension) {
    return extension.equals("bundle") || extension.equals("maven-plugin") ? "jar" : extension;
  }

  private static ResolveException malformed(String text) {
    return new ResolveException(
        "expected group:artifact:version, such as com.google.code.gson:gson:2.11.0, got " + text);
  }

  /** Whether these name the same artifact, in this or another version. */
  public boolean isAnother(Coordinates other) {
    return group.equals(other.group)
        && artifact.equals(other.artifact)
        && extension.equals(other.extension)
        && classifier.equals(other.classifier);
  }

  /** As Maven writes them. */
  @Override
  public String toString() {
    String middle = classifier.isEmpty() ? "" : extension + ":" + classifier + ":";
    middle = middle.isEmpty() && !extension.equals("jar") ? extension + ":" : middle;
    return group + ":" + artifact + ":" + middle + version;
  }
}
