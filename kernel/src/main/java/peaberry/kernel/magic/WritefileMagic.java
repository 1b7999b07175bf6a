package peaberry.kernel.magic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import peaberry.kernel.cell.Outcome;

/** {@code %%writefile}: writes the cell to a file. */
public final class WritefileMagic implements CellMagic {
  private Environment environment;

  @Override
  public String name() {
    return "writefile";
  }

  @Override
  public List<String> aliases() {
    return List.of("file");
  }

  @Override
  public String summary() {
    return "writes the cell to a file";
  }

  @Override
  public String help() {
    return """
        %%writefile [-a] path
        Writes the rest of the cell to a file, in UTF-8. -a adds it at the file's end.
        A relative path starts at the folder of %cd; ~ is your own.""";
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
  public Outcome cell(String arguments, String body, MagicContext context) {
    Arguments parsed = Arguments.of(arguments, "%%writefile", "a", "");
    if (parsed.rest().isEmpty()) {
      throw new MagicException("expected a path after %%writefile, got nothing");
    }
    String name = Words.unquoted(parsed.rest());
    Path file = environment.resolve(name);
    boolean append = parsed.has('a');
    boolean was = Files.exists(file);
    try {
      if (append) {
        Files.writeString(
            file,
            body,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } else {
        Files.writeString(file, body, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new MagicException("the file " + file + " cannot be written: " + reason(file, e));
    }
    String did = !was ? "Writing " : append ? "Appending to " : "Overwriting ";
    context.console().out(did + name + "\n");
    return new Outcome.Nothing();
  }

  private static String reason(Path file, IOException e) {
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    return Files.isDirectory(file.getParent())
        ? e.getClass().getSimpleName()
        : "there is no folder " + file.getParent();
  }
}
