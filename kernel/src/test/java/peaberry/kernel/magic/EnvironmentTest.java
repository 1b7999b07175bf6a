package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  private final Environment environment = new Environment();

  @Test
  void itStartsAsTheProcesssOwn() {
    assertThat(environment.folder()).isEqualTo(Path.of("").toAbsolutePath());
    assertThat(environment.variables()).isEqualTo(System.getenv());
  }

  @Test
  void pathsAreRelativeToItsFolder(@TempDir Path folder) {
    environment.change(folder);
    assertThat(environment.resolve("a/../b")).isEqualTo(folder.resolve("b"));
    assertThat(environment.resolve("/a")).isEqualTo(Path.of("/a"));
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(environment.resolve("~")).isEqualTo(home);
    assertThat(environment.resolve("~/x")).isEqualTo(home.resolve("x"));
    assertThat(environment.resolve("~x")).isEqualTo(folder.resolve("~x"));
    assertThat(environment.previous()).isEqualTo(environment.start());
    assertThatThrownBy(() -> environment.resolve("a\0b"))
        .isInstanceOf(MagicException.class)
        .hasMessageContaining("expected the name of a file");
  }

  @Test
  void aFolderThatIsNoneIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> environment.change(file)).hasMessageContaining("a file");
    assertThatThrownBy(() -> environment.change(folder.resolve("no")))
        .hasMessageContaining("which is not there");
    assertThat(environment.folder()).isEqualTo(environment.start());
  }

  /** Why {@code %cd} sets no property: it would only seem to work. */
  @Test
  void theJvmTakesNoNoticeOfAnotherWorkingFolder(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("only-here"), "");
    String was = System.setProperty("user.dir", folder.toString());
    try {
      assertThat(Files.exists(Path.of("only-here"))).isFalse();
      assertThat(new java.io.File("only-here").exists()).isFalse();
    } finally {
      System.setProperty("user.dir", was);
    }
  }
}
