package peaberry.kernel.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import peaberry.kernel.cell.Outcome;

/** {@code %classpath path}: adds jars and folders of classes to the class path, or lists it. */
public final class ClasspathMagic implements LineMagic {
  private Environment environment;

  @Override
  public String name() {
    return "classpath";
  }

  @Override
  public String summary() {
    return "adds jars and folders of classes to the class path, or lists it";
  }

  @Override
  public String help() {
    return """
        %classpath path ...    adds jars and folders of classes; * and ** (any folders) may be used
        %classpath             lists the class path""";
  }

  @Override
  public void joined(Magics magics) {
    environment = magics.environment();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return environment.complete(Words.before(arguments, cursor), false);
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    List<Path> entries = new ArrayList<>();
    for (String pattern : ShellWords.split(arguments)) {
      entries.addAll(Globs.find(pattern, environment));
    }
    if (entries.isEmpty()) {
      context.libraries().path().forEach(entry -> context.console().out(entry + "\n"));
      return new Outcome.Nothing();
    }
    MavenSession.add(entries, List.of(), context);
    return new Outcome.Value(entries.stream().map(Path::toString).toList());
  }
}
