package peaberry.kernel.magic;

import java.util.List;
import peaberry.kernel.cell.Outcome;

/** {@code %%sh}: runs the cell in /bin/sh; {@code %sh command} is {@code !command}. */
public final class ShMagic extends ScriptMagic implements LineMagic {
  private final ShellMagic line = new ShellMagic();

  /** Made by the service loader. */
  public ShMagic() {
    super("sh");
  }

  @Override
  public String help() {
    return super.help() + "\n%sh command is !command.";
  }

  @Override
  public boolean inOrder() {
    return line.inOrder();
  }

  @Override
  public void joined(Magics magics) {
    line.joined(magics);
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return line.complete(arguments, cursor);
  }

  @Override
  public Outcome line(String command, MagicContext context) throws InterruptedException {
    return line.line(command, context);
  }
}
