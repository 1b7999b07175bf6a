package peaberry.kernel.magic;

import javax.lang.model.SourceVersion;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.Captured;

/** {@code %%capture}: runs the cell and keeps what it puts out. */
public final class CaptureMagic implements CellMagic {

  @Override
  public String name() {
    return "capture";
  }

  @Override
  public String summary() {
    return "runs the cell and keeps what it puts out";
  }

  @Override
  public String help() {
    return """
        %%capture [name]
        Runs the rest of the cell and shows nothing of what it prints and displays. With a name, that
        is kept in a variable: name.stdout(), name.stderr(), name.outputs(); name.show() shows it.
        An error is shown all the same.""";
  }

  @Override
  public boolean takesJava() {
    return true;
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) throws Exception {
    if (!arguments.isEmpty() && !SourceVersion.isName(arguments)) {
      throw new MagicException(
          "expected the name of a variable after %%capture, got: " + arguments);
    }
    MagicContext.Recorded recorded = context.record(body);
    if (!arguments.isEmpty()) {
      Outcome defined = context.define(arguments, Captured.class, recorded.captured());
      if (defined instanceof Outcome.Failure) {
        return defined;
      }
    }
    return recorded.outcome();
  }
}
