package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import peaberry.kernel.cell.Outcome;

/** {@code %help name}, which is also {@code %name?}: how a magic is used. */
public final class HelpMagic implements LineMagic, CellMagic {
  static final String NAME = "help";

  private Magics magics;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "tells how a magic is used";
  }

  @Override
  public String help() {
    return """
        %help name    how the magic %name is used; so does %name?
        %help         what there is""";
  }

  @Override
  public void joined(Magics all) {
    magics = all;
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    List<String> names = new ArrayList<>();
    for (Magic magic : magics.all()) {
      names.add(magic.name());
    }
    return Words.matching(names, arguments, cursor);
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    context.console().out(text(arguments) + "\n");
    return new Outcome.Nothing();
  }

  @Override
  public Outcome cell(String arguments, String body, MagicContext context) {
    return line(arguments, context);
  }

  private String text(String arguments) {
    String name = arguments.replaceFirst("^%{1,2}", "");
    if (name.isEmpty()) {
      return """
          A cell is Java: imports, declarations and statements in any order; the value of the last
          expression is shown. Tab completes, Shift-Tab tells what a name means.
          A line that starts with % is a magic, one that starts with ! a shell command.
          %lsmagic lists the magics, %help name tells how one is used.""";
    }
    Magic magic = magics.find(name);
    if (magic == null) {
      throw magics.unknown(name, "%");
    }
    String also = magic.aliases().isEmpty() ? "" : "\nAlso: " + String.join(", ", magic.aliases());
    return magic.summary() + "\n\n" + magic.help() + also;
  }
}
