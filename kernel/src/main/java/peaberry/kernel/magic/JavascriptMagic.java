package peaberry.kernel.magic;

import java.util.List;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.Javascript;

/** {@code %%javascript}: runs the cell as JavaScript in the page. */
public final class JavascriptMagic implements CellMagic {

  @Override
  public String name() {
    return "javascript";
  }

  @Override
  public List<String> aliases() {
    return List.of("js");
  }

  @Override
  public String summary() {
    return "runs the cell as JavaScript in the page";
  }

  @Override
  public String help() {
    return """
        %%javascript
        Runs the rest of the cell as JavaScript in the page that shows the notebook.
        It runs where the front end trusts the notebook; 'element' is its place in the page.""";
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) {
    Arguments.none(arguments, "%%javascript");
    Display.display(new Javascript(body));
    return new Outcome.Nothing();
  }
}
