package peaberry.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void theConnectionFileAloneIsEnough() {
    Arguments arguments = Arguments.of("/tmp/c.json");
    assertThat(arguments.connectionFile()).isEqualTo(Path.of("/tmp/c.json"));
    assertThat(arguments.interpreter().preview()).isFalse();
  }

  @Test
  void optionsAddToTheDefaults() {
    Arguments arguments =
        Arguments.of(
            "--preview", "--import", "java.text.*", "--compiler-option", "-Xlint", "c.json");
    assertThat(arguments.interpreter().preview()).isTrue();
    assertThat(arguments.interpreter().defaultImports()).contains("java.util.*", "java.text.*");
    assertThat(arguments.interpreter().compilerOptions()).endsWith("-Xlint");
  }

  @Test
  void wrongArgumentsAreToldInOneSentence() {
    assertThatThrownBy(() -> Arguments.of()).hasMessageContaining("connection file, got none");
    assertThatThrownBy(() -> Arguments.of("a", "b")).hasMessageContaining("got also b");
    assertThatThrownBy(() -> Arguments.of("--nonsuch", "a")).hasMessageContaining("got --nonsuch");
    assertThatThrownBy(() -> Arguments.of("--import")).hasMessageContaining("after --import");
  }

  @Test
  void helpNeedsNoConnectionFile() {
    Arguments arguments = Arguments.of("--help");
    assertThat(arguments.connectionFile()).isNull();
    assertThat(arguments.help()).contains("--class-path");
  }
}
