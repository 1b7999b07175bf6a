package peaberry.kernel.magic;

import java.io.IOException;
import java.util.List;
import peaberry.kernel.cell.Outcome;

/** {@code %reset}: forgets all names. */
public final class ResetMagic implements LineMagic {

  @Override
  public String name() {
    return "reset";
  }

  @Override
  public String summary() {
    return "forgets all variables, methods, types and imports";
  }

  @Override
  public String help() {
    return """
        %reset       forgets all that cells have declared and imported, after a question
        %reset -f    without the question
        Threads that still run go on. The history stays.""";
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return Words.matching(List.of("-f"), arguments, cursor);
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) throws InterruptedException {
    Arguments parsed = Arguments.of(arguments, "%reset", "f", "");
    Arguments.none(parsed.rest(), "%reset");
    if (parsed.has('f') || isSure(context)) {
      context.reset();
    } else {
      context.console().out("Nothing is forgotten.\n");
    }
    return new Outcome.Nothing();
  }

  private static boolean isSure(MagicContext context) throws InterruptedException {
    try {
      String answer =
          context.console().readLine("Forget all names of this notebook (y/[n])? ", false);
      return answer != null && answer.strip().equalsIgnoreCase("y");
    } catch (IOException nobodyToAsk) {
      throw new MagicException("%reset cannot ask whether you are sure: write %reset -f");
    }
  }
}
