package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;

/** {@code %pwd}: the folder of commands, as a string. */
public final class PwdMagic implements LineMagic {

  @Override
  public String name() {
    return "pwd";
  }

  @Override
  public String summary() {
    return "tells the folder of commands";
  }

  @Override
  public String help() {
    return """
        %pwd
        The folder in which commands run and to which %load and %%writefile refer. %cd changes it.""";
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    Arguments.none(arguments, "%pwd");
    return new Outcome.Value(context.magics().environment().folder().toString());
  }
}
