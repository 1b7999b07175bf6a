package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.Latex;

/** {@code %%latex}: shows the cell as LaTeX. */
public final class LatexMagic implements CellMagic {

  @Override
  public String name() {
    return "latex";
  }

  @Override
  public String summary() {
    return "shows the cell as LaTeX";
  }

  @Override
  public String help() {
    return """
        %%latex
        Shows the rest of the cell as LaTeX.
        Formulas stand between $$ signs, or in an environment such as align.""";
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) {
    Arguments.none(arguments, "%%latex");
    Display.display(new Latex(body));
    return new Outcome.Nothing();
  }
}
