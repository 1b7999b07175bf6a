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
  public Outcome cell(String arguments, String body, MagicContext context) {
    Display.display(new Svg(body));
    return new Outcome.Nothing();
  }
}
