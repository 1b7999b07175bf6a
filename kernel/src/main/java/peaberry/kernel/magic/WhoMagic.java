package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.cell.Variable;

/** {@code %who}: the names of the notebook's variables. */
public final class WhoMagic implements LineMagic {

  @Override
  public String name() {
    return "who";
  }

  @Override
  public String summary() {
    return "names the notebook's variables";
  }

  @Override
  public String help() {
    return """
        %who           the names of all variables
        %who int String    those of some types
        %whos tells more of each.""";
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    List<String> names = new ArrayList<>();
    for (Variable variable : chosen(arguments, context)) {
      names.add(variable.name());
    }
    context.console().out(names.isEmpty() ? none(arguments) : String.join("  ", names) + "\n");
    return new Outcome.Nothing();
  }

  /** The variables by name, of some types if there are arguments. */
  static List<Variable> chosen(String arguments, MagicContext context) {
    List<Variable> chosen = new ArrayList<>();
    Set<String> types = new TreeSet<>(List.of(arguments.split("\\s+")));
    for (Variable variable : context.variables()) {
      String raw = variable.type().replaceFirst("<.*>", "");
      if (arguments.isEmpty() || types.contains(variable.type()) || types.contains(raw)) {
        chosen.add(variable);
      }
    }
    chosen.sort(Comparator.comparing(Variable::name));
    return chosen;
  }

  static String none(String arguments) {
    return arguments.isEmpty()
        ? "The notebook has no variables.\n"
        : "The notebook has no variables of type " + arguments + ".\n";
  }
}
