package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;

/** A cell magic that runs its cell in a shell; {@code %%bash} and {@code %%sh} differ in which. */
abstract sealed class ScriptMagic implements CellMagic permits BashMagic, ShMagic {
  private final String name;

  /**
   * @param name of the magic, and of the program in /bin
   */
  ScriptMagic(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return "runs the cell in /bin/" + name;
  }

  @Override
  public String help() {
    return """
        %%NAME
        Runs the cell in /bin/NAME, in the folder of %cd and with the variables of %env.
        $name and ${name} are the notebook's variables; all other names are the shell's.
        What it prints is shown as it comes. It has no input. The stop button ends it.
        A status other than 0 at its end is an error."""
        .replace("NAME", name);
  }

  @Override
  public final Outcome cell(String arguments, String body, MagicContext context)
      throws InterruptedException {
    Arguments.none(arguments, "%%" + name);
    int status = new Shell("/bin/" + name).run(body.replace("\r\n", "\n"), context);
    if (status != 0) {
      throw new MagicException("the script ended with status " + status);
    }
    return new Outcome.Nothing();
  }
}
