package peaberry.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.resolve.Request;

/**
 * {@code %loadFromPOM path} and {@code %%loadFromPOM}: adds what a POM, or a piece of one, depends
 * on to the class path.
 */
public final class PomMagic implements LineMagic, CellMagic {
  private static final Set<String> SCOPES =
      Set.of("compile", "runtime", "system", "import", "test", "provided");

  private Environment environment;
  private MavenSession maven;

  @Override
  public String name() {
    return "loadFromPOM";
  }

  @Override
  public List<String> aliases() {
    return List.of("pom");
  }

  @Override
  public String summary() {
    return "adds the dependencies of a Maven POM";
  }

  @Override
  public String help() {
    return """
        %loadFromPOM path [scope ...]    of a file
        %%loadFromPOM [scope ...]        of the cell: a whole <project>, or pieces of one
        Adds what the POM depends on to the class path, with its repositories, properties, parents
        and dependencyManagement. Pieces are loose <dependency>, <repository>, <properties> and
        <dependencyManagement> elements, as they stand in a README.
        Scopes: compile, runtime, system and import if none is given; also test and provided.""";
  }

  @Override
  public void joined(Magics magics) {
    maven = magics.maven();
    environment = magics.environment();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return environment.complete(Words.before(arguments, cursor), false);
  }

  @Override
  public Outcome line(String arguments, MagicContext context) throws InterruptedException {
    List<String> words = ShellWords.split(arguments);
    if (words.isEmpty()) {
      throw new MagicException("expected the path of a POM after %loadFromPOM, got nothing");
    }
    Path file = environment.resolve(words.getFirst());
    if (!Files.isRegularFile(file)) {
      throw new MagicException("there is no POM " + file);
    }
    load(file, words.subList(1, words.size()), context);
    return new Outcome.Nothing();
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) throws Exception {
    Path file = Files.createTempFile("notebook", ".pom");
    try {
      Files.writeString(file, PomText.whole(body));
      load(file, ShellWords.split(arguments), context);
    } catch (IOException e) {
      throw new MagicException("the POM cannot be written to " + file + ": " + e.getMessage());
    } finally {
      Files.deleteIfExists(file);
    }
    return new Outcome.Nothing();
  }

  private void load(Path file, List<String> scopes, MagicContext context)
      throws InterruptedException {
    for (String scope : scopes) {
      if (!SCOPES.contains(scope)) {
        throw new MagicException("expected a scope such as compile or test, got " + scope);
      }
    }
    Set<String> wanted =
        scopes.isEmpty() ? Set.of("compile", "runtime", "system", "import") : new HashSet<>(scopes);
    Request.Pom pom = new Request.Pom(file, wanted);
    maven.load(new Request(List.of(), List.of(), pom, maven.repositories(), false, false), context);
  }
}
