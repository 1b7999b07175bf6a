package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.cell.Variable;
import peaberry.kernel.display.Display;

/**
 * {@code %whos}: a table of the notebook's variables.
 *
 * <p>It is the kernel's only view of them, since no front end asks a Java kernel for another:
 *
 * <ul>
 *   <li>JupyterLab's variables panel is a part of its debugger. It is there for kernels whose
 *       kernelspec says {@code "debugger": true}, and asks ({@code inspectVariables}) when a debug
 *       session has started: a kernel without a debugger cannot answer.
 *   <li>VS Code's variables view runs Python in the kernel, or asks the debugger; for any other
 *       language it has no request.
 *   <li>The extension jupyterlab-variableinspector runs a script of the kernel's language. It has
 *       those of Python, R and Scala, keyed by the kernel's language in the extension's own source
 *       ({@code inspectorscripts.ts}), so that a kernel cannot add one.
 * </ul>
 */
public final class WhosMagic implements LineMagic {
  private static final int MOST_CHARS = 60;

  /** A line of a table in plain text that only parts others. */
  private static final Pattern RULE = Pattern.compile("(?m)^[-+|=]{5,}$\\R?");

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
        The size is that of an array, a collection, a map or a text; a matrix, a table
        and an image have two, such as 3 x 4.""";
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
              Dimensions.of(value),
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

  private static String inOneLine(String text) {
    String content = RULE.matcher(text).replaceAll("");
    String line = content.replaceAll("\\s+", " ").strip();
    return line.codePointCount(0, line.length()) <= MOST_CHARS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_CHARS - 1)) + "…";
  }
}
