package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import peaberry.kernel.cell.Variable;

class ShellTest {
  private static List<String> mentioned(String text) {
    List<Variable> variables =
        List.of(
            new Variable("name", "String", 1, () -> "a b"),
            new Variable("größe", "int", 1, () -> 3),
            new Variable("n", "int", 1, () -> 4));
    return Shell.mentioned(text, variables).stream().map(Variable::name).toList();
  }

  @Test
  void theShellGetsTheVariablesThatTheTextMentionsWithADollarSign() {
    for (String text :
        List.of("echo $name", "${name}x", "\"${#name}\"", "${name%b}", "$name$name")) {
      assertThat(mentioned(text)).as(text).containsExactly("name");
    }
    assertThat(mentioned("$n ${name} $größe")).containsExactly("name", "n");
    for (String text : List.of("name", "$names", "$HOME", "$1", "$$", "$", "${", "$(name)")) {
      assertThat(mentioned(text)).as(text).isEmpty();
    }
  }
}
