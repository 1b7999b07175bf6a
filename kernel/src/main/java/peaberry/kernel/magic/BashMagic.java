package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;

/** {@code %%bash}: runs the cell in /bin/bash. */
public final class BashMagic implements CellMagic {

  @Override
  public String name() {
    return "bash";
  }

  @Override
  public String summary() {
    return "runs the cell in /bin/bash";
  }

  @Override
  public String help() {
    return """
        %%bash
        Runs the cell in /bin/bash, in the folder of %cd and with the variables of %env.
        $name and ${name} are the notebook's variables; all other names are the shell's.
        What it prints is shown as it comes. It has no input. The stop button ends it.
        A status other than 0 at its end is an error.""";
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context)
      throws InterruptedException {
    Arguments.none(arguments, "%%bash");
    int status = new Shell("/bin/bash").run(body.replace("\r\n", "\n"), context);
    if (status != 0) {
      throw new MagicException("the script ended with status " + status);
    }
    return new Outcome.Nothing();
  }
}
