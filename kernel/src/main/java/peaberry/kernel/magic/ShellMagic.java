package peaberry.kernel.magic;

import java.util.List;
import java.util.regex.Pattern;
import peaberry.kernel.cell.Outcome;

/** {@code !command}: runs a line in the shell. */
public final class ShellMagic implements LineMagic {
  static final String NAME = "!";

  private static final Pattern PIP =
      Pattern.compile("^\\s*((python3?|py) -m )?(pip3?|conda|mamba) install\\b");

  private final Shell shell = new Shell("/bin/sh");
  private Environment environment;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "runs a line in the shell";
  }

  @Override
  public String help() {
    return """
        !command
        Runs the rest of the line in /bin/sh, in the folder of %cd and with the variables of %env.
        A line that ends with \\ goes on in the next one.
        $name and ${name} are the notebook's variables; all other names are the shell's.
        What the command prints is shown as it comes. It has no input. The stop button ends it.
        A name that the notebook knows makes the line Java: !done, !list.isEmpty()""";
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public void joined(Magics magics) {
    environment = magics.environment();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return environment.complete(Words.before(arguments, cursor), false);
  }

  @Override
  public Outcome line(String command, MagicContext context) throws InterruptedException {
    if (PIP.matcher(command).find()) {
      context.console().err("pip installs packages for Python; " + Magics.LIBRARIES + "\n");
    }
    int status = shell.run(command, context);
    if (status != 0) {
      context.console().err("the command ended with status " + status + "\n");
    }
    return new Outcome.Nothing();
  }
}
