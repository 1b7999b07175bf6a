package peaberry.kernel.magic;

import java.util.List;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.NotebookMagics;

/**
 * A magic that the notebook's own code has added. It runs as Java of the cell does: it can be
 * stopped, and what it throws is reported with the notebook's frames.
 */
abstract sealed class NotebookMagic implements Magic {
  private final String name;
  private final NotebookMagics.Function function;

  private NotebookMagic(String name, NotebookMagics.Function function) {
    this.name = name;
    this.function = function;
  }

  /** One on a line. */
  static final class Line extends NotebookMagic implements LineMagic {
    Line(String name, NotebookMagics.Function function) {
      super(name, function);
    }

    @Override
    public boolean inOrder() {
      return true;
    }

    @Override
    public Outcome line(String arguments, MagicContext context) {
      return run(arguments, null, context);
    }
  }

  /** One that takes its cell. */
  static final class Cell extends NotebookMagic implements CellMagic {
    Cell(String name, NotebookMagics.Function function) {
      super(name, function);
    }

    @Override
    public Outcome cell(String arguments, String body, MagicContext context) {
      return run(arguments, body, context);
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return "added by this notebook";
  }

  final Outcome run(String arguments, String body, MagicContext context) {
    List<String> words = ShellWords.split(arguments);
    long call = NotebookMagics.prepare(function, words, body);
    return context.java(NotebookMagics.class.getName() + ".run(" + call + "L)");
  }
}
