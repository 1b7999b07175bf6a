package peaberry.kernel.magic;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.cell.Variable;
import peaberry.kernel.display.Display;

/** {@code %whos}: a table of the notebook's variables. */
public final class WhosMagic implements LineMagic {
  private static final int MOST_CHARS = 60;

  @Override
  public String name() {
    return "whos";
  }

  @Override
  public String summary() {
    return "lists the notebook's variables with type, size, value and cell";
  }

  @Override
  public String help() {
    return """
        %whos                all variables: type, size, value, and the cell that declared it
        %whos int String     those of some types
        The size is that of an array, a collection, a map or a text.""";
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) throws InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    for (Variable variable : WhoMagic.chosen(arguments, context)) {
      Object value = variable.value().get();
      rows.add(
          List.of(
              variable.name(),
              variable.type(),
              size(value),
              inOneLine(context.render(value).plain()),
              "[" + variable.cell() + "]"));
    }
    if (rows.isEmpty()) {
      context.console().out(WhoMagic.none(arguments));
    } else {
      Display.display(TextTable.of(List.of("Name", "Type", "Size", "Value", "Cell"), rows));
    }
    return new Outcome.Nothing();
  }

  private static String size(Object value) {
    return switch (value) {
      case CharSequence text -> "" + text.length();
      case Collection<?> items -> "" + items.size();
      case Map<?, ?> entries -> "" + entries.size();
      case null -> "";
      default -> value.getClass().isArray() ? "" + Array.getLength(value) : "";
    };
  }

  private static String inOneLine(String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ").strip();
    return line.codePointCount(0, line.length()) <= MOST_CHARS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_CHARS - 1)) + "…";
  }
}
