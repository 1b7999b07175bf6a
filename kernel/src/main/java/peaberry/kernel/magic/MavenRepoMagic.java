package peaberry.kernel.magic;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.resolve.Repository;

/** {@code %mavenRepo id url}: makes {@code %maven} ask one repository more. */
public final class MavenRepoMagic implements LineMagic {

  /** The names that JBang knows. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "mavencentral", "https://repo.maven.apache.org/maven2/",
          "google", "https://maven.google.com/",
          "jitpack", "https://jitpack.io/",
          "sonatype-snapshots", "https://central.sonatype.com/repository/maven-snapshots/");

  private MavenSession maven;

  @Override
  public String name() {
    return "mavenRepo";
  }

  @Override
  public List<String> aliases() {
    return List.of("addMavenRepo");
  }

  @Override
  public String summary() {
    return "makes %maven ask one repository more";
  }

  @Override
  public String help() {
    return """
        %mavenRepo id url    asks this repository, too, from now on
        %mavenRepo jitpack   the same for google, jitpack and sonatype-snapshots
        %mavenRepo           lists those that were added
        The id is the one by which settings.xml finds a mirror or a password. Maven Central and the
        repositories of settings.xml are always asked. A line //REPOS id=url at a cell's start does
        the same, as in JBang.""";
  }

  @Override
  public void joined(Magics magics) {
    maven = magics.maven();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return Words.matching(new TreeSet<>(KNOWN.keySet()), arguments, cursor);
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    List<String> words = ShellWords.split(arguments);
    if (words.isEmpty()) {
      for (Repository repository : maven.repositories()) {
        context.console().out(repository.id() + " " + repository.url() + "\n");
      }
    } else if (words.size() == 2 && !words.get(0).contains("=") && !known(words.get(0))) {
      maven.add(checked(words.get(0), words.get(1)));
    } else {
      for (String word : String.join(",", words).split(",")) {
        if (!word.isEmpty()) {
          maven.add(repository(word));
        }
      }
    }
    return new Outcome.Nothing();
  }

  private static boolean known(String name) {
    return KNOWN.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The repository that is meant by {@code id=url}, a URL, or a known name.
   *
   * @throws MagicException if it is none of these
   */
  static Repository repository(String text) {
    if (known(text)) {
      String id = text.toLowerCase(Locale.ROOT);
      return new Repository(id.equals("mavencentral") ? "central" : id, KNOWN.get(id));
    }
    int equals = text.indexOf('=');
    int colon = text.indexOf("://");
    if (equals > 0 && equals < colon) {
      return checked(text.substring(0, equals), text.substring(equals + 1));
    }
    if (colon > 0) {
      return checked("from-" + text.replaceAll("[^A-Za-z0-9]+", "-"), text);
    }
    throw new MagicException("expected %mavenRepo id url, got " + text);
  }

  private static Repository checked(String id, String url) {
    try {
      String scheme = new URI(url).getScheme();
      if (scheme != null && List.of("http", "https", "file").contains(scheme)) {
        return new Repository(id, url);
      }
    } catch (URISyntaxException notOne) {
      // told below
    }
    throw new MagicException("expected the URL of a repository, got " + url);
  }
}
