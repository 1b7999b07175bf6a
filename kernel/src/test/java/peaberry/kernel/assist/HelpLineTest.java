package peaberry.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x?                | x           | 0",
        "x??               | x           | 1",
        "?x                | x           | 0",
        "??x               | x           | 1",
        "Math.sqrt ?       | Math.sqrt   | 0",
        "java.util.List?;  | java.util.List | 0",
        "größe?            | größe       | 0",
        "%time?            | %time       | 0",
        "%%html??          | %%html      | 1",
        "?%lsmagic         | %lsmagic    | 0",
        "!?                | !           | 0",
        "int x = 1;/x?     | x           | 0"
      })
  void aNameWithAMarkIsAQuestion(String text, String name, int detail) {
    String code = text.replace('/', '\n');
    HelpLine line = HelpLine.of(code).orElseThrow();
    assertThat(line.name()).isEqualTo(name);
    assertThat(line.detail()).isEqualTo(detail);
    assertThat(code).startsWith(line.before());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "a ? b : c",
        "a ?\n b : c",
        "a\n? b : c",
        "a > 0 ?",
        "x???",
        "f(x)?",
        "1?",
        "\"really?\"",
        "// really?",
        "/*\nreally?",
        "var s = \"\"\"\nreally?",
        "%%bash\nls file?",
        "!ls file?",
        "x?\nx"
      })
  void everythingElseIsNone(String code) {
    assertThat(HelpLine.of(code)).isEmpty();
  }
}
