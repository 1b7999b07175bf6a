package peaberry.kernel.magic;

import peaberry.kernel.cell.Outcome;

/** {@code %lsmagic}: lists all magics. */
public final class ListMagic implements LineMagic {

  @Override
  public String name() {
    return "lsmagic";
  }

  @Override
  public String summary() {
    return "lists all magics";
  }

  @Override
  public String help() {
    return """
        %lsmagic
        Lists all magics. %help name tells how one is used.""";
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    StringBuilder list = new StringBuilder();
    int widest =
        context.magics().all().stream().mapToInt(m -> Magics.signs(m).length()).max().orElse(0);
    for (Magic magic : context.magics().all()) {
      String names = Magics.signs(magic);
      list.append(names).repeat(' ', widest + 2 - names.length());
      list.append(magic.summary());
      for (String alias : magic.aliases()) {
        list.append("; also ").append(alias);
      }
      list.append('\n');
    }
    context.console().out(list.toString());
    return new Outcome.Nothing();
  }
}
