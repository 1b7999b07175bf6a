package peaberry.kernel.magic;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import peaberry.kernel.cell.Outcome;

/** {@code %env}: shows and sets the environment variables that commands have. */
public final class EnvMagic implements LineMagic {
  /** Names of what should not stand in a notebook that is handed on. */
  private static final Pattern SECRET =
      Pattern.compile("key|token|secret|password", Pattern.CASE_INSENSITIVE);

  private Environment environment;

  @Override
  public String name() {
    return "env";
  }

  @Override
  public List<String> aliases() {
    return List.of("set_env");
  }

  @Override
  public String summary() {
    return "shows and sets environment variables of commands";
  }

  @Override
  public String help() {
    return """
        %env               lists all; keys, tokens, secrets and passwords are not shown
        %env NAME          the value of one
        %env NAME=value    sets one; so does %env NAME value
        What is set holds for !command, %%bash and %%sh. System.getenv() does not see it: a JVM
        cannot change its own environment.""";
  }

  @Override
  public void joined(Magics magics) {
    environment = magics.environment();
  }

  @Override
  public List<String> complete(String arguments, int cursor) {
    boolean first = Words.before(arguments, cursor).length() == cursor;
    return first ? Words.matching(environment.variables().keySet(), arguments, cursor) : List.of();
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String arguments, MagicContext context) {
    Map<String, String> variables = environment.variables();
    if (arguments.isEmpty()) {
      StringBuilder list = new StringBuilder();
      variables.forEach(
          (name, value) ->
              list.append(name + "=" + (SECRET.matcher(name).find() ? "<hidden>" : value) + "\n"));
      context.console().out(list.toString());
      return new Outcome.Nothing();
    }
    int end = 0;
    while (end < arguments.length()
        && arguments.charAt(end) != '='
        && !Character.isWhitespace(arguments.charAt(end))) {
      end++;
    }
    String name = arguments.substring(0, end);
    if (name.isEmpty()) {
      throw new MagicException("expected %env NAME=value, got no name before the =");
    }
    if (end == arguments.length()) {
      String value = variables.get(name);
      if (value == null) {
        throw new MagicException("there is no environment variable " + name);
      }
      return new Outcome.Value(value);
    }
    String value = arguments.substring(Words.skipSpace(arguments, end)).replaceFirst("^=\\s*", "");
    environment.set(name, Words.unquoted(value));
    context.console().out("env: " + name + "=" + Words.unquoted(value) + "\n");
    return new Outcome.Nothing();
  }
}
