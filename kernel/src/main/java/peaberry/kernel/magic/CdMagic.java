package peaberry.kernel.magic;

import java.nio.file.Path;
import java.util.List;
import peaberry.kernel.cell.Outcome;

/** {@code %cd}: changes the folder of commands. */
public final class CdMagic implements LineMagic {
  private Environment environment;

  @Override
  public String name() {
    return "cd";
  }

  @Override
  public String summary() {
    return "changes the folder of commands";
  }

  @Override
  public String help() {
    return """
        %cd folder    changes to a folder; ~ is your own
        %cd -         back to the one before
        %cd           to your own
        It holds for !command, %%bash, %%sh, %%writefile and %load. Java's own relative paths, as in
        new File("x") and Path.of("x"), still start where the kernel was started: no JVM can change
        that. Path.of(System.getProperty("user.dir")) is that place; %pwd tells the one of commands.""";
  }

  @Override
  public void joined(Magics magics) {
    environment = magics.environment();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return environment.complete(Words.before(arguments, cursor), true);
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    String name = arguments.isEmpty() ? "~" : Words.unquoted(arguments);
    Path to = name.equals("-") ? environment.previous() : environment.resolve(name);
    environment.change(to);
    String note = "";
    if (!to.equals(environment.start())) {
      note = "(for commands, %%writefile and %load; Java's own paths still start at ";
      note += environment.start() + ")\n";
    }
    context.console().out(to + "\n" + note);
    return new Outcome.Nothing();
  }
}
