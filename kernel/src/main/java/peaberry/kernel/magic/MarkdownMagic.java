package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.Markdown;

/** {@code %%markdown}: shows the cell as Markdown. */
public final class MarkdownMagic implements CellMagic {

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public String summary() {
    return "shows the cell as Markdown";
  }

  @Override
  public String help() {
    return """
        %%markdown
        Shows the rest of the cell as Markdown.
        Formulas stand between $ signs.""";
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) {
    Arguments.none(arguments, "%%markdown");
    Display.display(new Markdown(body));
    return new Outcome.Nothing();
  }
}
