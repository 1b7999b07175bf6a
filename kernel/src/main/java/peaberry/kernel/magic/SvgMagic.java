package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.Svg;

/** {@code %%svg}: shows the cell as SVG. */
public final class SvgMagic implements CellMagic {

  @Override
  public String name() {
    return "svg";
  }

  @Override
  public String summary() {
    return "shows the cell as SVG";
  }

  @Override
  public String help() {
    return """
        %%svg
        Shows the rest of the cell as SVG.
        The cell is one <svg> element.""";
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) {
    Arguments.none(arguments, "%%svg");
    Display.display(new Svg(body));
    return new Outcome.Nothing();
  }
}
