package peaberry.kernel.magic;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import peaberry.kernel.cell.Outcome;

/** {@code %load}: runs a file of Java, or the code cells of a notebook, as IJava does. */
public final class LoadMagic implements LineMagic {
  private static final String NOTEBOOK = ".ipynb";

  /** What may be left out at the end of a file's name, in the order in which it is tried. */
  private static final List<String> EXTENSIONS =
      List.of(".jsh", ".jshell", ".java", ".ijava", NOTEBOOK);

  /** The files that are being run: each was loaded by the one before. */
  private final Set<Path> loading = new HashSet<>();

  private Environment environment;

  @Override
  public String name() {
    return "load";
  }

  @Override
  public List<String> aliases() {
    return List.of("run");
  }

  @Override
  public String summary() {
    return "runs a file of Java or the code cells of a notebook";
  }

  @Override
  public String help() {
    return """
        %load path
        Runs a file as if its text stood in the cell: what it declares and imports is the notebook's.
        Of a notebook (.ipynb) all code cells are run, their magics too, until one fails. Values are
        not shown. The endings .jsh, .jshell, .java, .ijava and .ipynb may be left out.
        A relative path starts at the folder of %cd; ~ is your own.""";
  }

  @Override
  public void joined(Magics magics) {
    environment = magics.environment();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    List<String> files =
        new ArrayList<>(environment.complete(Words.before(arguments, cursor), false));
    files.removeIf(file -> !file.endsWith("/") && EXTENSIONS.stream().noneMatch(file::endsWith));
    return files;
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    if (arguments.isEmpty()) {
      throw new MagicException("expected a file after %load, got nothing");
    }
    Path file = find(Words.unquoted(arguments));
    if (!loading.add(file)) {
      throw new MagicException(file + " loads itself");
    }
    try {
      return run(file, context);
    } finally {
      loading.remove(file);
    }
  }

  private Path find(String name) {
    Path path = environment.resolve(name);
    if (Files.isRegularFile(path)) {
      return path;
    }
    for (String extension : EXTENSIONS) {
      Path longer = environment.resolve(name + extension);
      if (Files.isRegularFile(longer)) {
        return longer;
      }
    }
    throw new MagicException(
        "there is no file "
            + path
            + ", nor one of that name with "
            + String.join(", ", EXTENSIONS)
            + " at its end");
  }

  private static Outcome run(Path file, MagicContext context) {
    String text = read(file);
    boolean isNotebook = file.toString().endsWith(NOTEBOOK);
    List<String> cells = isNotebook ? codeCells(file, context.json(text)) : List.of(text);
    for (int i = 0; i < cells.size(); i++) {
      if (context.cell(cells.get(i)) instanceof Outcome.Failure failure) {
        String which = isNotebook ? "code cell " + (i + 1) + " of " : "";
        context.console().err("This went wrong in " + which + file + ":\n");
        return failure;
      }
    }
    return new Outcome.Nothing();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new MagicException("expected text in UTF-8 in " + file + ", got other bytes");
    } catch (IOException e) {
      throw new MagicException("the file " + file + " cannot be read: " + e);
    }
  }

  private static List<String> codeCells(Path file, Map<String, Object> notebook) {
    if (!(notebook.get("cells") instanceof List<?> all)) {
      throw new MagicException("expected a notebook of format 4 in " + file + ", got no cells");
    }
    List<String> cells = new ArrayList<>();
    for (Object cell : all) {
      if (cell instanceof Map<?, ?> fields && "code".equals(fields.get("cell_type"))) {
        cells.add(source(fields.get("source")));
      }
    }
    return cells;
  }

  /** A cell's text, which the format allows to be one string or a list of lines. */
  private static String source(Object source) {
    if (source instanceof List<?> lines) {
      StringBuilder text = new StringBuilder();
      lines.forEach(text::append);
      return text.toString();
    }
    return source instanceof String text ? text : "";
  }
}
