package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.resolve.Coordinates;
import peaberry.kernel.resolve.Repository;
import peaberry.kernel.resolve.Request;
import peaberry.kernel.resolve.ResolveException;

/** {@code %maven group:artifact:version}: adds a library, and what it needs, to the class path. */
public final class MavenMagic implements LineMagic {
  private MavenSession maven;

  @Override
  public String name() {
    return "maven";
  }

  @Override
  public List<String> aliases() {
    return List.of("addMavenDependency", "addMavenDependencies");
  }

  @Override
  public String summary() {
    return "adds a library from a Maven repository, and what it needs";
  }

  @Override
  public String help() {
    return """
        %maven group:artifact:version ...
        %maven group:artifact:extension:classifier:version
        Adds libraries and all that they need to the class path, by Maven's rules: of two versions of
        the same library the nearer wins, of two as near the first. settings.xml with its mirrors,
        proxies and servers is honoured, and checksums are checked.
        What is in the local repository asks no other; snapshots, version ranges and LATEST too.
          --update       asks for newer snapshots and newer versions in a range
          --from REPO    asks this repository alone: a name given to %mavenRepo, or a URL
          --sources      fetches the libraries' sources too: Shift-Tab then shows their documentation
        A line //DEPS group:artifact:version at a cell's start does the same, as in JBang.""";
  }

  @Override
  public void joined(Magics magics) {
    maven = magics.maven();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    String word = Words.before(arguments, cursor);
    return word.startsWith("-")
        ? Stream.of("--update", "--from", "--sources").filter(o -> o.startsWith(word)).toList()
        : maven.local().complete(word);
  }

  @Override
  public Outcome line(String arguments, MagicContext context) throws InterruptedException {
    List<Coordinates> wanted = new ArrayList<>();
    List<Repository> only = new ArrayList<>();
    boolean update = false;
    boolean sources = false;
    List<String> words = ShellWords.split(arguments);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--update") || word.equals("-U")) {
        update = true;
      } else if (word.equals("--sources")) {
        sources = true;
      } else if (word.equals("--from")) {
        if (++i == words.size()) {
          throw new MagicException("expected a repository after --from, got nothing");
        }
        only.add(repository(words.get(i)));
      } else {
        wanted.addAll(coordinates(word));
      }
    }
    if (wanted.isEmpty()) {
      throw new MagicException(
          "expected group:artifact:version after %maven, such as"
              + " com.google.code.gson:gson:2.11.0, got nothing");
    }
    List<Repository> asked = only.isEmpty() ? maven.repositories() : only;
    Request request = new Request(wanted, List.of(), null, asked, !only.isEmpty(), update);
    maven.load(request, context);
    if (sources) {
      maven.fetchSources(request, context);
    }
    return new Outcome.Nothing();
  }

  /** JBang lets commas stand between coordinates; in a version range they mean something else. */
  private static List<Coordinates> coordinates(String word) {
    List<Coordinates> found = new ArrayList<>();
    try {
      for (String text : word.split("[,;](?=[^\\])]*(:|$))(?![^\\[(]*[\\])])")) {
        if (!text.isEmpty()) {
          found.add(Coordinates.parse(text));
        }
      }
    } catch (ResolveException e) {
      throw new MagicException(e.getMessage());
    }
    return found;
  }

  private Repository repository(String name) {
    for (Repository known : maven.repositories()) {
      if (known.id().equalsIgnoreCase(name)) {
        return known;
      }
    }
    if (name.contains("://")) {
      return MavenRepoMagic.repository(name);
    }
    if (name.equalsIgnoreCase("central")) {
      return MavenRepoMagic.repository("mavencentral");
    }
    throw new MagicException(
        "there is no repository " + name + ": add it with %mavenRepo " + name + " URL");
  }
}
