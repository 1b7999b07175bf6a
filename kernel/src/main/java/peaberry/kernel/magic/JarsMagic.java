package peaberry.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import peaberry.kernel.cell.Outcome;

/** {@code %jars lib/*.jar}: adds jars to the class path. */
public final class JarsMagic implements LineMagic {
  private Environment environment;

  @Override
  public String name() {
    return "jars";
  }

  @Override
  public String summary() {
    return "adds jars to the class path";
  }

  @Override
  public String help() {
    return """
        %jars path ...
        Adds jars to the class path: paths, or patterns with * and ** (any folders). Of a folder, all
        jars in it are added; a folder of classes is added with %classpath. The value is the list of
        their paths: var added = %jars lib/*.jar""";
  }

  @Override
  public void joined(Magics magics) {
    environment = magics.environment();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    List<String> files =
        new ArrayList<>(environment.complete(Words.before(arguments, cursor), false));
    files.removeIf(file -> !file.endsWith("/") && !file.endsWith(".jar"));
    return files;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    List<Path> jars = new ArrayList<>();
    for (String pattern : ShellWords.split(arguments)) {
      for (Path path : Globs.find(pattern, environment)) {
        jars.addAll(Files.isDirectory(path) ? jarsIn(path) : List.of(path));
      }
    }
    if (jars.isEmpty()) {
      throw new MagicException("expected the path of a jar after %jars, got " + said(arguments));
    }
    MavenSession.add(jars, List.of(), context);
    return new Outcome.Value(jars.stream().map(Path::toString).toList());
  }

  private static String said(String arguments) {
    return arguments.isEmpty() ? "nothing" : "no jar in " + arguments;
  }

  private static List<Path> jarsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new MagicException("the folder " + folder + " cannot be read: " + e.getMessage());
    }
  }
}
