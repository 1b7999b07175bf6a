package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import peaberry.kernel.cell.Outcome;

/** {@code %recall}: puts a cell that has run below this one, to be changed and run again. */
public final class RecallMagic implements LineMagic {

  @Override
  public String name() {
    return "recall";
  }

  @Override
  public List<String> aliases() {
    return List.of("rep");
  }

  @Override
  public String summary() {
    return "puts a cell that has run below this one";
  }

  @Override
  public String help() {
    return """
        %recall       puts the last cell below this one, to be changed and run again
        %recall 7     that one; %recall 4 7-9 several, as one cell""";
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    List<PastCell> all = context.history();
    List<PastCell> chosen =
        arguments.isEmpty()
            ? all.subList(Math.max(0, all.size() - 1), all.size())
            : PastCells.in(arguments, all);
    if (chosen.isEmpty()) {
      throw new MagicException(
          "expected the number of a cell that has run, got "
              + (arguments.isEmpty() ? "none, and no cell has run yet" : arguments));
    }
    List<String> inputs = new ArrayList<>();
    for (PastCell cell : chosen) {
      inputs.add(cell.input().stripTrailing());
    }
    context.payload(
        Map.of("source", "set_next_input", "text", String.join("\n", inputs), "replace", false));
    return new Outcome.Nothing();
  }
}
