package peaberry.kernel.magic;

import java.util.List;
import peaberry.kernel.cell.Outcome;

/** {@code %history}: the cells of this session. */
public final class HistoryMagic implements LineMagic {

  @Override
  public String name() {
    return "history";
  }

  @Override
  public List<String> aliases() {
    return List.of("hist");
  }

  @Override
  public String summary() {
    return "shows the cells that have run";
  }

  @Override
  public String help() {
    return """
        %history [-n] [-o] [ranges]
        Shows the cells of this session that have run; %history 4 7-9 12- those of these numbers.
        -n tells the numbers, -o the results. %recall 7 puts a cell below this one.""";
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    return Words.matching(List.of("-n", "-o"), arguments, cursor);
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    Arguments parsed = Arguments.of(arguments, "%history", "no", "");
    StringBuilder text = new StringBuilder();
    for (PastCell cell : PastCells.in(parsed.rest(), context.history())) {
      String input = cell.input().stripTrailing();
      if (parsed.has('n')) {
        String number = "%4d: ".formatted(cell.number());
        input = number + input.replace("\n", "\n" + " ".repeat(number.length()));
      }
      text.append(input).append('\n');
      if (parsed.has('o') && cell.output() != null) {
        text.append(cell.output()).append('\n');
      }
    }
    context.console().out(text.toString());
    return new Outcome.Nothing();
  }
}
