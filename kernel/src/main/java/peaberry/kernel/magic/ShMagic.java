package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;

/** {@code %%sh}: runs the cell in /bin/sh. */
public final class ShMagic implements CellMagic {

  @Override
  public String name() {
    return "sh";
  }

  @Override
  public String summary() {
    return "runs the cell in /bin/sh";
  }

  @Override
  public String help() {
    return """
        %%sh
        Runs the cell in /bin/sh, in the folder of %cd and with the variables of %env.
        $name and ${name} are the notebook's variables; all other names are the shell's.
        What it prints is shown as it comes. It has no input. The stop button ends it.
        A status other than 0 at its end is an error.""";
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context)
      throws InterruptedException {
    Arguments.none(arguments, "%%sh");
    int status = new Shell("/bin/sh").run(body.replace("\r\n", "\n"), context);
    if (status != 0) {
      throw new MagicException("the script ended with status " + status);
    }
    return new Outcome.Nothing();
  }
}
