package peaberry.kernel.session;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.NotebookCalls;

/** What the code of a cell asks of the kernel, done as a part of that cell. */
record CallsFromCells(Executor executor) implements NotebookCalls {

  @Override
  public Object eval(String cell) {
    return value(executor.nested().run(cell));
  }

  @Override
  public Object lineMagic(String name, List<String> arguments) {
    return eval("%" + name + line(arguments));
  }

  @Override
  public Object cellMagic(String name, List<String> arguments, String body) {
    return eval("%%" + name + line(arguments) + "\n" + body);
  }

  @Override
  public void addToClassPath(Path entry) {
    lineMagic("classpath", List.of(entry.toString()));
  }

  private static String line(List<String> arguments) {
    StringBuilder line = new StringBuilder();
    for (String argument : arguments) {
      boolean spaced = argument.isEmpty() || argument.chars().anyMatch(Character::isWhitespace);
      line.append(' ').append(spaced ? "\"" + argument + "\"" : argument);
    }
    return line.toString().replace('\n', ' ');
  }

  private static Object value(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Value(Object value) -> value;
      case Outcome.Nothing() -> null;
      case Outcome.Failure failure when failure.interrupted() ->
          throw new CancellationException("interrupted");
      case Outcome.Failure failure ->
          throw new IllegalStateException(failure.name() + ": " + failure.message());
    };
  }
}
