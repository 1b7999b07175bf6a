package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.Html;

/** {@code %%html}: shows the cell as HTML. */
public final class HtmlMagic implements CellMagic {

  @Override
  public String name() {
    return "html";
  }

  @Override
  public String summary() {
    return "shows the cell as HTML";
  }

  @Override
  public String help() {
    return """
        %%html
        Shows the rest of the cell as HTML.
        Scripts in it run where the front end trusts the notebook.""";
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) {
    Arguments.none(arguments, "%%html");
    Display.display(new Html(body));
    return new Outcome.Nothing();
  }
}
