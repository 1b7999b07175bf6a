package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import peaberry.kernel.cell.Variable;

class ShellTest {
  private static final List<Variable> VARIABLES =
      List.of(
          new Variable("name", "String", 1, () -> "a b"),
          new Variable("größe", "int", 1, () -> 3),
          new Variable("nothing", "Object", 1, () -> null),
          new Variable("zero", "String", 1, () -> "a\0b"));

  private static Map<String, String> mentioned(String text) {
    return Shell.mentioned(text, VARIABLES);
  }

  @Test
  void onlyWhatTheTextMentionsIsPassedOn() {
    assertThat(mentioned("echo $name")).containsExactly(Map.entry("name", "a b"));
    assertThat(mentioned("${name}x ${#name} ${name%b}")).containsOnlyKeys("name");
    assertThat(mentioned("$größe $nothing"))
        .containsEntry("größe", "3")
        .containsEntry("nothing", "null");
    for (String text : List.of("name", "$names", "$HOME", "$1", "$$", "$", "${", "$(name)")) {
      assertThat(mentioned(text)).as(text).isEmpty();
    }
  }

  @Test
  void whatNoEnvironmentCanHoldIsLeftOut() {
    assertThat(mentioned("$zero")).containsEntry("zero", "ab");
  }
}
